/** The position_versions table: what was held when, since changes were confirmed. */
import type { Moved } from "../alert/rebase.ts";
import type { Stance } from "../model.ts";

export type PositionVersionRow = {
  dossier_id: string;
  position_id: string;
  version: number;
  effective_from: number;
  moved: Moved;
  stance: Stance;
  statement: string;
  alert_id: string;
  note: string | null;
  created_at: number;
};

/** The statement for the current version of each of the positions (`dossier/position` keys) that ever moved. */
export function selectCurrentVersions(db: D1Database, keys: string[]): D1PreparedStatement {
  return db
    .prepare(
      `SELECT * FROM position_versions AS current
       WHERE (dossier_id, position_id) IN
           (SELECT substr(value, 1, instr(value, '/') - 1), substr(value, instr(value, '/') + 1) FROM json_each(?1))
         AND version = (SELECT max(version) FROM position_versions AS other
           WHERE other.dossier_id = current.dossier_id AND other.position_id = current.position_id)`,
    )
    .bind(JSON.stringify(keys));
}

/** The versions of a dossier's positions that confirmed changes made, oldest first. */
export async function listPositionVersions(db: D1Database, dossierId: string): Promise<PositionVersionRow[]> {
  const { results } = await db
    .prepare("SELECT * FROM position_versions WHERE dossier_id = ?1 ORDER BY position_id, version")
    .bind(dossierId)
    .all<PositionVersionRow>();
  return results;
}

/** The version of each position that was held at `asOf`; a position that had not moved by then has none. */
export async function listHeldVersions(db: D1Database, dossierId: string, asOf: number): Promise<PositionVersionRow[]> {
  const { results } = await db
    .prepare(
      `SELECT * FROM position_versions AS held WHERE dossier_id = ?1 AND version = (
         SELECT max(version) FROM position_versions AS other
         WHERE other.dossier_id = held.dossier_id AND other.position_id = held.position_id AND other.effective_from <= ?2)`,
    )
    .bind(dossierId, asOf)
    .all<PositionVersionRow>();
  return results;
}
