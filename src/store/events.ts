/** The alert_events table, as far as events stand outside an alert. */
import { testBody } from "../alert/event.ts";

/** Records a test event and its one delivery in one batch; returns the delivery's id. */
export async function recordTestEvent(
  db: D1Database,
  ids: { eventId: string; deliveryId: string },
  endpointId: string,
  now: number,
): Promise<string> {
  const body = JSON.stringify(testBody(endpointId, now));
  await db.batch([
    db
      .prepare(
        `INSERT INTO alert_events (id, alert_id, sequence, type, reason, body, created_at)
         VALUES (?1, NULL, 0, 'test', 'asked-for', ?2, ?3)`,
      )
      .bind(ids.eventId, body, now),
    db
      .prepare(
        `INSERT INTO deliveries (id, event_id, endpoint_id, status, next_attempt_at, created_at)
         VALUES (?1, ?2, ?3, 'waiting', ?4, ?4)`,
      )
      .bind(ids.deliveryId, ids.eventId, endpointId, now),
  ]);
  return ids.deliveryId;
}
