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
  /** Of title and summary; another one under the same key is a revision. */
  content_hash: string;
  /** How often the publisher has edited it. */
  revision: number;
};

export type NewItem = Pick<ItemRow, "key" | "title" | "summary" | "link" | "outlet"> & {
  publishedAt: number | null;
  contentHash: string;
};

/** The statement that stores those of the items that are new to the feed. */
export function insertItems(
  db: D1Database,
  items: NewItem[],
  at: { feedId: string; runId: string; isBacklog: boolean; now: number },
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO items (feed_id, key, title, summary, link, outlet, published_at, content_hash, first_seen_at,
         run_id, is_backlog)
       SELECT ?2, value ->> 'key', value ->> 'title', value ->> 'summary', value ->> 'link', value ->> 'outlet',
         value ->> 'publishedAt', value ->> 'contentHash', ?3, ?4, ?5
       FROM json_each(?1) WHERE true ON CONFLICT DO NOTHING`,
    )
    .bind(JSON.stringify(items), at.feedId, at.now, at.runId, at.isBacklog ? 1 : 0);
}

/** An item whose assessment threw this often is given up, visibly, so that it cannot hold up the rest. */
export const ASSESS_TRIES = 5;

/** Those of the items whose key the feed does not have yet. */
export async function onlyNew(db: D1Database, feedId: string, items: NewItem[]): Promise<NewItem[]> {
  const { results } = await db
    .prepare("SELECT key FROM items WHERE feed_id = ?1 AND key IN (SELECT value FROM json_each(?2))")
    .bind(feedId, JSON.stringify(items.map(({ key }) => key)))
    .all<{ key: string }>();
  const known = new Set(results.map(({ key }) => key));
  return items.filter(({ key }) => !known.has(key));
}

/** A feed's items that are still to be assessed, oldest first. Left to itself, SQLite would walk all that the feed ever held. */
export async function listUnassessed(db: D1Database, of: { feedId: string; limit: number }): Promise<ItemRow[]> {
  const { results } = await db
    .prepare(
      "SELECT * FROM items INDEXED BY items_unassessed WHERE assessed_at IS NULL AND feed_id = ?1 ORDER BY id LIMIT ?2",
    )
    .bind(of.feedId, of.limit)
    .all<ItemRow>();
  return results;
}

/** Those of the items that nobody has assessed meanwhile. */
export async function filterUnassessed(db: D1Database, ids: number[]): Promise<number[]> {
  const { results } = await db
    .prepare("SELECT id FROM items WHERE assessed_at IS NULL AND id IN (SELECT value FROM json_each(?1))")
    .bind(JSON.stringify(ids))
    .all<{ id: number }>();
  return results.map(({ id }) => id);
}

/** Feeds with items seen before that time and still not assessed: the worker that stored them stopped. */
export async function listFeedsLeftBehind(db: D1Database, seenBefore: number): Promise<string[]> {
  const { results } = await db
    .prepare("SELECT DISTINCT feed_id FROM items WHERE assessed_at IS NULL AND first_seen_at <= ?1")
    .bind(seenBefore)
    .all<{ feed_id: string }>();
  return results.map(({ feed_id }) => feed_id);
}

/** The statement that marks items as assessed. */
export function markAssessed(db: D1Database, ids: number[], now: number): D1PreparedStatement {
  return db
    .prepare("UPDATE items SET assessed_at = ?2 WHERE assessed_at IS NULL AND id IN (SELECT value FROM json_each(?1))")
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
