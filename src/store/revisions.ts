/** The revisions table: the earlier texts of items that their publishers edited. */
import type { NewItem } from "./items.ts";

/** An item edited more often has two versions in turn, as caches give them: it stays as it is. */
const MOST_REVISIONS = 20;

/**
 * The statements that give items of a feed their new texts: the old one is kept, and the item is assessed again. What was
 * found in the old text and led to no alert is dropped. An item whose text is the same is left alone.
 */
export function reviseItems(db: D1Database, feedId: string, items: NewItem[], now: number): D1PreparedStatement[] {
  if (items.length === 0) return [];
  const json = JSON.stringify(items);
  const edited = `SELECT items.id FROM json_each(?1) AS edit JOIN items ON items.feed_id = ?2
     AND items.key = edit.value ->> 'key'
     WHERE items.content_hash <> edit.value ->> 'contentHash' AND items.revision < ${MOST_REVISIONS}`;
  return [
    db
      .prepare(
        `INSERT INTO revisions (item_id, number, title, summary, replaced_at)
         SELECT id, revision, title, summary, ?3 FROM items WHERE id IN (${edited})`,
      )
      .bind(json, feedId, now),
    db.prepare(`DELETE FROM findings WHERE alert_id IS NULL AND item_id IN (${edited})`).bind(json, feedId),
    db
      .prepare(
        `UPDATE items SET title = edit.value ->> 'title', summary = edit.value ->> 'summary',
           content_hash = edit.value ->> 'contentHash', revision = revision + 1,
           assessed_at = NULL, assess_error = NULL, assess_tries = 0
         FROM json_each(?1) AS edit
         WHERE items.feed_id = ?2 AND items.key = edit.value ->> 'key' AND items.id IN (${edited})`,
      )
      .bind(json, feedId),
  ];
}

/** The earlier texts of an item, oldest first. */
export async function listRevisions(
  db: D1Database,
  itemId: number,
): Promise<{ number: number; title: string; summary: string; replaced_at: number }[]> {
  const { results } = await db
    .prepare("SELECT number, title, summary, replaced_at FROM revisions WHERE item_id = ?1 ORDER BY number")
    .bind(itemId)
    .all<{ number: number; title: string; summary: string; replaced_at: number }>();
  return results;
}
