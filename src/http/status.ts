/** `GET /status`: whether the monitor does its work, for people and uptime monitors; 503 when late or broken. */
import { Hono } from "hono";
import type { Runtime } from "../runtime.ts";
import { listFeeds } from "../store/feeds.ts";
import { listRuns } from "../store/runs.ts";
import { type Counts, readCounts } from "../store/status.ts";
import type { AppEnv } from "./context.ts";
import { feedHealth } from "./feeds.ts";
import { iso } from "./time.ts";

/** The cron's period, as wrangler.toml sets it. */
export const TICK_MS = 5 * 60 * 1000;

/** This long without a run, and the monitor is late: one tick may be missed. */
const LATE_MS = 2 * TICK_MS + 60 * 1000;

export type Status = {
  state: "ok" | "late" | "broken";
  /** What is wrong, in words; empty while `ok`. */
  problems: string[];
  version: string;
  now: string;
  last_run: { id: string; trigger: string; started_at: string } | null;
  next_run_at: string;
  late_by_seconds: number;
  feeds: { total: number; by_health: Record<string, number> };
  items: { seen: number; waiting: number };
  findings: number;
  open_alerts: number;
  deliveries: { waiting: number; overdue: number; failed: number };
};

/** Reads the status from the database at the runtime's clock. */
export async function readStatus(rt: Runtime): Promise<Status> {
  const now = rt.clock();
  const [runs, feeds, counts] = await Promise.all([listRuns(rt.db, 1), listFeeds(rt.db), readCounts(rt.db, now)]);
  const last = runs[0] ?? null;
  const lateBy = last === null ? 0 : Math.max(0, now - last.started_at - LATE_MS);
  const byHealth: Record<string, number> = {};
  for (const feed of feeds) {
    const { state } = feedHealth(feed, now);
    byHealth[state] = (byHealth[state] ?? 0) + 1;
  }
  const problems = findProblems(last === null, lateBy, feeds.length, byHealth, counts);
  return {
    state: problems.length === 0 ? "ok" : lateBy > 0 || last === null ? "late" : "broken",
    problems,
    version: rt.config.version,
    now: iso(now),
    last_run: last === null ? null : { id: last.id, trigger: last.trigger, started_at: iso(last.started_at) },
    next_run_at: iso(Math.ceil((now + 1) / TICK_MS) * TICK_MS),
    late_by_seconds: Math.round(lateBy / 1000),
    feeds: { total: feeds.length, by_health: byHealth },
    items: { seen: counts.items, waiting: counts.itemsUnassessed },
    findings: counts.findings,
    open_alerts: counts.openAlerts,
    deliveries: {
      waiting: counts.deliveriesWaiting,
      overdue: counts.deliveriesOverdue,
      failed: counts.deliveriesFailed,
    },
  };
}

function findProblems(
  isUnstarted: boolean,
  lateBy: number,
  feedCount: number,
  byHealth: Record<string, number>,
  counts: Counts,
): string[] {
  const problems: string[] = [];
  if (isUnstarted) problems.push("no run yet: the cron has not fired since the deployment");
  if (lateBy > 0) problems.push("the cron has not fired when it should have");
  const unread = (byHealth["failing"] ?? 0) + (byHealth["blocked"] ?? 0) + (byHealth["gone"] ?? 0);
  if (feedCount > 0 && unread === feedCount) problems.push("no feed can be read");
  if (counts.deliveriesOverdue > 0) problems.push(`${counts.deliveriesOverdue} deliveries are overdue`);
  return problems;
}

export const status = new Hono<AppEnv>().get("/", async (c) => {
  const read = await readStatus(c.var.rt);
  return c.json(read, read.state === "ok" ? 200 : 503, { "cache-control": "no-store" });
});
