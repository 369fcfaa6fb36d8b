/** The sessions table: browsers that signed in with a token. */

/** A session ends after a working day. */
export const SESSION_MS = 12 * 60 * 60 * 1000;

/** Opens a session, and forgets those that are past their end. */
export async function openSession(
  db: D1Database,
  session: { hash: string; tokenHash: string },
  now: number,
): Promise<void> {
  await db.batch([
    db.prepare("DELETE FROM sessions WHERE expires_at <= ?1").bind(now),
    db
      .prepare("INSERT INTO sessions (hash, token_hash, created_at, expires_at) VALUES (?1, ?2, ?3, ?4)")
      .bind(session.hash, session.tokenHash, now, now + SESSION_MS),
  ]);
}

/** The digest of the token that opened the session; null where there is no such session or it is past its end. */
export async function findSession(db: D1Database, hash: string, now: number): Promise<string | null> {
  const row = await db
    .prepare("SELECT token_hash FROM sessions WHERE hash = ?1 AND expires_at > ?2")
    .bind(hash, now)
    .first<{ token_hash: string }>();
  return row?.token_hash ?? null;
}

export async function closeSession(db: D1Database, hash: string): Promise<void> {
  await db.prepare("DELETE FROM sessions WHERE hash = ?1").bind(hash).run();
}
