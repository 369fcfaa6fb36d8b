/** A batch of the delivery queue: one message holds up no other. */
import { createExecutionContext, createMessageBatch, getQueueResult } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { addEndpoint } from "../../src/store/endpoints.ts";
import { recordTestEvent } from "../../src/store/events.ts";
import { createWorker } from "../../src/worker.ts";
import { count } from "../runtime.ts";

const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

it("takes a message that it cannot read off the queue, and handles the others", async () => {
  await owe("one");
  const result = await handle(
    () => Promise.resolve(new Response(null, { status: 204 })),
    [null, "text", 7, {}, { deliveryId: 1 }, { deliveryId: "dlv_one" }],
  );
  expect(result).toMatchObject({ explicitAcks: ["0", "1", "2", "3", "4", "5"], retryMessages: [] });
  expect(await count("deliveries", "status = 'delivered'")).toBe(1);
});

it("sends to the others while a receiver takes its time", async () => {
  for (const id of ["slow", "two", "three"]) await owe(id);
  const sent: string[] = [];
  const slow = Promise.withResolvers<Response>();
  const result = handle(
    (url) => {
      sent.push(url);
      if (url.includes("slow")) return slow.promise;
      // The last of the quick ones lets the slow one go: were they sent one after the other, none would be.
      if (sent.length === 3) slow.resolve(new Response(null, { status: 500 }));
      return Promise.resolve(new Response(null, { status: 204 }));
    },
    ["slow", "two", "three"].map((id) => ({ deliveryId: `dlv_${id}` })),
  );
  expect((await result).explicitAcks).toEqual(["0", "1", "2"]);
  expect(await count("deliveries", "status = 'delivered'")).toBe(2);
  expect(await count("deliveries", "status = 'waiting' AND attempt_count = 1")).toBe(1);
});

async function owe(id: string): Promise<void> {
  const url = `https://${id}.receivers-host.com/`;
  await addEndpoint(env.DB, { id, url, secret: SECRET, description: "" }, Date.now());
  await recordTestEvent(env.DB, { eventId: `msg_${id}`, deliveryId: `dlv_${id}` }, id, Date.now());
}

async function handle(fetch: (url: string) => Promise<Response>, bodies: unknown[]) {
  const worker = createWorker((rt) => ({ ...rt, fetch }));
  const messages = bodies.map((body, index) => ({ id: String(index), timestamp: new Date(0), attempts: 1, body }));
  const batch = createMessageBatch("volteface-deliver", messages);
  const context = createExecutionContext();
  await worker.queue?.(batch, env, context);
  return getQueueResult(batch, context);
}
