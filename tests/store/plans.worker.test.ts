/** Every query that grows with the data uses an index: asserted on its plan. */
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { tick } from "../../src/pipeline.ts";
import { listOpenAlerts } from "../../src/store/alerts.ts";
import { listArticles } from "../../src/store/articles.ts";
import { claimDelivery, listDeliveriesOf, listDueDeliveries, readDelivery } from "../../src/store/deliveries.ts";
import { listDossiersOf, readFeed } from "../../src/store/feeds.ts";
import { filterUnassessed, listFeedsLeftBehind, listUnassessed, onlyNew } from "../../src/store/items.ts";
import { keepRobots, readRobots } from "../../src/store/robots.ts";
import { finishRuns, listRuns, readOutcome, readRun, startRun } from "../../src/store/runs.ts";
import { readCounts } from "../../src/store/status.ts";
import { testRuntime } from "../runtime.ts";
import { scansOf } from "./scans.ts";

const RUN = { id: "run_1", trigger: "cron", scope: { dossierId: null, feedId: null }, idempotencyKey: null } as const;

it.each<[string, (db: D1Database) => Promise<unknown>]>([
  ["the open alerts of some positions", (db) => listOpenAlerts(db, ["a/b"])],
  ["claiming a delivery", (db) => claimDelivery(db, "dlv_1", "lease", 0)],
  ["the deliveries that are due", (db) => listDueDeliveries(db, 0, 10)],
  ["the deliveries of events", (db) => listDeliveriesOf(db, ["msg_1"], 0)],
  ["a delivery and its attempts", (db) => readDelivery(db, "dlv_1")],
  ["a feed", (db) => readFeed(db, "feed_1")],
  ["a feed's dossiers", (db) => listDossiersOf(db, "feed_1")],
  ["items not assessed yet", (db) => listUnassessed(db, { feedId: "feed_1", limit: 10 })],
  ["items that nobody assessed meanwhile", (db) => filterUnassessed(db, [1])],
  ["feeds left behind", (db) => listFeedsLeftBehind(db, 0)],
  ["articles of items", (db) => listArticles(db, [1])],
  ["what a site lets robots read", (db) => readRobots(db, "https://example.org")],
  [
    "old rules of sites, to forget them",
    (db) => keepRobots(db, "https://example.org", { robots: { kind: "unavailable" }, fetchedAt: 0, checkedAt: 0 }),
  ],
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
