/** What is held when: the document's position, and each version that a confirmed change put in its place. */
import type { Dossier, Position, Stance } from "../model.ts";
import type { PositionVersionRow, VersionEvidence } from "../store/positions.ts";

/** One version of a position; `evidence` is null for the document's, which has its citations. */
export type Held = {
  version: number;
  /** Epoch milliseconds. */
  since: number;
  stance: Stance;
  statement: string;
  moved: PositionVersionRow["moved"];
  alertId: string | null;
  note: string | null;
  evidence: VersionEvidence | null;
};

/** Every version of a position, oldest first; `rows` may be of the whole dossier. */
export function versionsOf(dossier: Dossier, position: Position, rows: PositionVersionRow[]): Held[] {
  const first: Held = {
    version: 1,
    since: Date.parse(dossier.document.published),
    stance: position.stance,
    statement: position.statement,
    moved: null,
    alertId: null,
    note: null,
    evidence: null,
  };
  const later = rows
    .filter(({ position_id }) => position_id === position.id)
    .map((row): Held => ({
      version: row.version,
      since: row.effective_from,
      stance: row.stance,
      statement: row.statement,
      moved: row.moved,
      alertId: row.alert_id,
      note: row.note,
      evidence: JSON.parse(row.evidence) as VersionEvidence,
    }));
  return [first, ...later];
}
