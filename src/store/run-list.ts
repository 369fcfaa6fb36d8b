/** Runs as they are listed, newest first. */
import { readPage } from "./page.ts";
import type { RunRow } from "./runs.ts";

/** A page of runs. */
export async function listRunPage(
  db: D1Database,
  page: { after: { at: number; id: string } | null; limit: number },
): Promise<{ runs: RunRow[]; hasMore: boolean }> {
  const { rows, hasMore } = await readPage<RunRow>(db, {
    select: "SELECT * FROM runs",
    equals: {},
    atLeast: {},
    order: ["started_at", "id"],
    ...page,
  });
  return { runs: rows, hasMore };
}
