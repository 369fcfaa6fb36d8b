/** The tokens table: who may use the API; only digests of the tokens are kept. */

export type TokenRow = {
  id: string;
  hash: string;
  name: string;
  scope: "read" | "operate" | "admin";
  created_at: number;
  expires_at: number | null;
  last_used_at: number | null;
  revoked_at: number | null;
};

/** When a token was used is noted this exactly, to spare writes. */
const USE_NOTED_EVERY_MS = 60 * 60 * 1000;

/** Stores a token; storing the same id twice keeps the first. */
export async function addToken(
  db: D1Database,
  token: Pick<TokenRow, "id" | "hash" | "name" | "scope" | "expires_at">,
  now: number,
): Promise<boolean> {
  const result = await db
    .prepare(
      `INSERT INTO tokens (id, hash, name, scope, created_at, expires_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
       ON CONFLICT (id) DO NOTHING`,
    )
    .bind(token.id, token.hash, token.name, token.scope, now, token.expires_at)
    .run();
  return result.meta.changes > 0;
}

/** The token of that digest, unless it is revoked or past its end. */
export async function findToken(db: D1Database, hash: string, now: number): Promise<TokenRow | null> {
  const token = await db
    .prepare("SELECT * FROM tokens WHERE hash = ?1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?2)")
    .bind(hash, now)
    .first<TokenRow>();
  if (token !== null && (token.last_used_at ?? 0) < now - USE_NOTED_EVERY_MS) {
    await db.prepare("UPDATE tokens SET last_used_at = ?2 WHERE id = ?1").bind(token.id, now).run();
  }
  return token;
}

export async function readToken(db: D1Database, id: string): Promise<TokenRow | null> {
  return db.prepare("SELECT * FROM tokens WHERE id = ?1").bind(id).first<TokenRow>();
}

/** Every token that was ever made, newest first. */
export async function listTokens(db: D1Database): Promise<TokenRow[]> {
  const { results } = await db.prepare("SELECT * FROM tokens ORDER BY created_at DESC, id").all<TokenRow>();
  return results;
}

/** Revokes a token, and with it every session that it opened; false where there is no such live token. */
export async function revokeToken(db: D1Database, id: string, now: number): Promise<boolean> {
  const [revoked] = await db.batch([
    db.prepare("UPDATE tokens SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL").bind(id, now),
    db.prepare("DELETE FROM sessions WHERE token_hash = (SELECT hash FROM tokens WHERE id = ?1)").bind(id),
  ]);
  return (revoked?.meta.changes ?? 0) > 0;
}
