/** `/api/runs`: the manual trigger, and how runs are getting on. */
import { type Context, Hono } from "hono";
import * as v from "valibot";
import { sweep, trigger } from "../pipeline.ts";
import { readFeed } from "../store/feeds.ts";
import { listRuns, readOutcome, readRun, type RunRow } from "../store/runs.ts";
import { requireToken } from "./auth.ts";
import { readBody } from "./body.ts";
import type { AppEnv } from "./context.ts";
import { readLimit } from "./limit.ts";
import { problem } from "./problem.ts";
import { iso } from "./time.ts";

const RunBody = v.strictObject({
  dossier: v.optional(v.nullable(v.string()), null),
  feed: v.optional(v.nullable(v.string()), null),
});

/** An idempotency key is printable ASCII, 1 to 255 characters. */
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/;

export const runs = new Hono<AppEnv>()
  .get("/", async (c) => {
    const limit = readLimit(c);
    if (limit.kind === "answer") return limit.answer;
    const rows = await listRuns(c.var.rt.db, limit.limit);
    return c.json({ runs: await Promise.all(rows.map((run) => shown(c, run))) });
  })
  .get("/:id", async (c) => {
    const run = await readRun(c.var.rt.db, c.req.param("id"));
    return run === null ? problem(c, 404, `There is no run ${c.req.param("id")}.`) : c.json(await shown(c, run));
  })
  .post("/", requireToken, async (c) => {
    const read = await readBody(c, RunBody);
    if (read.kind === "answer") return read.answer;
    const { rt } = c.var;
    const key = c.req.header("idempotency-key") ?? null;
    if (key !== null && !IDEMPOTENCY_KEY.test(key)) {
      return problem(c, 400, "The header Idempotency-Key must have 1 to 255 printable ASCII characters.");
    }
    const { dossier, feed } = read.body;
    if (dossier !== null && !rt.watches.some((watch) => watch.dossier.id === dossier)) {
      return problem(c, 404, `There is no dossier "${dossier}".`);
    }
    if (feed !== null && (await readFeed(rt.db, feed))?.status !== "active") {
      return problem(c, 404, `There is no active feed "${feed}".`);
    }
    const { run, isRepeat } = await trigger(rt, "manual", { dossierId: dossier, feedId: feed }, key);
    if (isRepeat && run.scope !== JSON.stringify({ dossierId: dossier, feedId: feed })) {
      return problem(c, 409, "This idempotency key was used for a run of another scope.");
    }
    if (!isRepeat) await sweep(rt);
    c.header("location", `/api/runs/${run.id}`);
    return c.json(await shown(c, run), 202);
  });

async function shown(c: Context<AppEnv>, run: RunRow): Promise<Record<string, unknown>> {
  const outcome = await readOutcome(c.var.rt.db, run);
  const isDone = run.finished_at !== null || outcome.waiting === 0;
  return {
    id: run.id,
    href: `/api/runs/${run.id}`,
    trigger: run.trigger,
    scope: JSON.parse(run.scope) as unknown,
    state: isDone ? "done" : "running",
    started_at: iso(run.started_at),
    finished_at: iso(run.finished_at),
    outcome,
  };
}
