/** Deliveries that are told together: which wait for one endpoint, and the digest that takes their place. */

export type CrowdRow = { id: string; endpoint_id: string; route_reason: string; event_id: string; body: string };

/** The most changes of one digest: about as many as 20 kB list whole. */
export const CROWD_LIMIT = 50;

/**
 * The deliveries of alerts' events that are due for the same endpoint as this one and were never attempted, this one
 * first; empty where this one is none of them. One more than a digest takes is listed, where there are more.
 */
export async function listCrowd(db: D1Database, deliveryId: string, now: number): Promise<CrowdRow[]> {
  const { results } = await db
    .prepare(
      `SELECT crowd.id, crowd.endpoint_id, crowd.route_reason, crowd.event_id, alert_events.body
       FROM deliveries AS one
         JOIN deliveries AS crowd ON crowd.endpoint_id = one.endpoint_id
         JOIN alert_events ON alert_events.id = crowd.event_id
       WHERE one.id = ?1 AND one.status = 'waiting' AND one.attempt_count = 0
         AND crowd.status = 'waiting' AND crowd.attempt_count = 0 AND crowd.next_attempt_at <= ?2
         AND crowd.lease_until <= ?2 AND alert_events.alert_id IS NOT NULL
       ORDER BY crowd.id = ?1 DESC, crowd.next_attempt_at LIMIT ?3`,
    )
    .bind(deliveryId, now, CROWD_LIMIT + 1)
    .all<CrowdRow>();
  return results[0]?.id === deliveryId ? results : [];
}

/**
 * Puts a digest in the place of deliveries, all or nothing: false where another worker has taken any of them meanwhile.
 */
export async function recordDigest(
  db: D1Database,
  digest: { eventId: string; deliveryId: string; endpointId: string; reason: string; body: string; members: string[] },
  now: number,
): Promise<boolean> {
  const members = JSON.stringify(digest.members);
  const [recorded] = await db.batch([
    db
      .prepare(
        `INSERT INTO alert_events (id, alert_id, sequence, type, reason, body, created_at)
         SELECT ?1, NULL, 0, 'digest', ?2, ?3, ?4 WHERE ?5 = (
           SELECT count(*) FROM deliveries WHERE id IN (SELECT value FROM json_each(?6))
             AND status = 'waiting' AND attempt_count = 0 AND lease_until <= ?4)`,
      )
      .bind(digest.eventId, digest.reason, digest.body, now, digest.members.length, members),
    db
      .prepare(
        `INSERT INTO deliveries (id, event_id, endpoint_id, status, next_attempt_at, route_reason, created_at)
         SELECT ?1, id, ?3, 'waiting', ?4, reason, ?4 FROM alert_events WHERE id = ?2`,
      )
      .bind(digest.deliveryId, digest.eventId, digest.endpointId, now),
    db
      .prepare(
        `UPDATE deliveries SET status = 'grouped', grouped_into = ?1, next_attempt_at = NULL, settled_at = ?3
         WHERE id IN (SELECT value FROM json_each(?2)) AND EXISTS (SELECT 1 FROM alert_events WHERE id = ?4)`,
      )
      .bind(digest.deliveryId, members, now, digest.eventId),
  ]);
  return (recorded?.meta.changes ?? 0) === 1;
}

/** Makes due what a run held back, once, when nothing of the run is left to poll or assess; says what became due. */
export async function releaseRun(
  db: D1Database,
  runId: string,
  now: number,
): Promise<{ id: string; endpoint_id: string }[]> {
  const { results } = await db
    .prepare(
      `UPDATE deliveries SET next_attempt_at = ?2, run_id = NULL
       WHERE run_id = ?1 AND status = 'waiting' AND attempt_count = 0
         AND NOT EXISTS (
           SELECT 1 FROM runs, json_each(runs.feed_ids) AS claimed JOIN feeds ON feeds.id = claimed.value
           WHERE runs.id = ?1 AND runs.lease_until > ?2 AND feeds.run_id IS NOT runs.id AND feeds.status = 'active')
         AND NOT EXISTS (SELECT 1 FROM items WHERE items.run_id = ?1 AND items.assessed_at IS NULL)
       RETURNING id, endpoint_id`,
    )
    .bind(runId, now)
    .all<{ id: string; endpoint_id: string }>();
  return results;
}

/** The first delivery for each endpoint that a run holds back, and until when. */
export async function listFirstHeld(
  db: D1Database,
  runId: string,
): Promise<{ id: string; event_id: string; next_attempt_at: number }[]> {
  const { results } = await db
    .prepare(
      `SELECT id, event_id, next_attempt_at, min(rowid) FROM deliveries
       WHERE run_id = ?1 AND status = 'waiting' AND attempt_count = 0 GROUP BY endpoint_id`,
    )
    .bind(runId)
    .all<{ id: string; event_id: string; next_attempt_at: number }>();
  return results;
}
