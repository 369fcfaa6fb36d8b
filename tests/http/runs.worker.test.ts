/** The manual trigger: a run at once, the same run for the same key, and progress while it goes on. */
import { expect, it } from "vitest";
import { poll, tick } from "../../src/pipeline.ts";
import { rss } from "../rss.ts";
import { count } from "../runtime.ts";
import { client } from "./client.ts";

type Run = { id: string; state: string; outcome: { feeds: number; waiting: number; items: number } };

it("starts a run of every feed at once and shows how far it has come", async () => {
  const { rt, ask } = client();
  await tick(rt);
  rt.now += 10 * 60_000;
  rt.queues.poll.sent.length = 0;
  rt.pages.set("https://a.example.org/feed", () => new Response(rss("a.example.org", ["Weather", "Sport"])));
  const answer = await ask("/api/runs", { method: "POST" });
  expect(answer.status).toBe(202);
  const run = await answer.json<Run>();
  expect(answer.headers.get("location")).toBe(`/api/runs/${run.id}`);
  expect(run).toMatchObject({ state: "running", outcome: { feeds: 1, waiting: 1 } });
  for (const message of rt.queues.poll.sent) await poll(rt, message.runId, message.feedIds);
  expect(await (await ask(`/api/runs/${run.id}`)).json()).toMatchObject({
    state: "done",
    outcome: { waiting: 0, items: 2 },
  });
  const { runs } = await (await ask("/api/runs?limit=1")).json<{ runs: Run[] }>();
  expect(runs.map(({ id }) => id)).toEqual([run.id]);
});

it("answers the same key with the same run, and another scope under it with a conflict", async () => {
  const { rt, ask } = client();
  await tick(rt);
  const trigger = (body: unknown) =>
    ask("/api/runs", { method: "POST", json: body, headers: { "idempotency-key": "k-1" } });
  const first = await (await trigger({})).json<Run>();
  const again = await trigger({});
  expect(again.status).toBe(202);
  expect((await again.json<Run>()).id).toBe(first.id);
  expect(await count("runs", "trigger = 'manual'")).toBe(1);
  expect((await trigger({ dossier: "harbour" })).status).toBe(409);
  expect((await ask("/api/runs", { method: "POST", headers: { "idempotency-key": "with space" } })).status).toBe(400);
});
