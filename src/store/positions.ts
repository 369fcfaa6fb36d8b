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
  /** JSON of `VersionEvidence`. */
  evidence: string;
};

/** What a version rests on; times are epoch milliseconds. */
export type VersionEvidence = {
  quote: string;
  title: string;
  outlet: string;
  link: string | null;
  publishedAt: number | null;
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

export type NewVersion = Omit<PositionVersionRow, "created_at" | "evidence"> & { evidence: VersionEvidence };

/**
 * The statement that adds a version. It fails, and the batch with it, where the version is there already or the alert is
 * not open any more: two people settle it at once.
 */
export function insertVersion(db: D1Database, version: NewVersion, now: number): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO position_versions (dossier_id, position_id, version, effective_from, moved, stance, statement, alert_id,
         note, evidence, created_at)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, (SELECT id FROM alerts WHERE id = ?8 AND status IN ('open', 'acknowledged')),
         ?9, ?10, ?11)`,
    )
    .bind(
      version.dossier_id,
      version.position_id,
      version.version,
      version.effective_from,
      version.moved,
      version.stance,
      version.statement,
      version.alert_id,
      version.note,
      JSON.stringify(version.evidence),
      now,
    );
}
