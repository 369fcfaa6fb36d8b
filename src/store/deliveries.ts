/** The deliveries and attempts tables: what is owed to which endpoint, and each try of it. */
import type { AttemptOutcome, DeliveryStatus } from "../model.ts";
import { disableEndpoint } from "./endpoints.ts";

/** A worker that holds a delivery has this long to settle it: more than an attempt's time limit. */
export const DELIVERY_LEASE_MS = 60 * 1000;

/** A claimed delivery with what sending it needs. */
export type ClaimedDelivery = {
  id: string;
  eventId: string;
  endpointId: string;
  attemptCount: number;
  leaseToken: string;
  body: string;
  url: string;
  secret: string;
};

/** Takes the lease on a delivery that is due; null where it is not due, settled, or held by another worker. */
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
         WHERE id = ?1 AND status = 'waiting' AND next_attempt_at <= ?4 AND lease_until <= ?4
           AND EXISTS (SELECT 1 FROM endpoints WHERE endpoints.id = deliveries.endpoint_id AND endpoints.status = 'active')
         RETURNING id`,
      )
      .bind(id, leaseToken, now + DELIVERY_LEASE_MS, now),
    db
      .prepare(
        `SELECT deliveries.id, event_id AS eventId, endpoint_id AS endpointId, attempt_count AS attemptCount,
           lease_token AS leaseToken, alert_events.body, endpoints.url, endpoints.secret
         FROM deliveries JOIN alert_events ON alert_events.id = event_id JOIN endpoints ON endpoints.id = endpoint_id
         WHERE deliveries.id = ?1`,
      )
      .bind(id),
  ]);
  return claimed?.results.length === 1 ? ((details?.results[0] as ClaimedDelivery | undefined) ?? null) : null;
}

/** What becomes of a delivery after an attempt. */
export type DeliverySettlement =
  | { kind: "delivered" }
  | { kind: "retry"; at: number; reason: string }
  | { kind: "failed"; reason: string; disablesEndpoint: boolean };

/** Logs the attempt and settles the delivery in one batch; false where the lease was lost, and nothing is written. */
export async function settleDelivery(
  db: D1Database,
  delivery: Pick<ClaimedDelivery, "id" | "endpointId" | "leaseToken">,
  attempt: { outcome: AttemptOutcome; at: number },
  settlement: DeliverySettlement,
  now: number,
): Promise<boolean> {
  const { outcome } = attempt;
  const statements = [
    db
      .prepare(
        `INSERT INTO attempts (delivery_id, number, attempted_at, latency_ms, http_status, outcome, reason)
         SELECT id, attempt_count + 1, ?3, ?4, ?5, ?6, ?7 FROM deliveries
         WHERE id = ?1 AND lease_token = ?2 AND status = 'waiting'`,
      )
      .bind(
        delivery.id,
        delivery.leaseToken,
        attempt.at,
        outcome.latencyMs,
        outcome.status,
        outcome.kind,
        outcome.kind === "delivered" ? null : outcome.reason,
      ),
    db
      .prepare(
        `UPDATE deliveries SET attempt_count = attempt_count + 1, lease_token = NULL, lease_until = 0,
           status = ?3, next_attempt_at = ?4, last_reason = ?5, settled_at = ?6
         WHERE id = ?1 AND lease_token = ?2 AND status = 'waiting'`,
      )
      .bind(
        delivery.id,
        delivery.leaseToken,
        settlement.kind === "retry" ? "waiting" : settlement.kind,
        settlement.kind === "retry" ? settlement.at : null,
        settlement.kind === "delivered" ? null : settlement.reason,
        settlement.kind === "retry" ? null : now,
      ),
  ];
  if (settlement.kind === "failed" && settlement.disablesEndpoint) {
    statements.push(disableEndpoint(db, delivery.endpointId, settlement.reason));
  }
  const results = await db.batch(statements);
  return (results[1]?.meta.changes ?? 0) === 1;
}

/** Ids of deliveries that are due and that nobody holds, the longest waiting first. */
export async function listDueDeliveries(db: D1Database, now: number, limit: number): Promise<string[]> {
  const { results } = await db
    .prepare(
      `SELECT deliveries.id FROM deliveries JOIN endpoints ON endpoints.id = endpoint_id
       WHERE deliveries.status = 'waiting' AND next_attempt_at <= ?1 AND lease_until <= ?1 AND endpoints.status = 'active'
       ORDER BY next_attempt_at LIMIT ?2`,
    )
    .bind(now, limit)
    .all<{ id: string }>();
  return results.map(({ id }) => id);
}

/** Ids of the deliveries of some events: what a recorded batch owes at once. */
export async function listDeliveriesOf(db: D1Database, eventIds: string[]): Promise<string[]> {
  if (eventIds.length === 0) return [];
  const { results } = await db
    .prepare("SELECT id FROM deliveries WHERE event_id IN (SELECT value FROM json_each(?1))")
    .bind(JSON.stringify(eventIds))
    .all<{ id: string }>();
  return results.map(({ id }) => id);
}

export type AttemptRow = {
  delivery_id: string;
  number: number;
  attempted_at: number;
  latency_ms: number;
  http_status: number | null;
  outcome: string;
  reason: string | null;
};

export type DeliveryRow = {
  id: string;
  event_id: string;
  endpoint_id: string;
  status: DeliveryStatus;
  attempt_count: number;
  next_attempt_at: number | null;
  last_reason: string | null;
  created_at: number;
  settled_at: number | null;
};

/** A delivery and its attempts in order; null where it does not exist. */
export async function readDelivery(
  db: D1Database,
  id: string,
): Promise<{ delivery: DeliveryRow; attempts: AttemptRow[] } | null> {
  const delivery = await db
    .prepare(
      `SELECT id, event_id, endpoint_id, status, attempt_count, next_attempt_at, last_reason, created_at, settled_at
       FROM deliveries WHERE id = ?1`,
    )
    .bind(id)
    .first<DeliveryRow>();
  if (delivery === null) return null;
  const { results: attempts } = await db
    .prepare("SELECT * FROM attempts WHERE delivery_id = ?1 ORDER BY number")
    .bind(id)
    .all<AttemptRow>();
  return { delivery, attempts };
}
