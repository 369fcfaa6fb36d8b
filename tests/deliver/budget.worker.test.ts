/** What invocations use of the Workers Free plan, counted, since the local runtime does not. */
import { expect, it } from "vitest";
import { COSTS, countSpending, FREE_LIMITS, type Spent } from "../../src/pipeline/budget.ts";
import { deliver, poll, tick } from "../../src/pipeline.ts";
import { compileDossier } from "../../src/stance/assess.ts";
import { HOUR, MINUTE, type Newsroom, openNewsroom } from "../alert/newsroom.ts";
import { dossier } from "../harbour.ts";
import { count } from "../runtime.ts";

/** For tests of many ticks, on a machine that has other work. */
const LONG_MS = 60_000;

const OUTLETS = Array.from({ length: 20 }, (_, index) => `o${index}`);

/** Runs something as an invocation of its own and says what it used. */
async function spend(newsroom: Newsroom, work: (rt: Newsroom["rt"]) => Promise<unknown>): Promise<Spent> {
  const { rt, spent } = countSpending(newsroom.rt);
  await work(rt as Newsroom["rt"]);
  return spent;
}

it(
  "keeps every invocation within 50 statements and 50 subrequests, and all of a day within 10,000 queue operations",
  async () => {
    const newsroom = await openNewsroom(OUTLETS);
    for (let index = 0; index < 5; index++)
      await newsroom.addReceiver(`desk${index}`, { events: ["alert.*", "feed.*"], reminderMs: HOUR });
    const { queues } = newsroom.rt;
    const spent: Spent[] = [];
    const note = async (work: (rt: Newsroom["rt"]) => Promise<unknown>): Promise<void> => {
      spent.push(await spend(newsroom, work));
    };
    let messages = 0;
    let polls = 0;
    // An hour in which every feed is due every 15 minutes and something changes.
    for (let minute = 0; minute < 60; minute += 5) {
      newsroom.rt.now += 5 * MINUTE;
      if (minute === 30) for (const outlet of OUTLETS) newsroom.publish(outlet, `Isle DROPS toll (${outlet})`);
      if (minute % 15 === 0)
        await newsroom.rt.db.prepare("UPDATE feeds SET next_poll_at = ?1").bind(newsroom.rt.now).run();
      await note(tick);
      for (let message; (message = queues.poll.sent.shift());) {
        const { runId, feedIds } = message;
        messages++;
        polls += feedIds.length;
        await note((rt) => poll(rt, runId, feedIds));
      }
      for (let batch; (batch = queues.deliver.sent.splice(0, 5)).length > 0;) {
        const ids = batch.map(({ deliveryId }) => deliveryId);
        messages += batch.length;
        await note((rt) => Promise.all(ids.map((id) => deliver(rt, id))));
      }
    }
    expect(await count("deliveries", "status = 'delivered'")).toBeGreaterThanOrEqual(5);
    expect(Math.max(...spent.map(({ statements }) => statements))).toBeLessThanOrEqual(FREE_LIMITS.statements);
    expect(Math.max(...spent.map(({ subrequests }) => subrequests))).toBeLessThanOrEqual(FREE_LIMITS.subrequests);
    expect(polls).toBeGreaterThanOrEqual(80);
    // A message is written, read and deleted.
    expect(messages * 3 * 24).toBeLessThanOrEqual(10_000);
  },
  LONG_MS,
);

it(
  "keeps a tick within them that has to do all the work itself, and leaves the rest to the next ticks",
  async () => {
    const newsroom = await openNewsroom(OUTLETS);
    await newsroom.addReceiver("desk");
    const { queues } = newsroom.rt;
    queues.poll.isDown = true;
    queues.deliver.isDown = true;
    for (const outlet of OUTLETS) newsroom.publish(outlet, `Isle DROPS toll (${outlet})`);
    await newsroom.rt.db.prepare("UPDATE feeds SET next_poll_at = ?1").bind(newsroom.rt.now).run();
    for (let ticks = 0; ticks < 40; ticks++) {
      newsroom.rt.now += 5 * MINUTE;
      const spent = await spend(newsroom, tick);
      expect(spent.statements).toBeLessThanOrEqual(FREE_LIMITS.statements);
      expect(spent.subrequests).toBeLessThanOrEqual(FREE_LIMITS.subrequests);
    }
    expect(await count("findings", "alert_id IS NOT NULL")).toBe(OUTLETS.length);
    expect(newsroom.received("desk").map(({ type }) => type)).toEqual(["alert.opened", "alert.corroborated"]);
  },
  LONG_MS,
);

it("costs what it is taken to cost: a poll that moves an alert, and an attempt that ends an endpoint", async () => {
  const newsroom = await openNewsroom(["a"]);
  await newsroom.addReceiver("gone");
  newsroom.answers.set("gone", () => new Response(null, { status: 410 }));
  newsroom.publish("a", "North Isle DROPS the toll");
  newsroom.rt.now += HOUR;
  await tick(newsroom.rt);
  const [message] = newsroom.rt.queues.poll.sent.splice(0);
  const polled = await spend(newsroom, (rt) => poll(rt, message?.runId ?? "", message?.feedIds ?? []));
  const [owed] = newsroom.rt.queues.deliver.sent.splice(0);
  const attempted = await spend(newsroom, (rt) => deliver(rt, owed?.deliveryId ?? ""));
  expect(await count("endpoints", "status = 'disabled'")).toBe(1);
  expect(polled.statements).toBeLessThanOrEqual(COSTS.poll.statements);
  expect(attempted.statements).toBeLessThanOrEqual(COSTS.attempt.statements);
  expect(attempted.subrequests).toBeLessThanOrEqual(COSTS.attempt.subrequests);
});

it(
  "assesses a feed of hundreds of new items in several invocations, each within its budget",
  async () => {
    const newsroom = await openNewsroom(["a"]);
    const { rt } = newsroom;
    const [watch] = rt.watches;
    if (watch === undefined) throw new Error("the newsroom watches one dossier");
    rt.watches = [{ ...watch, dossier: compileDossier(dossier) }];
    for (let index = 0; index < 400; index++) newsroom.publish("a", `Item ${index}`);
    rt.now += HOUR;
    await tick(rt);
    for (let message; (message = rt.queues.poll.sent.shift());) {
      const { runId, feedIds } = message;
      const spent = await spend(newsroom, (counted) => poll(counted, runId, feedIds));
      expect(spent.statements).toBeLessThanOrEqual(FREE_LIMITS.statements);
    }
    expect(await count("items", "assessed_at IS NULL")).toBe(0);
    expect(await count("items")).toBe(401);
  },
  LONG_MS,
);
