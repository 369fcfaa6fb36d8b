/** `/api/runs`: the manual trigger, and how runs are getting on. */
import * as v from "valibot";
import { sweep, trigger } from "../pipeline.ts";
import type { Runtime } from "../runtime.ts";
import { readFeed } from "../store/feeds.ts";
import { listRunPage } from "../store/run-list.ts";
import { readOutcome, readRun, type RunRow } from "../store/runs.ts";
import { readKey } from "./idempotency.ts";
import { listOf, nextPage } from "./list.ts";
import { operation, type Operation } from "./operation.ts";
import { problem } from "./problem.ts";
import { Count, MaybeText, MaybeTime, paging, startOf, Time } from "./schema.ts";
import { iso } from "./time.ts";

const RunBody = v.strictObject({
  dossier: v.optional(v.nullable(v.string()), null),
  feed: v.optional(v.nullable(v.string()), null),
});

export const RunSchema = v.object({
  id: v.string(),
  href: v.string(),
  trigger: v.picklist(["cron", "manual"]),
  scope: v.object({ dossierId: MaybeText, feedId: MaybeText }),
  state: v.picklist(["running", "done"]),
  started_at: Time,
  finished_at: MaybeTime,
  outcome: v.object({
    feeds: Count,
    changed: Count,
    unchanged: Count,
    failed: Count,
    waiting: Count,
    items: Count,
    findings: Count,
    alerts: Count,
  }),
});

/** A run with what it has done by now. */
export async function shownRun(rt: Runtime, run: RunRow): Promise<v.InferInput<typeof RunSchema>> {
  const outcome = await readOutcome(rt.db, run);
  const isDone = run.finished_at !== null || outcome.waiting === 0;
  return {
    id: run.id,
    href: `/api/runs/${run.id}`,
    trigger: run.trigger,
    scope: JSON.parse(run.scope) as { dossierId: string | null; feedId: string | null },
    state: isDone ? "done" : "running",
    started_at: iso(run.started_at),
    finished_at: iso(run.finished_at),
    outcome,
  };
}

export const runOperations: Operation[] = [
  operation("get", {
    path: "/api/runs",
    id: "listRuns",
    tag: "runs",
    summary: "Cron ticks and manual runs, newest first, with what each did",
    access: "pages",
    query: v.strictObject(paging),
    answer: { description: "A page of runs", schema: listOf("runs", RunSchema) },
    handle: async (c, query) => {
      const { rt } = c.var;
      const { runs, hasMore } = await listRunPage(rt.db, { after: startOf(query), limit: query.limit });
      const last = runs.at(-1);
      const next = nextPage(c, hasMore, last === undefined ? undefined : { at: last.started_at, id: last.id });
      return { runs: await Promise.all(runs.map((run) => shownRun(rt, run))), next };
    },
  }),
  operation("get", {
    path: "/api/runs/:id",
    id: "readRun",
    tag: "runs",
    summary: "One run, with its progress while it goes on",
    access: "pages",
    answer: { description: "The run", schema: RunSchema },
    problems: [404],
    handle: async (c) => {
      const run = await readRun(c.var.rt.db, c.req.param("id") ?? "");
      return run === null ? problem(c, 404, `There is no run ${c.req.param("id")}.`) : shownRun(c.var.rt, run);
    },
  }),
  operation("post", {
    path: "/api/runs",
    id: "startRun",
    tag: "runs",
    summary: "Polls at once, whatever is due: all feeds, those of a dossier, or one",
    access: "operate",
    body: { schema: RunBody, example: {} },
    answer: { status: 202, description: "The run that was started, or that of the same key", schema: RunSchema },
    problems: [400, 404, 409],
    isKeyed: true,
    handle: async (c, _query, { dossier, feed }) => {
      const { rt } = c.var;
      const read = readKey(c);
      if (read.kind === "answer") return read.answer;
      if (dossier !== null && !rt.watches.some((watch) => watch.dossier.id === dossier)) {
        return problem(c, 404, `There is no dossier "${dossier}".`);
      }
      if (feed !== null && (await readFeed(rt.db, feed))?.status !== "active") {
        return problem(c, 404, `There is no active feed "${feed}".`);
      }
      const scope = { dossierId: dossier, feedId: feed };
      const { run, isRepeat } = await trigger(rt, "manual", scope, read.key);
      if (isRepeat && run.scope !== JSON.stringify(scope)) {
        return problem(c, 409, "This idempotency key was used for a run of another scope.");
      }
      if (!isRepeat) await sweep(rt);
      c.header("location", `/api/runs/${run.id}`);
      return shownRun(rt, run);
    },
  }),
];
