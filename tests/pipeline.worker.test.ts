/** The whole path on a real database: what a tick finds, stores, decides, records and delivers. */
import { env } from "cloudflare:workers";
import { Webhook } from "standardwebhooks";
import { expect, it } from "vitest";
import { deliver, deliveryGivenUp, poll, pollGivenUp, sweep, tick, trigger } from "../src/pipeline.ts";
import { compileDossier } from "../src/stance/assess.ts";
import { addEndpoint } from "../src/store/endpoints.ts";
import { listFeeds } from "../src/store/feeds.ts";
import { dossier } from "./harbour.ts";
import { count, rowsChangedSince, snapshot, type TestRuntime, testRuntime } from "./runtime.ts";
import { rss } from "./rss.ts";

const FEED_A = "https://a.example.org/feed";
const FEED_B = "https://b.example.net/feed";
const HOOK = "https://hooks.example.com/secret-path";
const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const MINUTE = 60_000;

/** Two outlets' feeds with quiet news, polled once, and one endpoint that answers 204. */
async function newsroom(): Promise<TestRuntime> {
  const rt = testRuntime({
    watches: [
      {
        dossier: compileDossier(dossier),
        feeds: [
          { url: FEED_A, title: "The A" },
          { url: FEED_B, title: "The B" },
        ],
      },
    ],
  });
  rt.pages.set(FEED_A, () => new Response(rss("a.example.org", ["Weather", "North Isle KEEPS the toll"])));
  rt.pages.set(FEED_B, () => new Response(rss("b.example.net", ["Sport", "Culture"])));
  rt.pages.set(HOOK, () => new Response(null, { status: 204 }));
  await addEndpoint(rt.db, { id: "ep_1", url: HOOK, secret: SECRET, description: "" }, rt.now);
  await runAll(rt);
  return rt;
}

/** One tick with every message that it sends handled, and whatever those send. */
async function runAll(rt: TestRuntime): Promise<void> {
  rt.now += 24 * 60 * MINUTE;
  await tick(rt);
  await drain(rt);
}

async function drain(rt: TestRuntime): Promise<void> {
  for (let message; (message = rt.queues.poll.sent.shift());) await poll(rt, message.runId, message.feedIds);
  for (let message; (message = rt.queues.deliver.sent.shift());) await deliver(rt, message.deliveryId);
}

function publishAt(rt: TestRuntime): string {
  return new Date(rt.now + 23 * 60 * MINUTE).toUTCString();
}

it("tells a change once, with both sides of the evidence, signed so that the standard library verifies it", async () => {
  const rt = await newsroom();
  rt.pages.set(
    FEED_A,
    () => new Response(rss("a.example.org", ["North Isle DROPS the toll", "Weather"], publishAt(rt))),
  );
  await runAll(rt);
  const posts = rt.requests.filter(({ url }) => url === HOOK);
  expect(posts).toHaveLength(1);
  const init = posts[0]?.init;
  const body = typeof init?.body === "string" ? init.body : "";
  const headers = init?.headers as Record<string, string>;
  const age = Math.floor(rt.now / 1000) - Number(headers["webhook-timestamp"]);
  expect(age).toBe(0);
  // The library checks the timestamp against the real clock, so it is given a signature of now over the same content.
  const verified = new Webhook(SECRET).sign(headers["webhook-id"] ?? "", new Date(rt.now), body);
  expect(headers["webhook-signature"]).toBe(verified);
  expect(JSON.parse(body)).toMatchObject({
    type: "alert.opened",
    data: {
      alert: { dossier: "harbour", direction: "reverses", outlets: ["example.org"] },
      position: {
        id: "ni-keeps-toll",
        holders: ["North Isle"],
        citations: [{ paragraph: 1, quote: "keeps the toll" }],
      },
      evidence: {
        quote: "North Isle DROPS the toll",
        outlet: "example.org",
        speaker: "North Isle",
        certainty: "stated",
      },
    },
  });
  expect(await count("deliveries", "status = 'delivered'")).toBe(1);
});

it("joins the second outlet's report to the open alert and tells that it is corroborated", async () => {
  const rt = await newsroom();
  rt.pages.set(FEED_A, () => new Response(rss("a.example.org", ["North Isle DROPS the toll"], publishAt(rt))));
  await runAll(rt);
  rt.pages.set(FEED_B, () => new Response(rss("b.example.net", ["Isle DROPS harbour toll"], publishAt(rt))));
  await runAll(rt);
  const { results } = await env.DB.prepare("SELECT type, reason FROM alert_events ORDER BY sequence").all();
  expect(results).toEqual([
    { type: "alert.opened", reason: "opened" },
    { type: "alert.corroborated", reason: "corroborated" },
  ]);
  expect(await count("alerts")).toBe(1);
  expect(await count("findings", "alert_id IS NOT NULL")).toBe(2);
});

it("keeps quiet about what a feed already held when it was added, and says why", async () => {
  const rt = testRuntime();
  rt.pages.set(FEED_A, () => new Response(rss("a.example.org", ["North Isle DROPS the toll"])));
  await runAll(rt);
  expect(await count("findings", "decision = 'backlog'")).toBe(1);
  expect(await count("alerts")).toBe(0);
});

it("writes nothing new when the same feeds are polled again", async () => {
  const rt = await newsroom();
  rt.pages.set(FEED_A, () => new Response(rss("a.example.org", ["North Isle DROPS the toll"], publishAt(rt))));
  await runAll(rt);
  const before = await Promise.all(
    ["items", "findings", "alerts", "alert_events", "deliveries", "attempts"].map((t) => count(t)),
  );
  await runAll(rt);
  await runAll(rt);
  const after = await Promise.all(
    ["items", "findings", "alerts", "alert_events", "deliveries", "attempts"].map((t) => count(t)),
  );
  expect(after).toEqual(before);
});

it("writes the feed's own row and no other when a poll brings nothing new", async () => {
  const rt = await newsroom();
  rt.now += 24 * 60 * MINUTE;
  const { run } = await trigger(rt, "manual", { dossierId: null, feedId: null }, null);
  const feeds = await listFeeds(rt.db);
  expect(feeds).toHaveLength(2);
  for (const feed of feeds) {
    const before = await snapshot();
    await poll(rt, run.id, [feed.id]);
    expect(await rowsChangedSince(before)).toBe(1);
  }
});

it("loses nothing when every message is lost: the next ticks poll and deliver", async () => {
  const rt = await newsroom();
  rt.pages.set(FEED_A, () => new Response(rss("a.example.org", ["North Isle DROPS the toll"], publishAt(rt))));
  rt.now += 24 * 60 * MINUTE;
  await tick(rt);
  rt.queues.poll.sent.length = 0;
  rt.now += 5 * MINUTE;
  await tick(rt);
  expect(rt.queues.poll.sent.length).toBeGreaterThan(0);
  for (let message; (message = rt.queues.poll.sent.shift());) await poll(rt, message.runId, message.feedIds);
  rt.queues.deliver.sent.length = 0;
  rt.now += 5 * MINUTE;
  await tick(rt);
  await drain(rt);
  expect(rt.requests.filter(({ url }) => url === HOOK)).toHaveLength(1);
});

it("does the work itself when no queue takes a message", async () => {
  const rt = await newsroom();
  rt.queues.poll.isDown = true;
  rt.queues.deliver.isDown = true;
  rt.pages.set(FEED_A, () => new Response(rss("a.example.org", ["North Isle DROPS the toll"], publishAt(rt))));
  rt.now += 24 * 60 * MINUTE;
  await tick(rt);
  expect(await count("deliveries", "status = 'delivered'")).toBe(1);
});

it("does everything once when every message is doubled, one after the other and at the same time", async () => {
  const rt = await newsroom();
  rt.pages.set(FEED_A, () => new Response(rss("a.example.org", ["North Isle DROPS the toll"], publishAt(rt))));
  rt.pages.set(FEED_B, () => new Response(rss("b.example.net", ["Isle DROPS harbour toll"], publishAt(rt))));
  rt.now += 24 * 60 * MINUTE;
  await tick(rt);
  const polls = [...rt.queues.poll.sent, ...rt.queues.poll.sent];
  await Promise.all(polls.map(({ runId, feedIds }) => poll(rt, runId, feedIds)));
  for (const { runId, feedIds } of polls) await poll(rt, runId, feedIds);
  const deliveries = rt.queues.deliver.sent.map(({ deliveryId }) => deliveryId);
  await Promise.all([...deliveries, ...deliveries].map((id) => deliver(rt, id)));
  expect(await count("alerts")).toBe(1);
  expect(await count("alert_events")).toBe(2);
  expect(await count("deliveries", "status = 'delivered'")).toBe(2);
  expect(rt.requests.filter(({ url }) => url === HOOK)).toHaveLength(2);
});

it("assesses items that were stored before their worker stopped", async () => {
  const rt = await newsroom();
  rt.pages.set(FEED_A, () => new Response(rss("a.example.org", ["North Isle DROPS the toll"], publishAt(rt))));
  rt.assess = () => {
    throw new Error("the worker stops here");
  };
  await runAll(rt);
  expect(await count("items", "assessed_at IS NULL")).toBe(1);
  rt.assess = testRuntime().assess;
  rt.now += 5 * MINUTE;
  await sweep(rt);
  await drain(rt);
  expect(await count("deliveries", "status = 'delivered'")).toBe(1);
});

it("gives up, visibly, an item that the detector cannot bear, and goes on with the others", async () => {
  const rt = await newsroom();
  rt.pages.set(
    FEED_A,
    () => new Response(rss("a.example.org", ["poison", "North Isle DROPS the toll"], publishAt(rt))),
  );
  const { assess } = rt;
  rt.assess = (item, dossiers) => {
    if (item.title === "poison") throw new Error("cannot bear this");
    return assess(item, dossiers);
  };
  await runAll(rt);
  expect(await count("alerts")).toBe(1);
  for (let ticks = 0; ticks < 5; ticks++) {
    rt.now += 5 * MINUTE;
    await sweep(rt);
  }
  expect(await count("items", "assessed_at IS NOT NULL AND assess_error LIKE '%cannot bear this%'")).toBe(1);
});

it("records nothing of a batch that fails half-way, and all of it the next time", async () => {
  const rt = await newsroom();
  rt.pages.set(FEED_A, () => new Response(rss("a.example.org", ["North Isle DROPS the toll"], publishAt(rt))));
  rt.now += 24 * 60 * MINUTE;
  await tick(rt);
  await env.DB.exec("ALTER TABLE deliveries RENAME TO deliveries_away");
  await expect(drain(rt)).rejects.toThrow(/deliveries/);
  expect(await count("items")).toBe(5);
  expect([await count("alerts"), await count("alert_events"), await count("findings", "verdict = 'shift'")]).toEqual([
    0, 0, 0,
  ]);
  await env.DB.exec("ALTER TABLE deliveries_away RENAME TO deliveries");
  rt.now += 5 * MINUTE;
  await tick(rt);
  await drain(rt);
  expect(await count("deliveries", "status = 'delivered'")).toBe(1);
});

it("retries a failed delivery on schedule with the same webhook-id until it is delivered", async () => {
  const rt = await newsroom();
  let isUp = false;
  rt.pages.set(HOOK, () => new Response(null, { status: isUp ? 204 : 500 }));
  rt.pages.set(FEED_A, () => new Response(rss("a.example.org", ["North Isle DROPS the toll"], publishAt(rt))));
  await runAll(rt);
  for (const wait of [5_000, 5 * MINUTE, 30 * MINUTE]) {
    isUp = wait === 30 * MINUTE;
    rt.now += wait - 1;
    await sweep(rt);
    await drain(rt);
    rt.now += 1;
    await sweep(rt);
    await drain(rt);
  }
  const posts = rt.requests.filter(({ url }) => url === HOOK);
  expect(posts).toHaveLength(4);
  expect(new Set(posts.map(({ init }) => (init.headers as Record<string, string>)["webhook-id"])).size).toBe(1);
  const { results } = await env.DB.prepare("SELECT number, http_status, outcome FROM attempts ORDER BY number").all();
  expect(results.map((row) => [row["number"], row["http_status"], row["outcome"]])).toEqual([
    [1, 500, "failed"],
    [2, 500, "failed"],
    [3, 500, "failed"],
    [4, 204, "delivered"],
  ]);
});

it("ends a delivery as failed when the schedule is exhausted", async () => {
  const rt = await newsroom();
  rt.pages.set(HOOK, () => new Response(null, { status: 500 }));
  rt.pages.set(FEED_A, () => new Response(rss("a.example.org", ["North Isle DROPS the toll"], publishAt(rt))));
  await runAll(rt);
  for (let hours = 0; hours < 132; hours += 6) {
    rt.now += 6 * 60 * MINUTE;
    await sweep(rt);
    await drain(rt);
  }
  expect(
    await count(
      "deliveries",
      "status = 'failed' AND attempt_count = 10 AND last_reason LIKE '%given up after 10 attempts'",
    ),
  ).toBe(1);
});

it("disables an endpoint that answers 410 and leaves the others alone", async () => {
  const rt = await newsroom();
  const other = "https://hooks.example.com/other";
  await addEndpoint(rt.db, { id: "ep_2", url: other, secret: SECRET, description: "" }, rt.now);
  rt.pages.set(other, () => new Response(null, { status: 200 }));
  rt.pages.set(HOOK, () => new Response(null, { status: 410 }));
  rt.pages.set(FEED_A, () => new Response(rss("a.example.org", ["North Isle DROPS the toll"], publishAt(rt))));
  await runAll(rt);
  expect(await count("endpoints", "id = 'ep_1' AND status = 'disabled'")).toBe(1);
  expect(await count("deliveries", "endpoint_id = 'ep_2' AND status = 'delivered'")).toBe(1);
});

it("shows a poll whose message the queue gave up on as a failed feed", async () => {
  const rt = await newsroom();
  rt.now += 24 * 60 * MINUTE;
  await tick(rt);
  const message = rt.queues.poll.sent[0];
  if (message === undefined) throw new Error("no feed was due");
  await pollGivenUp(rt, message);
  await pollGivenUp(rt, message);
  expect(await count("feeds", "error_class = 'stopped' AND error_count = 1")).toBe(1);
});

it("counts a failed attempt for a delivery whose message the queue gave up on, and tries it again", async () => {
  const rt = await newsroom();
  rt.pages.set(FEED_A, () => new Response(rss("a.example.org", ["North Isle DROPS the toll"], publishAt(rt))));
  rt.now += 24 * 60 * MINUTE;
  await tick(rt);
  for (let message; (message = rt.queues.poll.sent.shift());) await poll(rt, message.runId, message.feedIds);
  const message = rt.queues.deliver.sent.shift();
  if (message === undefined) throw new Error("no delivery was due");
  await deliveryGivenUp(rt, message);
  expect(await count("attempts", "outcome = 'failed'")).toBe(1);
  rt.now += MINUTE;
  await drain(rt);
  expect(await count("deliveries", "status = 'delivered'")).toBe(1);
});

it("lets a worker that lost its claim change nothing", async () => {
  const rt = await newsroom();
  rt.now += 24 * 60 * MINUTE;
  await tick(rt);
  const late = rt.queues.poll.sent.shift();
  if (late === undefined) throw new Error("no feed was due");
  rt.now += 5 * MINUTE;
  await tick(rt);
  const before = await env.DB.prepare("SELECT * FROM feeds WHERE id = ?").bind(late.feedIds[0]).first();
  await poll(rt, late.runId, late.feedIds);
  expect(await env.DB.prepare("SELECT * FROM feeds WHERE id = ?").bind(late.feedIds[0]).first()).toEqual(before);
});

it("names the project and whom to write to when it polls", async () => {
  const rt = await newsroom();
  const agents = rt.requests
    .filter(({ url }) => url === FEED_A)
    .map(({ init }) => (init.headers as Record<string, string>)["user-agent"]);
  expect(agents).toEqual(["Volteface/0.1 (+https://example.org/contact)"]);
});
