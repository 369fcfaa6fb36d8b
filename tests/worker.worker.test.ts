/** The Worker's own handlers: the cron, the four queues, and what becomes of messages that fail. */
import { createExecutionContext, createMessageBatch, createScheduledController, getQueueResult } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import worker from "../src/index.ts";
import type { PollMessage } from "../src/runtime.ts";
import { count, fakeQueue } from "./runtime.ts";

async function send(queue: string, body: unknown, attempts = 1, bindings: Env = env) {
  const batch = createMessageBatch(queue, [{ id: "1", timestamp: new Date(0), attempts, body }]);
  const context = createExecutionContext();
  await worker.queue?.(batch, bindings, context);
  return getQueueResult(batch, context);
}

it("starts a run when the cron fires, over the feeds of every dossier in baseline/", async () => {
  await worker.scheduled?.(createScheduledController(), env, createExecutionContext());
  expect(await count("runs", "trigger = 'cron' AND json_array_length(feed_ids) = 13")).toBe(1);
  expect(await count("feeds", "url LIKE 'https://%'")).toBe(13);
});

it.each(["volteface-poll", "volteface-deliver", "volteface-poll-dead", "volteface-deliver-dead"])(
  "acknowledges a message of %s that names nothing",
  async (queue) => {
    const result = await send(queue, { runId: "run_none", feedId: "feed_none", deliveryId: "dlv_none" });
    expect(result).toMatchObject({ explicitAcks: ["1"], retryMessages: [] });
  },
);

it("asks for a message again when handling it throws", async () => {
  await env.DB.exec("ALTER TABLE deliveries RENAME TO deliveries_away");
  expect(await send("volteface-deliver", { deliveryId: "dlv_1" })).toMatchObject({
    explicitAcks: [],
    retryMessages: [{ msgId: "1" }],
  });
});

it("sends the feeds of a message that failed again one by one, so that one that stops its worker stops no other", async () => {
  const queue = fakeQueue<PollMessage>();
  const body = { runId: "run_1", feedIds: ["feed_1", "feed_2"] };
  const result = await send("volteface-poll", body, 2, { ...env, POLL_QUEUE: queue });
  expect(result.explicitAcks).toEqual(["1"]);
  expect(queue.sent).toEqual([
    { runId: "run_1", feedIds: ["feed_1"] },
    { runId: "run_1", feedIds: ["feed_2"] },
  ]);
});

it("does not know other queues", async () => {
  await expect(send("somebody-elses", {})).rejects.toThrow("no handler for the queue somebody-elses");
});
