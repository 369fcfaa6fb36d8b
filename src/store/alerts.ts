/** The alerts table and what hangs on it: findings as evidence, events as what was told. */
import type { Story } from "../alert/story.ts";
import type { AlertEventType, AlertStatus, Direction, Finding, Severity, Stage } from "../model.ts";
import type { ItemRow } from "./items.ts";

export type AlertRow = {
  id: string;
  dossier_id: string;
  position_id: string;
  direction: Direction;
  status: AlertStatus;
  stage: Stage;
  severity: Severity;
  /** How many of the outlets that carry it are independent. */
  sources: number;
  is_corroborated: 0 | 1;
  is_official: 0 | 1;
  walked_back_at: number | null;
  opened_at: number;
  updated_at: number;
  acknowledged_at: number | null;
  /** When it was confirmed or dismissed, and what was written then. */
  settled_at: number | null;
  note: string | null;
};

/** An open alert with the items that carry it and the number of its last event. */
export type OpenAlertRow = AlertRow & { stories: Story[]; last_sequence: number };

/** Evidence that is looked at for telling sources apart: more items than this are the same news again. */
const STORIES_LIMIT = 40;

/** As much of an item's summary as tells whether it is another's copy. */
const STORY_TEXT_LIMIT = 2000;

/** Selects an alert's newest evidence as JSON. */
const STORIES = `(SELECT json_group_array(json_object('outlet', outlet, 'title', title, 'summary', summary, 'publishedAt', published_at))
  FROM (SELECT items.outlet, items.title, substr(items.summary, 1, ${STORY_TEXT_LIMIT}) AS summary, items.published_at
    FROM findings JOIN items ON items.id = findings.item_id
    WHERE findings.alert_id = alerts.id AND findings.decision NOT IN ('walked-back', 'cool-down')
    ORDER BY findings.id DESC LIMIT ${STORIES_LIMIT}))`;

/** Names positions as `dossier/position`, in a JSON array. */
const AMONG = `SELECT substr(value, 1, instr(value, '/') - 1), substr(value, instr(value, '/') + 1) FROM json_each(?1)`;

/** The statement for the alerts that are open or acknowledged on any of the positions (`dossier/position` keys). */
export function selectOpenAlerts(db: D1Database, keys: string[]): D1PreparedStatement {
  return db
    .prepare(
      `SELECT alerts.*, ${STORIES} AS stories_json,
         (SELECT max(sequence) FROM alert_events WHERE alert_id = alerts.id) AS last_sequence
       FROM alerts
       WHERE (dossier_id, position_id) IN (${AMONG}) AND status IN ('open', 'acknowledged')
       ORDER BY opened_at`,
    )
    .bind(JSON.stringify(keys));
}

/** Dismissals that still teach: the newest on a position. */
const DISMISSALS_LIMIT = 50;

/** The statement for the newest dismissed alerts on any of the positions. */
export function selectDismissedAlerts(db: D1Database, keys: string[]): D1PreparedStatement {
  return db
    .prepare(
      `SELECT alerts.*, ${STORIES} AS stories_json, 0 AS last_sequence FROM alerts
       WHERE (dossier_id, position_id) IN (${AMONG}) AND status = 'dismissed'
       ORDER BY settled_at DESC LIMIT ${DISMISSALS_LIMIT}`,
    )
    .bind(JSON.stringify(keys));
}

type StoredAlertRow = AlertRow & { stories_json: string; last_sequence: number };

export function readAlertRows(results: unknown[]): OpenAlertRow[] {
  return (results as StoredAlertRow[]).map(({ stories_json, ...alert }) => ({
    ...alert,
    stories: JSON.parse(stories_json) as Story[],
  }));
}

/** The alerts that are open or acknowledged on any of the positions. */
export async function listOpenAlerts(db: D1Database, keys: string[]): Promise<OpenAlertRow[]> {
  return keys.length === 0 ? [] : readAlertRows((await selectOpenAlerts(db, keys).all()).results);
}

/** How far an alert has come, as a decision leaves it. */
export type AlertStanding = Pick<
  AlertRow,
  "id" | "stage" | "severity" | "sources" | "is_corroborated" | "is_official" | "walked_back_at"
>;
export type NewAlert = AlertStanding & Pick<AlertRow, "dossier_id" | "position_id" | "direction">;
export type NewFinding = {
  itemId: number;
  dossierId: string;
  finding: Finding;
  decision: string;
  alertId: string | null;
};
export type NewEvent = {
  id: string;
  alertId: string;
  sequence: number;
  type: AlertEventType;
  reason: string;
  body: string;
};
export type NewDelivery = {
  eventId: string;
  endpointId: string;
  status: "waiting" | "suppressed";
  /** Null where it is suppressed. */
  nextAttemptAt: number | null;
  routeReason: string;
  /** The run whose end releases it; null where it waits for no run. */
  runId: string | null;
};

export type AlertRecord = {
  alerts: NewAlert[];
  standings: AlertStanding[];
  findings: NewFinding[];
  events: NewEvent[];
  deliveries: NewDelivery[];
};

/**
 * The statements that record an assessment: alerts, findings, events and what each endpoint is owed.
 * The inserts of alerts and events have no ON CONFLICT: where another worker decided on the same change meanwhile, the
 * batch fails as a whole and the decision is made again.
 */
export function recordStatements(db: D1Database, record: AlertRecord, now: number): D1PreparedStatement[] {
  const statements: D1PreparedStatement[] = [];
  if (record.alerts.length > 0) {
    statements.push(
      db
        .prepare(
          `INSERT INTO alerts (id, dossier_id, position_id, direction, status, stage, severity, sources, is_corroborated,
             is_official, walked_back_at, opened_at, updated_at)
           SELECT value ->> 'id', value ->> 'dossier_id', value ->> 'position_id', value ->> 'direction', 'open',
             value ->> 'stage', value ->> 'severity', value ->> 'sources', value ->> 'is_corroborated',
             value ->> 'is_official', value ->> 'walked_back_at', ?2, ?2 FROM json_each(?1)`,
        )
        .bind(JSON.stringify(record.alerts), now),
    );
  }
  if (record.findings.length > 0) {
    statements.push(
      db
        .prepare(
          `INSERT INTO findings (item_id, dossier_id, position_id, verdict, direction, certainty, confidence,
             evidence_field, evidence_quote, evidence_start, speaker, why, decision, alert_id, found_at)
           SELECT value ->> 'itemId', value ->> 'dossierId', value ->> '$.finding.position', value ->> '$.finding.verdict',
             value ->> '$.finding.direction', value ->> '$.finding.certainty', CAST(value ->> '$.finding.confidence' AS REAL),
             value ->> '$.finding.evidence.field', value ->> '$.finding.evidence.quote', value ->> '$.finding.evidence.start',
             value ->> '$.finding.speaker', value ->> '$.finding.why', value ->> 'decision', value ->> 'alertId', ?2
           FROM json_each(?1) WHERE true ON CONFLICT DO NOTHING`,
        )
        .bind(JSON.stringify(record.findings), now),
    );
  }
  if (record.standings.length > 0) {
    statements.push(
      db
        .prepare(
          `UPDATE alerts SET updated_at = ?2, stage = standing.value ->> 'stage', severity = standing.value ->> 'severity',
             sources = standing.value ->> 'sources', is_corroborated = standing.value ->> 'is_corroborated',
             is_official = standing.value ->> 'is_official', walked_back_at = standing.value ->> 'walked_back_at'
           FROM json_each(?1) AS standing WHERE alerts.id = standing.value ->> 'id'`,
        )
        .bind(JSON.stringify(record.standings), now),
    );
  }
  statements.push(...eventStatements(db, record, now));
  return statements;
}

/** The statements that record events of alerts and what each endpoint is owed of them. */
export function eventStatements(
  db: D1Database,
  { events, deliveries }: Pick<AlertRecord, "events" | "deliveries">,
  now: number,
): D1PreparedStatement[] {
  if (events.length === 0) return [];
  return [
    db
      .prepare(
        `INSERT INTO alert_events (id, alert_id, sequence, type, reason, body, created_at)
         SELECT value ->> 'id', value ->> 'alertId', value ->> 'sequence', value ->> 'type', value ->> 'reason',
           value ->> 'body', ?2 FROM json_each(?1)`,
      )
      .bind(JSON.stringify(events), now),
    // An endpoint that was disabled or removed since the list was read is left out.
    db
      .prepare(
        `INSERT INTO deliveries (id, event_id, endpoint_id, status, next_attempt_at, route_reason, run_id, created_at,
           settled_at)
         SELECT 'dlv_' || lower(hex(randomblob(12))), owed.value ->> 'eventId', endpoints.id, owed.value ->> 'status',
           owed.value ->> 'nextAttemptAt', owed.value ->> 'routeReason', owed.value ->> 'runId', ?2,
           CASE owed.value ->> 'status' WHEN 'suppressed' THEN ?2 END
         FROM json_each(?1) AS owed JOIN endpoints ON endpoints.id = owed.value ->> 'endpointId'
         WHERE endpoints.status = 'active'`,
      )
      .bind(JSON.stringify(deliveries), now),
  ];
}

/** The finding that an alert rests on most lately, as it was on the document's position, and its item. */
export async function readLatestEvidence(
  db: D1Database,
  alertId: string,
): Promise<{ finding: Finding; item: Pick<ItemRow, "title" | "outlet" | "link" | "published_at"> } | null> {
  const row = await db
    .prepare(
      `SELECT findings.position_id AS position, verdict, direction, certainty, confidence, evidence_field AS field,
         evidence_quote AS quote, evidence_start AS start, speaker, why, items.title, items.outlet, items.link,
         items.published_at
       FROM findings JOIN items ON items.id = findings.item_id
       WHERE findings.alert_id = ?1 AND findings.decision NOT IN ('walked-back', 'cool-down')
       ORDER BY findings.id DESC LIMIT 1`,
    )
    .bind(alertId)
    .first<
      Omit<Finding, "evidence"> & Finding["evidence"] & Pick<ItemRow, "title" | "outlet" | "link" | "published_at">
    >();
  if (row === null) return null;
  const { field, quote, start, title, outlet, link, published_at, ...finding } = row;
  return { finding: { ...finding, evidence: { field, quote, start } }, item: { title, outlet, link, published_at } };
}

export async function readAlert(db: D1Database, id: string): Promise<AlertRow | null> {
  return db.prepare("SELECT * FROM alerts WHERE id = ?1").bind(id).first<AlertRow>();
}

/** Marks an open alert as seen by somebody; false where it is not open. */
export async function markAcknowledged(db: D1Database, id: string, now: number): Promise<boolean> {
  const { meta } = await db
    .prepare(
      "UPDATE alerts SET status = 'acknowledged', acknowledged_at = ?2, updated_at = ?2 WHERE id = ?1 AND status = 'open'",
    )
    .bind(id, now)
    .run();
  return meta.changes === 1;
}

/** The statement that settles an alert, once. */
export function settleAlert(
  db: D1Database,
  settled: { id: string; status: "confirmed" | "dismissed"; note: string | null },
  now: number,
): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE alerts SET status = ?2, note = ?3, settled_at = ?4, updated_at = ?4
       WHERE id = ?1 AND status IN ('open', 'acknowledged')`,
    )
    .bind(settled.id, settled.status, settled.note, now);
}
