/** Every query that grows with the data uses an index: asserted on its plan. */
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { tick } from "../../src/pipeline.ts";
import { listAlerts, listOpenAlerts } from "../../src/store/alerts.ts";
import { claimDelivery, listDeliveriesOf, listDueDeliveries, readDelivery } from "../../src/store/deliveries.ts";
import { listDossiersOf, readFeed } from "../../src/store/feeds.ts";
import { filterUnassessed, listFeedsLeftBehind, listUnassessed, onlyNew } from "../../src/store/items.ts";
import { finishRuns, listRuns, readOutcome, readRun, startRun } from "../../src/store/runs.ts";
import { readCounts } from "../../src/store/status.ts";
import { testRuntime } from "../runtime.ts";

/** Tables that stay small however long the monitor runs: the feeds that a desk watches, and who is told. */
const SMALL = new Set(["feeds", "subscriptions", "endpoints", "held"]);

/** Runs something over a database that notes each statement, and returns the scans of tables that grow. */
async function scansOf(work: (db: D1Database) => Promise<unknown>): Promise<string[]> {
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
  for (const sql of statements) {
    const parameters = new Set(sql.match(/\?\d+/g)).size;
    const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .bind(...Array.from({ length: parameters }, () => null))
      .all<{ detail: string }>();
    for (const { detail } of results) {
      const table = /^SCAN (\w+)(?! USING (?:COVERING )?INDEX)/.exec(detail)?.[1];
      const isIndexed = /^SCAN \w+ USING (?:COVERING )?INDEX/.test(detail) || detail.includes("VIRTUAL TABLE");
      if (table !== undefined && !isIndexed && !SMALL.has(table) && table !== "CONSTANT")
        scans.push(`${detail}: ${sql}`);
    }
  }
  return scans;
}

const RUN = { id: "run_1", trigger: "cron", scope: { dossierId: null, feedId: null }, idempotencyKey: null } as const;

it.each<[string, (db: D1Database) => Promise<unknown>]>([
  ["the open alerts of some positions", (db) => listOpenAlerts(db, ["a/b"])],
  ["the newest alerts", (db) => listAlerts(db, 10)],
  ["claiming a delivery", (db) => claimDelivery(db, "dlv_1", "lease", 0)],
  ["the deliveries that are due", (db) => listDueDeliveries(db, 0, 10)],
  ["the deliveries of events", (db) => listDeliveriesOf(db, ["msg_1"], 0)],
  ["a delivery and its attempts", (db) => readDelivery(db, "dlv_1")],
  ["a feed", (db) => readFeed(db, "feed_1")],
  ["a feed's dossiers", (db) => listDossiersOf(db, "feed_1")],
  ["items not assessed yet", (db) => listUnassessed(db, { feedId: "feed_1", limit: 10 })],
  ["items that nobody assessed meanwhile", (db) => filterUnassessed(db, [1])],
  ["feeds left behind", (db) => listFeedsLeftBehind(db, 0)],
  ["which items are new", (db) => onlyNew(db, "feed_1", [])],
  ["starting a run", (db) => startRun(db, RUN, 0)],
  ["finishing runs", (db) => finishRuns(db, 0)],
  ["the newest runs", (db) => listRuns(db, 10)],
  [
    "a run and its outcome",
    async (db) => {
      await startRun(env.DB, RUN, 0);
      const run = await readRun(db, RUN.id);
      return run === null ? null : readOutcome(db, run);
    },
  ],
  ["the status", (db) => readCounts(db, 0)],
  ["a whole tick", (db) => tick({ ...testRuntime(), db })],
])("reads %s by an index", async (_, work) => {
  expect(await scansOf(work)).toEqual([]);
});
