/** The deliveries and attempts tables: what is owed to which endpoint, and each try of it. */
import type { AttemptOutcome, ChannelKind, ChannelOptions, DeliveryStatus } from "../model.ts";

/** A worker that holds a delivery has this long to settle it: more than an attempt's time limit. */
export const DELIVERY_LEASE_MS = 60 * 1000;

/** A claimed delivery with what sending it needs. */
export type ClaimedDelivery = {
  id: string;
  eventId: string;
  endpointId: string;
  /** Attempts of the schedule so far, and those asked for by hand. */
  attemptCount: number;
  manualCount: number;
  /** Asked for by hand, and not due by itself. */
  isManual: boolean;
  isShort: boolean;
  leaseToken: string;
  body: string;
  kind: ChannelKind;
  url: string;
  options: ChannelOptions;
  /** The current secret first, then the one that is being rotated out. */
  secrets: string[];
  failingSince: number | null;
};

type ClaimedRow = Omit<ClaimedDelivery, "isManual" | "isShort" | "options" | "secrets"> & {
  isManual: 0 | 1;
  isShort: 0 | 1;
  options: string;
  secret: string;
  previousSecret: string | null;
};

/**
 * Takes the lease on a delivery that is due or asked for by hand; null where it is neither, or another worker holds it,
 * or its endpoint takes nothing now.
 */
export async function claimDelivery(
  db: D1Database,
  id: string,
  leaseToken: string,
  now: number,
): Promise<ClaimedDelivery | null> {
  const [claimed, details] = await db.batch<Record<string, unknown>>([
    db
      .prepare(
        `UPDATE deliveries SET lease_token = ?2, lease_until = ?3
         WHERE id = ?1 AND lease_until <= ?4
           AND ((status = 'waiting' AND next_attempt_at <= ?4) OR redeliver_at IS NOT NULL)
           AND EXISTS (SELECT 1 FROM endpoints WHERE endpoints.id = deliveries.endpoint_id AND endpoints.status = 'active')
         RETURNING id`,
      )
      .bind(id, leaseToken, now + DELIVERY_LEASE_MS, now),
    db
      .prepare(
        `SELECT deliveries.id, event_id AS eventId, endpoint_id AS endpointId, attempt_count AS attemptCount,
           manual_count AS manualCount, NOT (deliveries.status = 'waiting' AND next_attempt_at <= ?2) AS isManual,
           is_short AS isShort, lease_token AS leaseToken, alert_events.body, kind, url, options, secret,
           CASE WHEN previous_secret_until > ?2 THEN previous_secret END AS previousSecret, failing_since AS failingSince
         FROM deliveries JOIN alert_events ON alert_events.id = event_id JOIN endpoints ON endpoints.id = endpoint_id
         WHERE deliveries.id = ?1`,
      )
      .bind(id, now),
  ]);
  const row = details?.results[0] as ClaimedRow | undefined;
  if (claimed?.results.length !== 1 || row === undefined) return null;
  const { options, secret, previousSecret, ...delivery } = row;
  return {
    ...delivery,
    // NOT (… NULL …) is NULL: a settled delivery has no next attempt.
    isManual: delivery.isManual !== 0,
    isShort: delivery.isShort === 1,
    options: JSON.parse(options) as ChannelOptions,
    secrets: previousSecret === null ? [secret] : [secret, previousSecret],
  };
}

/** What becomes of a delivery after an attempt. `unchanged`: one made by hand failed, and the schedule goes on as it was. */
export type DeliverySettlement =
  | { kind: "delivered" }
  | { kind: "retry"; at: number; reason: string; isShort: boolean }
  | { kind: "failed"; reason: string }
  | { kind: "unchanged"; reason: string };

/** Statements that log the attempt and settle the delivery, all without effect where the lease was lost. */
export function settleStatements(
  db: D1Database,
  delivery: Pick<ClaimedDelivery, "id" | "leaseToken" | "isManual">,
  attempt: { outcome: AttemptOutcome; at: number },
  settlement: DeliverySettlement,
  now: number,
): D1PreparedStatement[] {
  const { outcome } = attempt;
  const retry = settlement.kind === "retry" ? settlement : null;
  return [
    db
      .prepare(
        `INSERT INTO attempts (delivery_id, number, attempted_at, latency_ms, http_status, outcome, reason, trigger, answer)
         SELECT id, attempt_count + manual_count + 1, ?3, ?4, ?5, ?6, ?7, ?8, ?9 FROM deliveries
         WHERE id = ?1 AND lease_token = ?2`,
      )
      .bind(
        delivery.id,
        delivery.leaseToken,
        attempt.at,
        outcome.latencyMs,
        outcome.status,
        outcome.kind,
        outcome.kind === "delivered" ? null : outcome.reason,
        delivery.isManual ? "manual" : "schedule",
        outcome.answer,
      ),
    db
      .prepare(
        `UPDATE deliveries SET lease_token = NULL, lease_until = 0, redeliver_at = NULL,
           attempt_count = attempt_count + (1 - ?7), manual_count = manual_count + ?7,
           status = CASE ?3 WHEN 'unchanged' THEN status WHEN 'retry' THEN 'waiting' ELSE ?3 END,
           next_attempt_at = CASE ?3 WHEN 'unchanged' THEN next_attempt_at ELSE ?4 END,
           last_reason = ?5,
           settled_at = CASE ?3 WHEN 'unchanged' THEN settled_at WHEN 'retry' THEN NULL ELSE ?6 END,
           is_short = max(is_short, ?8)
         WHERE id = ?1 AND lease_token = ?2`,
      )
      .bind(
        delivery.id,
        delivery.leaseToken,
        settlement.kind,
        retry?.at ?? null,
        settlement.kind === "delivered" ? null : settlement.reason,
        now,
        delivery.isManual ? 1 : 0,
        retry?.isShort === true ? 1 : 0,
      ),
  ];
}

/** Ids of deliveries that are due or asked for by hand, and that nobody holds, the longest waiting first. */
export async function listDueDeliveries(db: D1Database, now: number, limit: number): Promise<string[]> {
  const { results } = await db
    .prepare(
      `SELECT deliveries.id FROM deliveries JOIN endpoints ON endpoints.id = endpoint_id
       WHERE deliveries.status = 'waiting' AND next_attempt_at <= ?1 AND lease_until <= ?1 AND endpoints.status = 'active'
       UNION
       SELECT deliveries.id FROM deliveries JOIN endpoints ON endpoints.id = endpoint_id
       WHERE redeliver_at <= ?1 AND lease_until <= ?1 AND endpoints.status = 'active'
       LIMIT ?2`,
    )
    .bind(now, limit)
    .all<{ id: string }>();
  return results.map(({ id }) => id);
}

/** Asks for one more attempt, whatever became of the delivery; false where there is none, or its endpoint takes nothing. */
export async function requestRedelivery(db: D1Database, id: string, now: number): Promise<boolean> {
  const { meta } = await db
    .prepare(
      `UPDATE deliveries SET redeliver_at = ?2 WHERE id = ?1
         AND EXISTS (SELECT 1 FROM endpoints WHERE endpoints.id = deliveries.endpoint_id AND endpoints.status = 'active')`,
    )
    .bind(id, now)
    .run();
  return meta.changes === 1;
}

export type DueRow = { id: string; endpoint_id: string };

/** The deliveries of some events that are due: what a recorded batch owes at once. */
export async function listDeliveriesOf(db: D1Database, eventIds: string[], now: number): Promise<DueRow[]> {
  if (eventIds.length === 0) return [];
  const { results } = await db
    .prepare(
      `SELECT id, endpoint_id FROM deliveries
       WHERE event_id IN (SELECT value FROM json_each(?1)) AND status = 'waiting' AND next_attempt_at <= ?2`,
    )
    .bind(JSON.stringify(eventIds), now)
    .all<DueRow>();
  return results;
}

export type AttemptRow = {
  delivery_id: string;
  number: number;
  attempted_at: number;
  latency_ms: number;
  http_status: number | null;
  outcome: AttemptOutcome["kind"];
  reason: string | null;
  trigger: "schedule" | "manual";
  answer: string;
};

export type DeliveryRow = {
  id: string;
  event_id: string;
  endpoint_id: string;
  status: DeliveryStatus;
  /** Why it was sent at once, held back or suppressed. */
  route_reason: string;
  grouped_into: string | null;
  attempt_count: number;
  next_attempt_at: number | null;
  last_reason: string | null;
  created_at: number;
  settled_at: number | null;
};

const COLUMNS = `id, event_id, endpoint_id, status, route_reason, grouped_into, attempt_count, next_attempt_at, last_reason,
  created_at, settled_at`;

/** A delivery and its attempts in order; null where it does not exist. */
export async function readDelivery(
  db: D1Database,
  id: string,
): Promise<{ delivery: DeliveryRow; attempts: AttemptRow[] } | null> {
  const delivery = await db.prepare(`SELECT ${COLUMNS} FROM deliveries WHERE id = ?1`).bind(id).first<DeliveryRow>();
  if (delivery === null) return null;
  const { results: attempts } = await db
    .prepare("SELECT * FROM attempts WHERE delivery_id = ?1 ORDER BY number")
    .bind(id)
    .all<AttemptRow>();
  return { delivery, attempts };
}
