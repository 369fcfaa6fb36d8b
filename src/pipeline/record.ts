/** Decides what findings do to the alerts, and records it all in one batch. */
import { decide, type OpenAlert } from "../alert/decide.ts";
import { eventBody } from "../alert/event.ts";
import { DEFAULT_POLICY, severityOf } from "../alert/policy.ts";
import type { AlertEventType, Direction, Finding } from "../model.ts";
import type { Runtime } from "../runtime.ts";
import type { DossierFinding } from "../stance/assess.ts";
import { listOpenAlerts, type NewAlert, type NewEvent, type NewFinding, recordStatements } from "../store/alerts.ts";
import { listDeliveriesOf } from "../store/deliveries.ts";
import { filterUnassessed, type ItemRow, markAssessed } from "../store/items.ts";
import { wakeDeliveries } from "./deliver.ts";

/** How often a decision is made again because another worker decided on the same change meanwhile. */
const DECIDE_TRIES = 5;

/** An item and what it says about the positions. */
export type Assessed = { item: ItemRow; findings: DossierFinding[] };

/** Decides what the findings do to the alerts and records it all in one batch; then wakes up the deliveries. */
export async function record(rt: Runtime, assessed: Assessed[]): Promise<void> {
  for (let tries = 1; assessed.length > 0; tries++) {
    const now = rt.clock();
    const open = await openAlerts(rt, assessed);
    const { alerts, findings, events } = decideAll(rt, assessed, open, now);
    const ids = assessed.map(({ item }) => item.id);
    try {
      await rt.db.batch([...recordStatements(rt.db, { alerts, findings, events }, now), markAssessed(rt.db, ids, now)]);
    } catch (error) {
      // Another worker decided on the same change meanwhile (see recordStatements): decide again on what is there now.
      if (!/UNIQUE constraint failed/.test(String(error)) || tries === DECIDE_TRIES) throw error;
      const still = new Set(await filterUnassessed(rt.db, ids));
      assessed = assessed.filter(({ item }) => still.has(item.id));
      continue;
    }
    for (const event of events) rt.log(event.type, { alert: event.alertId, event: event.id });
    if (events.length > 0)
      await wakeDeliveries(
        rt,
        await listDeliveriesOf(
          rt.db,
          events.map(({ id }) => id),
          now,
        ),
      );
    return;
  }
}

async function openAlerts(rt: Runtime, assessed: Assessed[]): Promise<Map<string, Thread>> {
  const keys = assessed.flatMap(({ findings }) =>
    findings.map(({ dossierId, finding }) => `${dossierId}/${finding.position}`),
  );
  const rows = await listOpenAlerts(rt.db, [...new Set(keys)]);
  return new Map(
    rows.map((row) => [
      threadKey(row.dossier_id, row.position_id, row.direction),
      {
        alertId: row.id,
        openedAt: row.opened_at,
        outlets: row.outlets,
        isCorroborated: row.stage !== "tentative",
        lastSequence: row.last_sequence,
      },
    ]),
  );
}

/** An open alert while a batch is decided: earlier items of the batch count for later ones. */
type Thread = OpenAlert & { alertId: string; openedAt: number; lastSequence: number };

function threadKey(dossierId: string, positionId: string, direction: Direction | null): string {
  return `${dossierId}/${positionId}/${direction ?? ""}`;
}

function decideAll(
  rt: Runtime,
  assessed: Assessed[],
  threads: Map<string, Thread>,
  now: number,
): { alerts: NewAlert[]; findings: NewFinding[]; events: NewEvent[] } {
  const alerts: NewAlert[] = [];
  const findings: NewFinding[] = [];
  const events: NewEvent[] = [];
  for (const { item, findings: found } of assessed) {
    for (const { dossierId, finding } of found) {
      const key = threadKey(dossierId, finding.position, finding.direction);
      const source = { outlet: item.outlet, publishedAt: item.published_at, isBacklog: item.is_backlog === 1 };
      const decision = decide({ finding, item: source, open: threads.get(key) ?? null }, rt.config.policy, now);
      const { kind, reason } = decision;
      if (kind === "nothing" || finding.direction === null) {
        findings.push({ itemId: item.id, dossierId, finding, decision: reason, alertId: null });
        continue;
      }
      const thread: Thread = threads.get(key) ?? {
        alertId: rt.newId("alt"),
        openedAt: now,
        outlets: [],
        isCorroborated: false,
        lastSequence: 0,
      };
      threads.set(key, thread);
      if (!thread.outlets.includes(item.outlet)) thread.outlets.push(item.outlet);
      findings.push({ itemId: item.id, dossierId, finding, decision: reason, alertId: thread.alertId });
      if (kind === "open") {
        alerts.push({
          id: thread.alertId,
          dossier_id: dossierId,
          position_id: finding.position,
          direction: finding.direction,
        });
      }
      if (kind === "join") continue;
      thread.isCorroborated ||= kind === "corroborate";
      thread.lastSequence += 1;
      const type = kind === "open" ? "alert.opened" : "alert.corroborated";
      const body = bodyOf(rt, type, dossierId, finding, finding.direction, thread, item, now);
      events.push({ id: rt.newId("msg"), alertId: thread.alertId, sequence: thread.lastSequence, type, reason, body });
    }
  }
  return { alerts, findings, events };
}

function bodyOf(
  rt: Runtime,
  type: AlertEventType,
  dossierId: string,
  finding: Finding,
  direction: Direction,
  thread: Thread,
  item: ItemRow,
  now: number,
): string {
  const dossier = rt.watches.find((watch) => watch.dossier.id === dossierId)?.dossier.source;
  const position = dossier?.positions.find(({ id }) => id === finding.position);
  if (dossier === undefined || position === undefined) throw new Error(`no position ${dossierId}/${finding.position}`);
  const { alertId, openedAt, outlets } = thread;
  const { title, outlet, link, published_at: publishedAt } = item;
  const shown = { title, outlet, link, publishedAt };
  const stage = thread.isCorroborated ? "corroborated" : "tentative";
  const about = {
    stage,
    status: "open",
    severity: severityOf(direction, finding.certainty, DEFAULT_POLICY),
    sources: outlets.length,
    note: null,
  } as const;
  return eventBody(
    { type, alertId, dossier, position, direction, openedAt, outlets, finding, item: shown, ...about },
    now,
  );
}
