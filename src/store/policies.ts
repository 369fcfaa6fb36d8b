/** The dossier_policies table: what differs, a dossier each, from the default policy. */
import { DEFAULT_POLICY } from "../alert/policy.ts";
import type { DossierPolicy, Policy } from "../model.ts";

export type PolicyRow = { dossier_id: string; policy: string };

/** The statement for the policies of some dossiers. */
export function selectPolicies(db: D1Database, dossierIds: string[]): D1PreparedStatement {
  return db
    .prepare("SELECT dossier_id, policy FROM dossier_policies WHERE dossier_id IN (SELECT value FROM json_each(?1))")
    .bind(JSON.stringify(dossierIds));
}

/** A dossier's policy: its own settings over those of the configuration over the defaults. */
export function policyOf(dossierId: string, rows: PolicyRow[], configured: Policy): DossierPolicy {
  const own = rows.find(({ dossier_id }) => dossier_id === dossierId)?.policy ?? "{}";
  return { ...DEFAULT_POLICY, ...configured, ...(JSON.parse(own) as Partial<DossierPolicy>) };
}

/** Puts what differs from the default policy in place of what differed before. */
export async function setPolicy(
  db: D1Database,
  dossierId: string,
  policy: Partial<DossierPolicy>,
  now: number,
): Promise<void> {
  await db
    .prepare(
      `INSERT INTO dossier_policies (dossier_id, policy, updated_at) VALUES (?1, ?2, ?3)
       ON CONFLICT (dossier_id) DO UPDATE SET policy = excluded.policy, updated_at = excluded.updated_at`,
    )
    .bind(dossierId, JSON.stringify(policy), now)
    .run();
}
