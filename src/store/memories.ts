/** The memories table: what each feed's last document held, so that the next is read only where it differs. */
import { type Memory, readMemory, writeMemory } from "../feed/memory.ts";

export async function loadMemory(db: D1Database, feedId: string): Promise<Memory | null> {
  const row = await db.prepare("SELECT items FROM memories WHERE feed_id = ?1").bind(feedId).first<{ items: string }>();
  return readMemory(row?.items ?? null);
}

/** The statement that keeps a document; it belongs in the batch that stores the document's new items. */
export function keepMemory(db: D1Database, feedId: string, memory: Memory): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO memories (feed_id, items) VALUES (?1, ?2)
       ON CONFLICT (feed_id) DO UPDATE SET items = excluded.items WHERE items <> excluded.items`,
    )
    .bind(feedId, writeMemory(memory));
}
