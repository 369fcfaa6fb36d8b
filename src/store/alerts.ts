/** The alerts table and what hangs on it: findings as evidence, events as what was told. */
import type { AlertEventType, AlertStatus, Certainty, Direction, Finding } from "../model.ts";

export type AlertRow = {
  id: string;
  dossier_id: string;
  position_id: string;
  direction: Direction;
  status: AlertStatus;
  stage: "tentative" | "corroborated";
  opened_at: number;
  updated_at: number;
};

/** An open alert with the outlets that carry it and the number of its last event. */
export type OpenAlertRow = AlertRow & { outlets: string[]; last_sequence: number };

/** The alerts that are open or acknowledged on any of the positions (`dossier/position` keys). */
export async function listOpenAlerts(db: D1Database, keys: string[]): Promise<OpenAlertRow[]> {
  if (keys.length === 0) return [];
  const { results } = await db
    .prepare(
      `SELECT alerts.*,
         (SELECT json_group_array(DISTINCT items.outlet) FROM findings JOIN items ON items.id = findings.item_id
           WHERE findings.alert_id = alerts.id) AS outlets_json,
         (SELECT max(sequence) FROM alert_events WHERE alert_id = alerts.id) AS last_sequence
       FROM alerts
       WHERE status IN ('open', 'acknowledged')
         AND dossier_id || '/' || position_id IN (SELECT value FROM json_each(?1))`,
    )
    .bind(JSON.stringify(keys))
    .all<AlertRow & { outlets_json: string; last_sequence: number }>();
  return results.map(({ outlets_json, ...alert }) => ({ ...alert, outlets: JSON.parse(outlets_json) as string[] }));
}

export type NewAlert = Pick<AlertRow, "id" | "dossier_id" | "position_id" | "direction">;
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

/**
 * The statements that record an assessment: alerts, findings, events and one delivery for each active endpoint.
 * The inserts of alerts and events have no ON CONFLICT: where another worker decided on the same change meanwhile, the
 * batch fails as a whole and the decision is made again.
 */
export function recordStatements(
  db: D1Database,
  record: { alerts: NewAlert[]; findings: NewFinding[]; events: NewEvent[] },
  now: number,
): D1PreparedStatement[] {
  const statements: D1PreparedStatement[] = [];
  if (record.alerts.length > 0) {
    statements.push(
      db
        .prepare(
          `INSERT INTO alerts (id, dossier_id, position_id, direction, status, stage, opened_at, updated_at)
           SELECT value ->> 'id', value ->> 'dossier_id', value ->> 'position_id', value ->> 'direction',
             'open', 'tentative', ?2, ?2 FROM json_each(?1)`,
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
  if (record.events.length > 0) {
    const events = JSON.stringify(record.events);
    statements.push(
      db
        .prepare(
          `INSERT INTO alert_events (id, alert_id, sequence, type, reason, body, created_at)
           SELECT value ->> 'id', value ->> 'alertId', value ->> 'sequence', value ->> 'type', value ->> 'reason',
             value ->> 'body', ?2 FROM json_each(?1)`,
        )
        .bind(events, now),
      db
        .prepare(
          `UPDATE alerts SET updated_at = ?2, stage = 'corroborated' WHERE id IN (
             SELECT value ->> 'alertId' FROM json_each(?1) WHERE value ->> 'type' = 'alert.corroborated')`,
        )
        .bind(events, now),
      db
        .prepare(
          `INSERT INTO deliveries (id, event_id, endpoint_id, status, next_attempt_at, created_at)
           SELECT 'dlv_' || lower(hex(randomblob(12))), value ->> 'id', endpoints.id, 'waiting', ?2, ?2
           FROM json_each(?1), endpoints WHERE endpoints.status = 'active'`,
        )
        .bind(events, now),
    );
  }
  return statements;
}

/** One piece of an alert's evidence, newest first in lists. */
export type EvidenceRow = {
  alert_id: string;
  title: string;
  outlet: string;
  link: string | null;
  published_at: number | null;
  evidence_quote: string;
  speaker: string | null;
  certainty: Certainty;
  confidence: number;
  why: string;
  found_at: number;
};

/** The newest alerts with their evidence. */
export async function listAlerts(db: D1Database, limit: number): Promise<(AlertRow & { evidence: EvidenceRow[] })[]> {
  const { results: alerts } = await db
    .prepare("SELECT * FROM alerts ORDER BY opened_at DESC, id LIMIT ?1")
    .bind(limit)
    .all<AlertRow>();
  const { results: evidence } = await db
    .prepare(
      `SELECT findings.alert_id, items.title, items.outlet, items.link, items.published_at, findings.evidence_quote,
         findings.speaker, findings.certainty, findings.confidence, findings.why, findings.found_at
       FROM findings JOIN items ON items.id = findings.item_id
       WHERE findings.alert_id IN (SELECT value FROM json_each(?1)) ORDER BY findings.found_at DESC, findings.id DESC`,
    )
    .bind(JSON.stringify(alerts.map(({ id }) => id)))
    .all<EvidenceRow>();
  const byAlert = Map.groupBy(evidence, ({ alert_id }) => alert_id);
  return alerts.map((alert) => ({
    ...alert,
    evidence: byAlert.get(alert.id) ?? [],
  }));
}
