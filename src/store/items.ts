/** The items table: what feeds published, kept once a feed and key. */

export type ItemRow = {
  id: number;
  feed_id: string;
  key: string;
  title: string;
  summary: string;
  link: string | null;
  outlet: string;
  published_at: number | null;
  first_seen_at: number;
  run_id: string;
  is_backlog: 0 | 1;
  assessed_at: number | null;
  assess_error: string | null;
  assess_tries: number;
};

export type NewItem = Pick<ItemRow, "key" | "title" | "summary" | "link" | "outlet"> & { publishedAt: number | null };

/** The statement that stores those of the items that are new to the feed. */
export function insertItems(
  db: D1Database,
  items: NewItem[],
  at: { feedId: string; runId: string; isBacklog: boolean; now: number },
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO items (feed_id, key, title, summary, link, outlet, published_at, first_seen_at, run_id, is_backlog)
       SELECT ?2, value ->> 'key', value ->> 'title', value ->> 'summary', value ->> 'link', value ->> 'outlet',
         value ->> 'publishedAt', ?3, ?4, ?5
       FROM json_each(?1) WHERE true ON CONFLICT DO NOTHING`,
    )
    .bind(JSON.stringify(items), at.feedId, at.now, at.runId, at.isBacklog ? 1 : 0);
}

/** An item whose assessment threw this often is given up, visibly, so that it cannot hold up the rest. */
export const ASSESS_TRIES = 5;

/** Items still to be assessed, oldest first: of one feed, or of any. */
export async function listUnassessed(db: D1Database, feedId: string | null, limit: number): Promise<ItemRow[]> {
  const { results } = await db
    .prepare(
      `SELECT * FROM items WHERE assessed_at IS NULL ${feedId === null ? "" : "AND feed_id = ?2"} ORDER BY id LIMIT ?1`,
    )
    .bind(limit, ...(feedId === null ? [] : [feedId]))
    .all<ItemRow>();
  return results;
}

/** The statement that marks items as assessed. */
export function markAssessed(db: D1Database, ids: number[], now: number): D1PreparedStatement {
  return db
    .prepare(
      "UPDATE items SET assessed_at = ?2 WHERE assessed_at IS NULL AND id IN (SELECT value FROM json_each(?1))",
    )
    .bind(JSON.stringify(ids), now);
}

/** Notes that an item's assessment failed; after the last try it counts as assessed, with the error shown. */
export async function markAssessFailed(db: D1Database, id: number, reason: string, now: number): Promise<void> {
  await db
    .prepare(
      `UPDATE items SET assess_tries = assess_tries + 1, assess_error = ?2,
         assessed_at = CASE WHEN assess_tries + 1 >= ?3 THEN ?4 END
       WHERE id = ?1 AND assessed_at IS NULL`,
    )
    .bind(id, reason, ASSESS_TRIES, now)
    .run();
}
