/** Findings as they are listed, each with the item that it was read from. */
import type { Certainty, Direction, EvidenceField, Verdict } from "../model.ts";
import { readPage } from "./page.ts";

export type ListedFinding = {
  id: number;
  item_id: number;
  dossier_id: string;
  position_id: string;
  verdict: Verdict;
  direction: Direction | null;
  certainty: Certainty;
  confidence: number;
  evidence_field: EvidenceField;
  evidence_quote: string;
  evidence_start: number;
  speaker: string | null;
  why: string;
  decision: string;
  alert_id: string | null;
  found_at: number;
  title: string;
  outlet: string;
  link: string | null;
  published_at: number | null;
};

export type FindingFilter = {
  dossierId: string | null;
  positionId: string | null;
  decision: string | null;
  alertId: string | null;
  itemId: number | null;
};

export const NO_FINDING_FILTER: FindingFilter = {
  dossierId: null,
  positionId: null,
  decision: null,
  alertId: null,
  itemId: null,
};

/** A page of findings, newest first. */
export async function listFindingPage(
  db: D1Database,
  filter: FindingFilter,
  page: { after: { at: number; id: string } | null; limit: number },
): Promise<{ findings: ListedFinding[]; hasMore: boolean }> {
  const { rows, hasMore } = await readPage<ListedFinding>(db, {
    select: `SELECT findings.*, items.title, items.outlet, items.link, items.published_at
      FROM findings CROSS JOIN items ON items.id = findings.item_id`,
    equals: {
      "findings.dossier_id": filter.dossierId,
      "findings.position_id": filter.positionId,
      "findings.decision": filter.decision,
      "findings.alert_id": filter.alertId,
      "findings.item_id": filter.itemId,
    },
    atLeast: {},
    order: ["findings.id", "findings.id"],
    ...page,
  });
  return { findings: rows, hasMore };
}

/** How often each decision was made, among the newest findings: what the "why not" list is sorted by. */
export async function countDecisions(db: D1Database, among: number): Promise<{ decision: string; n: number }[]> {
  const { results } = await db
    .prepare(
      `SELECT decision, count(*) AS n FROM (SELECT decision FROM findings ORDER BY id DESC LIMIT ?1)
       GROUP BY decision ORDER BY n DESC`,
    )
    .bind(among)
    .all<{ decision: string; n: number }>();
  return results;
}
