/** What reading items costs, counted by the database. */
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { insertItems, listUnassessed, type NewItem } from "../../src/store/items.ts";
import { wrapDatabase } from "../../src/store/wrapped.ts";

it("reads what is not assessed without walking all that the feed ever held", async () => {
  await env.DB.exec("INSERT INTO feeds (id, url, title, next_poll_at, created_at) VALUES ('f', 'u', 't', 0, 0)");
  const items = Array.from({ length: 300 }, (_, at): NewItem => {
    return { key: `k${at}`, title: "", summary: "", link: null, outlet: "", publishedAt: null, contentHash: "" };
  });
  await insertItems(env.DB, items, { feedId: "f", runId: "r", isBacklog: false, now: 0 }).run();
  await env.DB.exec("UPDATE items SET assessed_at = 1 WHERE key <> 'k299'");
  let rowsRead = 0;
  const db = wrapDatabase(env.DB, async (call) => {
    const answer = await call();
    rowsRead += (answer as D1Result).meta.rows_read;
    return answer;
  });
  expect(await listUnassessed(db, { feedId: "f", limit: 50 })).toHaveLength(1);
  expect(rowsRead).toBeLessThan(10);
});
