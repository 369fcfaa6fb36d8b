/** Decides what findings do to the alerts, and records it all in one batch. */
import { decide } from "../alert/decide.ts";
import type { AlertBody } from "../alert/event.ts";
import { routeAlert } from "../alert/route.ts";
import type { Runtime } from "../runtime.ts";
import type { DossierFinding } from "../stance/assess.ts";
import { type AlertRecord, type NewDelivery, recordStatements } from "../store/alerts.ts";
import { endpointPolicy, type EndpointRow, listEndpoints } from "../store/endpoints.ts";
import { readRunStarts } from "../store/runs.ts";
import { filterUnassessed, type ItemRow, markAssessed } from "../store/items.ts";
import { alertEvent } from "./alert-event.ts";
import { type Desk, loadDesk, type Thread } from "./desk.ts";

/** An item and what it says about the positions. */
export type Assessed = { item: ItemRow; findings: DossierFinding[] };

/** How often a decision is made again because another worker decided on the same change meanwhile. */
const DECIDE_TRIES = 5;

/** What one run finds is told together: it waits for the run's end, and no longer than this from its start (Alertmanager's group_wait). */
const GROUP_WAIT_MS = 30 * 1000;

/** Decides what the findings do to the alerts and records it all in one batch; returns the ids of the events to tell. */
export async function record(rt: Runtime, assessed: Assessed[]): Promise<string[]> {
  for (let tries = 1; assessed.length > 0; tries++) {
    const now = rt.clock();
    const desk = await loadDesk(rt, assessed);
    const decided = decideAll(rt, assessed, desk, now);
    const isNews = decided.events.length > 0;
    const endpoints = isNews ? await listEndpoints(rt.db) : [];
    const runIds = [...new Set(decided.events.map(({ runId }) => runId))];
    const starts = isNews ? await readRunStarts(rt.db, runIds) : new Map<string, number>();
    const deliveries = decided.events.flatMap(({ event, runId, holders }) => {
      const body = JSON.parse(event.body) as AlertBody;
      const until = (starts.get(runId) ?? 0) + GROUP_WAIT_MS;
      const hold = until > now ? { runId, until } : null;
      return endpoints.map((endpoint) => owed(event.id, body, holders, endpoint, hold, now));
    });
    const events = decided.events.map(({ event }) => event);
    const ids = assessed.map(({ item }) => item.id);
    try {
      await rt.db.batch([
        ...recordStatements(rt.db, { ...decided, events, deliveries }, now),
        markAssessed(rt.db, ids, now),
      ]);
    } catch (error) {
      // Another worker decided on the same change meanwhile (see recordStatements): decide again on what is there now.
      if (!/UNIQUE constraint failed/.test(String(error)) || tries === DECIDE_TRIES) throw error;
      const still = new Set(await filterUnassessed(rt.db, ids));
      assessed = assessed.filter(({ item }) => still.has(item.id));
      continue;
    }
    for (const event of events) rt.log(event.type, { alert: event.alertId, webhookId: event.id });
    return events.map(({ id }) => id);
  }
  return [];
}

/**
 * What an endpoint is owed of an alert's event: now, later, or nothing, with the reason.
 * @param hold the run whose end is waited for, and no longer than until then; null: it is told at once
 */
export function owed(
  eventId: string,
  body: AlertBody,
  holders: string[],
  endpoint: EndpointRow,
  hold: { runId: string; until: number } | null,
  now: number,
): NewDelivery {
  const route = routeAlert(body, holders, endpointPolicy(endpoint), now);
  const base = { eventId, endpointId: endpoint.id, routeReason: route.reason };
  if (route.kind === "suppress") return { ...base, status: "suppressed", nextAttemptAt: null, runId: null };
  const held = route.reason === "told" ? hold : null;
  return { ...base, status: "waiting", nextAttemptAt: held?.until ?? route.at, runId: held?.runId ?? null };
}

type Decided = Omit<AlertRecord, "events" | "deliveries"> & {
  events: { event: AlertRecord["events"][number]; runId: string; holders: string[] }[];
};

function decideAll(rt: Runtime, assessed: Assessed[], desk: Desk, now: number): Decided {
  const decided: Decided = { alerts: [], standings: [], findings: [], events: [] };
  const opened = new Set<Thread>();
  const moved = new Set<Thread>();
  for (const { item, findings } of assessed) {
    for (const { dossierId, finding: found } of findings) {
      const position = desk.positionOf(dossierId, found.position);
      const story = desk.storyOf(item);
      const { kind, reason, finding } = decide(
        {
          finding: found,
          item: { ...story, isBacklog: item.is_backlog === 1 },
          holders: position.source.holders,
          moved: position.moved,
          openOn: ({ direction }) => position.threadOn(direction, now),
          dismissed: position.dismissed,
        },
        position.policy,
        now,
      );
      const thread =
        kind === "open" ? position.open(rt.newId("alt"), finding, now) : position.threadOn(finding.direction, now);
      const isEvidence = kind !== "nothing" && thread !== null;
      const alertId = isEvidence ? thread.id : null;
      decided.findings.push({ itemId: item.id, dossierId, finding: found, decision: reason, alertId });
      if (!isEvidence) continue;
      thread.take(kind, story, finding, now);
      (kind === "open" ? opened : moved).add(thread);
      if (kind === "join") continue;
      thread.lastSequence += 1;
      const event = alertEvent(rt, { kind, reason, finding, position, thread, item, note: null }, now);
      decided.events.push({ event, runId: item.run_id, holders: position.source.holders });
    }
  }
  decided.alerts = [...opened].map((thread) => ({ ...thread.standing(), ...thread.key }));
  decided.standings = [...moved].filter((thread) => !opened.has(thread)).map((thread) => thread.standing());
  return decided;
}
