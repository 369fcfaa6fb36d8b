/** The status: 200 only while the monitor does its work. */
import { expect, it } from "vitest";
import { poll, tick } from "../../src/pipeline.ts";
import { addEndpoint } from "../../src/store/endpoints.ts";
import { recordTestEvent } from "../../src/store/events.ts";
import { rss } from "../rss.ts";
import { client } from "./client.ts";

const FEED = "https://a.example.org/feed";

async function readOnce() {
  const { rt, ask } = client();
  rt.pages.set(FEED, () => new Response(rss("a.example.org", ["Weather"])));
  await tick(rt);
  for (const message of rt.queues.poll.sent.splice(0)) await poll(rt, message.runId, message.feedIds);
  return { rt, ask };
}

it("answers 503 late before the cron has ever fired", async () => {
  const answer = await client().ask("/status", { token: null });
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({
    state: "late",
    last_run: null,
    problems: [expect.stringContaining("no run yet")],
  });
});

it("answers 200 ok once the cron has fired and the feed was read", async () => {
  const { ask } = await readOnce();
  const answer = await ask("/status", { token: null });
  expect(answer.status).toBe(200);
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(await answer.json()).toMatchObject({
    state: "ok",
    problems: [],
    last_run: { trigger: "cron" },
    next_run_at: "2026-01-10T12:05:00.000Z",
    feeds: { total: 1, by_health: { fine: 1 } },
    items: { seen: 1, waiting: 0 },
  });
});

it("answers 503 late when the cron stops, and bears one missed tick", async () => {
  const { rt, ask } = await readOnce();
  rt.now += 10 * 60_000;
  expect((await ask("/status")).status).toBe(200);
  rt.now += 2 * 60_000;
  const answer = await ask("/status");
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({ state: "late", late_by_seconds: 60 });
});

it("answers 503 broken when no feed can be read", async () => {
  const { rt, ask } = client();
  await tick(rt);
  for (const message of rt.queues.poll.sent.splice(0)) await poll(rt, message.runId, message.feedIds);
  const answer = await ask("/status");
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({ state: "broken", problems: ["no feed can be read"] });
});

it("answers 503 broken when deliveries are overdue", async () => {
  const { rt, ask } = await readOnce();
  await addEndpoint(rt.db, { id: "ep_1", url: "https://x.example.com/", secret: "s", description: "" }, rt.now);
  await recordTestEvent(rt.db, { eventId: "msg_1", deliveryId: "dlv_1" }, "ep_1", rt.now - 60 * 60_000);
  const answer = await ask("/status");
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({ state: "broken", deliveries: { waiting: 1, overdue: 1 } });
});
