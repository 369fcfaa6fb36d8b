/** Items as they are listed, and how many came by day. */
import type { ItemRow } from "./items.ts";
import { readPage } from "./page.ts";

/** A page of items, newest first. */
export async function listItemPage(
  db: D1Database,
  filter: { feedId: string | null },
  page: { after: { at: number; id: string } | null; limit: number },
): Promise<{ items: ItemRow[]; hasMore: boolean }> {
  const { rows, hasMore } = await readPage<ItemRow>(db, {
    select: "SELECT * FROM items",
    equals: { feed_id: filter.feedId },
    atLeast: {},
    order: ["id", "id"],
    ...page,
  });
  return { items: rows, hasMore };
}

export async function readItem(db: D1Database, id: number): Promise<ItemRow | null> {
  return db.prepare("SELECT * FROM items WHERE id = ?1").bind(id).first<ItemRow>();
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** New items a day for each feed: `days` numbers, oldest first, today last. */
export async function countByDay(db: D1Database, days: number, now: number): Promise<Map<string, number[]>> {
  const today = Math.floor(now / DAY_MS);
  const { results } = await db
    .prepare(
      `SELECT feed_days.feed_id, day, items FROM feeds CROSS JOIN feed_days ON feed_days.feed_id = feeds.id AND day > ?1`,
    )
    .bind(today - days)
    .all<{ feed_id: string; day: number; items: number }>();
  const counts = new Map<string, number[]>();
  for (const { feed_id, day, items } of results) {
    const row = counts.get(feed_id) ?? Array.from({ length: days }, () => 0);
    const index = day - (today - days + 1);
    if (index < days) row[index] = items;
    counts.set(feed_id, row);
  }
  return counts;
}
