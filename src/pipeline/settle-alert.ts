/** What a person makes of an alert: acknowledged, confirmed (the position moves on), or dismissed (which teaches). */
import type { AlertBody } from "../alert/event.ts";
import { movedBy } from "../alert/rebase.ts";
import type { Stance } from "../model.ts";
import type { Runtime } from "../runtime.ts";
import {
  type AlertRow,
  eventStatements,
  markAcknowledged,
  readAlert,
  readLatestEvidence,
  settleAlert,
} from "../store/alerts.ts";
import { listDeliveriesOf } from "../store/deliveries.ts";
import { listEndpoints } from "../store/endpoints.ts";
import { insertVersion, type NewVersion } from "../store/positions.ts";
import { alertEvent } from "./alert-event.ts";
import { wakeDeliveries } from "./deliver.ts";
import { type HeldPosition, loadDeskOf, type Thread } from "./desk.ts";
import { owed } from "./record.ts";

/** `settled`: somebody has confirmed or dismissed it before. */
export type Settling = { kind: "done" } | { kind: "unknown" } | { kind: "settled"; status: AlertRow["status"] };

/** What a confirmation may say for itself; nulls leave it to what the evidence says. */
export type Confirmation = {
  note: string | null;
  stance: Stance | null;
  statement: string | null;
  /** Epoch milliseconds. */
  effectiveFrom: number | null;
};

/** How often a confirmation is made again because the alert or the position moved meanwhile. */
const CONFIRM_TRIES = 3;

/** Says that somebody has seen it: reminders end. Doing it again changes nothing. */
export async function acknowledgeAlert(rt: Runtime, id: string): Promise<Settling> {
  if (await markAcknowledged(rt.db, id, rt.clock())) return { kind: "done" };
  const alert = await readAlert(rt.db, id);
  if (alert === null) return { kind: "unknown" };
  return alert.status === "acknowledged" ? { kind: "done" } : { kind: "settled", status: alert.status };
}

/** Says that nothing changed: the same claim from the same source opens nothing again. */
export async function dismissAlert(rt: Runtime, id: string, note: string | null): Promise<Settling> {
  const { meta } = await settleAlert(rt.db, { id, status: "dismissed", note }, rt.clock()).run();
  return meta.changes === 1 ? { kind: "done" } : whyNot(await readAlert(rt.db, id));
}

/** Says that it is so: the position gets a new version, from which later news is measured, and the endpoints are told. */
export async function confirmAlert(rt: Runtime, id: string, confirmation: Confirmation): Promise<Settling> {
  for (let tries = 1; ; tries++) {
    const alert = await readAlert(rt.db, id);
    if (alert === null || (alert.status !== "open" && alert.status !== "acknowledged")) return whyNot(alert);
    try {
      if (await recordConfirmation(rt, alert, confirmation)) return { kind: "done" };
      if (tries === CONFIRM_TRIES) throw new Error(`the alert ${id} is open without evidence`);
    } catch (error) {
      if (!/constraint failed/.test(String(error)) || tries === CONFIRM_TRIES) throw error;
    }
  }
}

function whyNot(alert: AlertRow | null): Settling {
  return alert === null ? { kind: "unknown" } : { kind: "settled", status: alert.status };
}

/** False where somebody else has settled the alert since it was read. */
async function recordConfirmation(rt: Runtime, alert: AlertRow, confirmation: Confirmation): Promise<boolean> {
  const now = rt.clock();
  const desk = await loadDeskOf(rt, [`${alert.dossier_id}/${alert.position_id}`]);
  const position = desk.positionOf(alert.dossier_id, alert.position_id);
  const thread = position.threads.find((each) => each.id === alert.id);
  const latest = await readLatestEvidence(rt.db, alert.id);
  if (thread === undefined || latest === null) return false;
  thread.lastSequence += 1;
  const version = nextVersion(position, thread, latest, confirmation, now);
  const told = { position, thread, item: latest.item, note: confirmation.note, reason: "confirmed" };
  const event = alertEvent(rt, { kind: "confirm", finding: latest.finding, ...told }, now);
  const body = JSON.parse(event.body) as AlertBody;
  const endpoints = await listEndpoints(rt.db);
  const deliveries = endpoints.map((endpoint) => owed(event.id, body, position.original.holders, endpoint, null, now));
  await rt.db.batch([
    insertVersion(rt.db, version, now),
    ...eventStatements(rt.db, { events: [event], deliveries }, now),
    settleAlert(rt.db, { id: alert.id, status: "confirmed", note: confirmation.note }, now),
  ]);
  const due = await listDeliveriesOf(rt.db, [event.id], now);
  await wakeDeliveries(
    rt,
    due.map(({ id }) => id),
  );
  return true;
}

/** The opposite of a stance; of none there is no opposite that could be known. */
const OPPOSITE: Record<Stance, Stance> = { favor: "against", against: "favor", none: "none" };

function nextVersion(
  position: HeldPosition,
  thread: Thread,
  { finding, item }: NonNullable<Awaited<ReturnType<typeof readLatestEvidence>>>,
  { note, stance, statement, effectiveFrom }: Confirmation,
  now: number,
): NewVersion {
  const { original } = position;
  const moved = movedBy(finding);
  const usual = moved === "reverses" ? OPPOSITE[original.stance] : original.stance;
  return {
    dossier_id: thread.key.dossier_id,
    position_id: thread.key.position_id,
    version: position.version + 1,
    effective_from: effectiveFrom ?? item.published_at ?? now,
    moved,
    stance: stance ?? usual,
    // Back where the document put it, the document's words are right again.
    statement: statement ?? (moved === null ? original.statement : finding.evidence.quote),
    alert_id: thread.id,
    note,
    evidence: {
      quote: finding.evidence.quote,
      title: item.title,
      outlet: item.outlet,
      link: item.link,
      publishedAt: item.published_at,
    },
  };
}
