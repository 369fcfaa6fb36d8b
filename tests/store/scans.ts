/** Finds out from the plans of the statements that something runs which tables they scan. */
import { env } from "cloudflare:workers";
import { expect } from "vitest";

/** Tables that stay small however long the monitor runs: the feeds that a desk watches, and who is told. */
const SMALL = new Set(["feeds", "subscriptions", "endpoints", "held"]);

/** Walks a table from its newest row by its primary key and stops at the limit: no scan, however large it is. */
const WALKS_NEWEST = /ORDER BY (?:\w+\.)?id DESC\s+LIMIT/;

/** Runs something over a database that notes each statement, and returns the scans of tables that grow. */
export async function scansOf(work: (db: D1Database) => Promise<unknown>): Promise<string[]> {
  const statements: string[] = [];
  const noting = new Proxy(env.DB, {
    get(target, name) {
      if (name !== "prepare") return Reflect.get(target, name).bind(target);
      return (sql: string) => {
        statements.push(sql);
        return target.prepare(sql);
      };
    },
  });
  await work(noting);
  expect(statements.length).toBeGreaterThan(0);
  const scans: string[] = [];
  for (const sql of new Set(statements)) {
    const isWalk = WALKS_NEWEST.test(sql);
    const parameters = new Set(sql.match(/\?\d+/g)).size;
    const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .bind(...Array.from({ length: parameters }, () => null))
      .all<{ detail: string }>();
    for (const { detail } of results) {
      const table = /^SCAN (\w+)(?! USING (?:COVERING )?INDEX)/.exec(detail)?.[1];
      const isIndexed = /^SCAN \w+ USING (?:COVERING )?INDEX/.test(detail) || detail.includes("VIRTUAL TABLE");
      const isBounded = isIndexed || (isWalk && /^(?:items|findings)$/.test(table ?? ""));
      if (table !== undefined && !isBounded && !SMALL.has(table) && table !== "CONSTANT")
        scans.push(`${detail}: ${sql}`);
    }
  }
  return scans;
}
