/** Alerts as they are listed and shown: page by page, each with the newest of its evidence. */
import type { Certainty, EvidenceField, Verdict } from "../model.ts";
import type { AlertRow } from "./alerts.ts";
import { readPage } from "./page.ts";

/** One finding behind an alert. */
export type EvidenceRow = {
  alert_id: string;
  finding_id: number;
  item_id: number;
  /** How often the publisher has edited the item. */
  revision: number;
  title: string;
  summary: string;
  /** Null where none was read. */
  article: string | null;
  outlet: string;
  link: string | null;
  published_at: number | null;
  evidence_field: EvidenceField;
  evidence_quote: string;
  evidence_start: number;
  /** A `hold` speaks against the change: it was denied or taken back. */
  verdict: Verdict;
  speaker: string | null;
  certainty: Certainty;
  confidence: number;
  why: string;
  found_at: number;
};

export type ListedAlert = AlertRow & { evidence: EvidenceRow[]; evidenceCount: number; outlets: string[] };

/** The most evidence that is shown with one alert; the findings have all of it. */
export const EVIDENCE_SHOWN = 5;

export type AlertFilter = {
  status: string | null;
  dossierId: string | null;
  positionId: string | null;
  since: number | null;
};

export const NO_FILTER: AlertFilter = { status: null, dossierId: null, positionId: null, since: null };

/** A page of alerts, newest first. */
export async function listAlertPage(
  db: D1Database,
  filter: AlertFilter,
  page: { after: { at: number; id: string } | null; limit: number },
): Promise<{ alerts: ListedAlert[]; hasMore: boolean }> {
  const { rows, hasMore } = await readPage<AlertRow>(db, {
    select: "SELECT * FROM alerts",
    equals: { status: filter.status, dossier_id: filter.dossierId, position_id: filter.positionId },
    atLeast: { opened_at: filter.since },
    order: ["opened_at", "id"],
    ...page,
  });
  return { alerts: await withEvidence(db, rows), hasMore };
}

/** One alert with its evidence; null where there is none of that id. */
export async function readAlert(db: D1Database, id: string): Promise<ListedAlert | null> {
  const row = await db.prepare("SELECT * FROM alerts WHERE id = ?1").bind(id).first<AlertRow>();
  return row === null ? null : ((await withEvidence(db, [row]))[0] ?? null);
}

/** Every alert that nobody has settled, for marking positions. */
export async function listUnsettledAlerts(db: D1Database): Promise<AlertRow[]> {
  const { results } = await db
    .prepare("SELECT * FROM alerts WHERE status IN ('open', 'acknowledged') ORDER BY opened_at DESC LIMIT 1000")
    .all<AlertRow>();
  return results;
}

/** The alerts with the newest of their evidence. */
export async function withEvidence(db: D1Database, alerts: AlertRow[]): Promise<ListedAlert[]> {
  if (alerts.length === 0) return [];
  const ids = JSON.stringify(alerts.map(({ id }) => id));
  const [evidence, counts] = await db.batch([
    db
      .prepare(
        `SELECT findings.alert_id, findings.id AS finding_id, items.id AS item_id, items.revision, items.title, items.summary, articles.text AS article, items.outlet, items.link,
           items.published_at, findings.evidence_field, findings.evidence_quote, findings.evidence_start,
           findings.verdict, findings.speaker, findings.certainty, findings.confidence, findings.why, findings.found_at
         FROM json_each(?1) AS wanted
         JOIN findings ON findings.id IN (
           SELECT newest.id FROM findings AS newest WHERE newest.alert_id = wanted.value ORDER BY newest.id DESC LIMIT ?2)
         JOIN items ON items.id = findings.item_id LEFT JOIN articles ON articles.item_id = items.id
         ORDER BY findings.id DESC`,
      )
      .bind(ids, EVIDENCE_SHOWN),
    db
      .prepare(
        `SELECT findings.alert_id, count(*) AS n, json_group_array(DISTINCT items.outlet) AS outlets
         FROM json_each(?1) AS wanted JOIN findings ON findings.alert_id = wanted.value
         JOIN items ON items.id = findings.item_id GROUP BY findings.alert_id`,
      )
      .bind(ids),
  ]);
  const byAlert = Map.groupBy((evidence?.results ?? []) as EvidenceRow[], ({ alert_id }) => alert_id);
  const countOf = new Map(
    ((counts?.results ?? []) as { alert_id: string; n: number; outlets: string }[]).map((row) => [row.alert_id, row]),
  );
  return alerts.map((alert) => {
    const counted = countOf.get(alert.id);
    return {
      ...alert,
      evidence: byAlert.get(alert.id) ?? [],
      evidenceCount: counted?.n ?? 0,
      outlets: counted === undefined ? [] : (JSON.parse(counted.outlets) as string[]),
    };
  });
}
