/** `GET /status`: whether the monitor does its work, for people and uptime monitors; 503 when late or broken. */
import * as v from "valibot";
import type { Runtime } from "../runtime.ts";
import { listFeeds } from "../store/feeds.ts";
import { listRuns } from "../store/runs.ts";
import { type Counts, readCounts } from "../store/status.ts";
import { feedHealth } from "../store/feed-health.ts";
import { operation, type Operation } from "./operation.ts";
import { Count, Time } from "./schema.ts";
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
  /** Whether "all quiet" may be said: every feed was read, everything assessed, and nothing is open. */
  is_quiet: boolean;
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
    is_quiet: isQuiet(problems, feeds.length, byHealth, counts),
    deliveries: {
      waiting: counts.deliveriesWaiting,
      overdue: counts.deliveriesOverdue,
      failed: counts.deliveriesFailed,
    },
  };
}

/** Healths under which a feed was read when it should have been. */
const READ_HEALTHS = ["fine", "quiet"];

function isQuiet(problems: string[], feedCount: number, byHealth: Record<string, number>, counts: Counts): boolean {
  const read = READ_HEALTHS.reduce((sum, state) => sum + (byHealth[state] ?? 0), 0);
  const isAllRead = feedCount > 0 && read === feedCount && counts.itemsUnassessed === 0;
  return problems.length === 0 && isAllRead && counts.openAlerts === 0;
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

export const StatusSchema = v.object({
  state: v.picklist(["ok", "late", "broken"]),
  problems: v.array(v.string()),
  version: v.string(),
  now: Time,
  last_run: v.nullable(v.object({ id: v.string(), trigger: v.string(), started_at: Time })),
  next_run_at: Time,
  late_by_seconds: Count,
  feeds: v.object({ total: Count, by_health: v.record(v.string(), Count) }),
  items: v.object({ seen: Count, waiting: Count }),
  findings: Count,
  open_alerts: Count,
  is_quiet: v.boolean(),
  deliveries: v.object({ waiting: Count, overdue: Count, failed: Count }),
});

export const statusOperations: Operation[] = [
  operation("get", {
    path: "/status",
    id: "status",
    tag: "status",
    summary: "Whether the monitor does its work; 503 when it is late or broken",
    access: "anyone",
    answer: { description: "All is well; the same body comes with 503 when it is not", schema: StatusSchema },
    handle: async (c) => {
      const read = await readStatus(c.var.rt);
      return c.json(read, read.state === "ok" ? 200 : 503, { "cache-control": "no-store" });
    },
  }),
  operation("get", {
    path: "/healthz",
    id: "healthz",
    tag: "status",
    summary: "The same as one word, for load balancers and uptime monitors",
    access: "anyone",
    answer: { description: "ok", schema: v.object({ status: v.picklist(["ok", "late", "broken"]) }) },
    handle: async (c) => {
      const { state } = await readStatus(c.var.rt);
      return c.json({ status: state }, state === "ok" ? 200 : 503, { "cache-control": "no-store" });
    },
  }),
];
