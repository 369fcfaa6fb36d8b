/** The notices table: what was last told about each feed; and the recording of operational events. */

export type NoticeRow = { subject: string; state: string; since: number; noticed_at: number };

/** The subject under which the last look at the feeds is kept. */
const LOOK = "look";

/** Takes the turn to look at the feeds, at most once in that time; false where another worker has just done so. */
export async function takeLook(db: D1Database, everyMs: number, now: number): Promise<boolean> {
  const taken = await db
    .prepare(
      `INSERT INTO notices (subject, state, since, noticed_at) VALUES (?1, 'looked', ?2, ?2)
       ON CONFLICT (subject) DO UPDATE SET noticed_at = ?2 WHERE noticed_at <= ?3 RETURNING subject`,
    )
    .bind(LOOK, now, now - everyMs)
    .first();
  return taken !== null;
}

/** What was last told, by subject. */
export async function listNotices(db: D1Database): Promise<Map<string, NoticeRow>> {
  const { results } = await db.prepare("SELECT * FROM notices WHERE subject <> ?1").bind(LOOK).all<NoticeRow>();
  return new Map(results.map((row) => [row.subject, row]));
}

/** The statements that keep what is told now; a subject that recovered is forgotten. */
export function noticeStatements(
  db: D1Database,
  notices: { subject: string; state: string; since: number; isOver: boolean }[],
  now: number,
): D1PreparedStatement[] {
  const over = notices.filter(({ isOver }) => isOver).map(({ subject }) => subject);
  const lasting = notices.filter(({ isOver }) => !isOver);
  return [
    db.prepare("DELETE FROM notices WHERE subject IN (SELECT value FROM json_each(?1))").bind(JSON.stringify(over)),
    db
      .prepare(
        `INSERT INTO notices (subject, state, since, noticed_at)
         SELECT value ->> 'subject', value ->> 'state', value ->> 'since', ?2 FROM json_each(?1) WHERE true
         ON CONFLICT (subject) DO UPDATE SET state = excluded.state, since = excluded.since, noticed_at = ?2`,
      )
      .bind(JSON.stringify(lasting), now),
  ];
}

export type OperationalEvent = {
  id: string;
  type: string;
  reason: string;
  body: string;
  /** Who is told, and when the first attempt is due. */
  owed: { endpointId: string; at: number }[];
};

/** The statements that record events outside of any alert; an event that is there already is not told again. */
export function operationalStatements(db: D1Database, events: OperationalEvent[], now: number): D1PreparedStatement[] {
  if (events.length === 0) return [];
  const deliveries = events.flatMap(({ id, owed }) => owed.map((each) => ({ eventId: id, ...each })));
  return [
    db
      .prepare(
        `INSERT INTO alert_events (id, alert_id, sequence, type, reason, body, created_at)
         SELECT value ->> 'id', NULL, 0, value ->> 'type', value ->> 'reason', value ->> 'body', ?2
         FROM json_each(?1) WHERE true ON CONFLICT (id) DO NOTHING`,
      )
      .bind(JSON.stringify(events), now),
    db
      .prepare(
        `INSERT INTO deliveries (id, event_id, endpoint_id, status, next_attempt_at, created_at)
         SELECT 'dlv_' || lower(hex(randomblob(12))), owed.value ->> 'eventId', endpoints.id, 'waiting',
           owed.value ->> 'at', ?2
         FROM json_each(?1) AS owed JOIN endpoints ON endpoints.id = owed.value ->> 'endpointId'
         WHERE endpoints.status = 'active' ON CONFLICT (event_id, endpoint_id) DO NOTHING`,
      )
      .bind(JSON.stringify(deliveries), now),
  ];
}

/** An alert that waits for an answer, with the event that told of it. */
export type UnansweredRow = { event_id: string; body: string };

/** The alerts that an endpoint was told of before that time and that nobody has answered, oldest first. */
export async function listUnanswered(
  db: D1Database,
  endpointId: string,
  openedBefore: number,
): Promise<UnansweredRow[]> {
  const { results } = await db
    .prepare(
      `SELECT alert_events.id AS event_id, alert_events.body FROM alerts
         JOIN alert_events ON alert_events.alert_id = alerts.id
         JOIN deliveries ON deliveries.event_id = alert_events.id
       WHERE alerts.status = 'open' AND alerts.opened_at <= ?2 AND alerts.walked_back_at IS NULL
         AND deliveries.endpoint_id = ?1 AND deliveries.status IN ('delivered', 'grouped')
         AND alert_events.sequence = (
           SELECT max(sequence) FROM alert_events AS later WHERE later.alert_id = alerts.id)
       ORDER BY alerts.opened_at LIMIT 50`,
    )
    .bind(endpointId, openedBefore)
    .all<UnansweredRow>();
  return results;
}

/** The statements that remind an endpoint, once in that time: they do nothing where another worker has just done so. */
export function reminderStatements(
  db: D1Database,
  reminder: { eventId: string; endpointId: string; body: string; at: number; everyMs: number },
  now: number,
): D1PreparedStatement[] {
  const { eventId, endpointId, body, at, everyMs } = reminder;
  return [
    db
      .prepare(
        `INSERT INTO alert_events (id, alert_id, sequence, type, reason, body, created_at)
         SELECT ?1, NULL, 0, 'alert.reminder', 'unacknowledged', ?3, ?4 FROM endpoints
         WHERE id = ?2 AND status = 'active' AND coalesce(reminded_at, 0) <= ?5`,
      )
      .bind(eventId, endpointId, body, now, now - everyMs),
    db
      .prepare(
        `INSERT INTO deliveries (id, event_id, endpoint_id, status, next_attempt_at, created_at)
         SELECT 'dlv_' || lower(hex(randomblob(12))), id, ?2, 'waiting', ?3, ?4 FROM alert_events WHERE id = ?1`,
      )
      .bind(eventId, endpointId, at, now),
    db
      .prepare(
        "UPDATE endpoints SET reminded_at = ?2 WHERE id = ?1 AND EXISTS (SELECT 1 FROM alert_events WHERE id = ?3)",
      )
      .bind(endpointId, now, eventId),
  ];
}
