/** The idempotency_keys table: what a repeated POST made the first time. */

/** Keys are remembered this long. */
const KEEP_MS = 24 * 60 * 60 * 1000;

export type ClaimedKey = { request: string; resource_id: string };

/** Claims a key for a request and the id that it will make; returns what holds the key, this request or an earlier one. */
export async function claimKey(
  db: D1Database,
  claim: { holder: string; key: string; request: string; resourceId: string },
  now: number,
): Promise<ClaimedKey> {
  const [, , held] = await db.batch<ClaimedKey>([
    db.prepare("DELETE FROM idempotency_keys WHERE created_at <= ?1").bind(now - KEEP_MS),
    db
      .prepare(
        `INSERT INTO idempotency_keys (holder, key, request, resource_id, created_at) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT DO NOTHING`,
      )
      .bind(claim.holder, claim.key, claim.request, claim.resourceId, now),
    db
      .prepare("SELECT request, resource_id FROM idempotency_keys WHERE holder = ?1 AND key = ?2")
      .bind(claim.holder, claim.key),
  ]);
  const row = held?.results[0];
  if (row === undefined) throw new Error("the idempotency key was neither stored nor found");
  return row;
}
