/** Polling over days on a real database: revisions, gaps, moves, politeness, and what each poll costs in rows. */
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { poll, tick } from "../src/pipeline.ts";
import { listFeeds, settlePoll } from "../src/store/feeds.ts";
import { listRevisions } from "../src/store/revisions.ts";
import { compileDossier } from "../src/stance/assess.ts";
import { dossier } from "./harbour.ts";
import { count, rowsChangedSince, snapshot, type TestRuntime, testRuntime } from "./runtime.ts";

const FEED = "https://a.example.org/feed";
const DAY = 24 * 3_600_000;

type Story = { id: number; title: string; link?: string };

function feed(stories: Story[], published: number): string {
  const items = stories.map(
    ({ id, title, link }) =>
      `<item><title>${title}</title><guid isPermaLink="false">n-${id}</guid><link>${link ?? `https://a.example.org/${id}`}</link><pubDate>${new Date(published - id * 1000).toUTCString()}</pubDate><description>About ${id}.</description></item>`,
  );
  return `<rss version="2.0"><channel><title>A</title><ttl>30</ttl>${items.join("")}</channel></rss>`;
}

/** A feed that is polled day after day; `show` sets what it holds from now on. */
function newDesk(): { rt: TestRuntime; show: (stories: Story[]) => void; pollNow: () => Promise<void> } {
  const rt = testRuntime();
  const start = rt.now;
  return {
    rt,
    show: (stories) => rt.pages.set(FEED, () => new Response(feed(stories, start))),
    pollNow: async () => {
      rt.now += DAY;
      await tick(rt);
      for (let message; (message = rt.queues.poll.sent.shift());) await poll(rt, message.runId, message.feedIds);
    },
  };
}

it("keeps an edited item as one item with its history, and assesses it again", async () => {
  const { rt, show, pollNow } = newDesk();
  show([{ id: 1, title: "Weather" }]);
  await pollNow();
  show([{ id: 2, title: "North Isle KEEPS the toll" }, { id: 1, title: "Weather" }]); // prettier-ignore
  await pollNow();
  expect(await count("findings", "verdict = 'hold'")).toBe(1);
  show([{ id: 2, title: "North Isle DROPS the toll" }, { id: 1, title: "Weather" }]); // prettier-ignore
  await pollNow();
  expect(await count("items")).toBe(2);
  const item = await env.DB.prepare("SELECT id, title, revision FROM items WHERE title LIKE 'North%'").first<{ id: number }>();
  expect(item).toMatchObject({ title: "North Isle DROPS the toll", revision: 1 });
  expect(await listRevisions(rt.db, item?.id ?? 0)).toMatchObject([{ number: 0, title: "North Isle KEEPS the toll" }]);
  expect(await count("findings", "verdict = 'shift'")).toBe(1);
  expect(await count("findings")).toBe(1);
  expect(await count("alerts")).toBe(1);
}); // prettier-ignore

it("takes an item that resurfaces after its feed forgot it for the item that it is", async () => {
  const { show, pollNow } = newDesk();
  show([{ id: 2, title: "Two" }, { id: 1, title: "One" }]); // prettier-ignore
  await pollNow();
  show([{ id: 3, title: "Three" }, { id: 2, title: "Two" }]); // prettier-ignore
  await pollNow();
  show([{ id: 1, title: "One" }, { id: 3, title: "Three" }]); // prettier-ignore
  await pollNow();
  expect(await count("items")).toBe(3);
  expect(await count("revisions")).toBe(0);
});

it("records a gap when nothing of the last document is left, and polls sooner", async () => {
  const { rt, show, pollNow } = newDesk();
  show([{ id: 2, title: "Two" }, { id: 1, title: "One" }]); // prettier-ignore
  await pollNow();
  show([{ id: 9, title: "Nine" }, { id: 8, title: "Eight" }]); // prettier-ignore
  await pollNow();
  const [row] = await listFeeds(rt.db);
  expect(row).toMatchObject({ gap_at: rt.now, ttl_ms: 1_800_000 });
});

it("writes the feed's row and no other when nothing is new, whatever else changed in the document", async () => {
  const { rt, show, pollNow } = newDesk();
  show([{ id: 2, title: "Two" }, { id: 1, title: "One" }]); // prettier-ignore
  await pollNow();
  rt.pages.set(FEED, () => new Response(`${feed([{ id: 2, title: "Two" }, { id: 1, title: "One" }], rt.now - DAY)}<!-- built now -->`)); // prettier-ignore
  rt.now += DAY;
  await tick(rt);
  const before = await snapshot();
  for (let message; (message = rt.queues.poll.sent.shift());) await poll(rt, message.runId, message.feedIds);
  expect(await count("items")).toBe(2);
  expect(await rowsChangedSince(before)).toBeLessThanOrEqual(2);
});

it("moves a feed to its new address once five polls over a day were sent there for good", async () => {
  const { rt, pollNow } = newDesk();
  const moved = "https://new.example.org/feed";
  rt.pages.set(FEED, () => new Response(null, { status: 301, headers: { location: moved } }));
  rt.pages.set(moved, () => new Response(feed([{ id: 1, title: "One" }], 0)));
  const addresses: (string | undefined)[] = [];
  for (let times = 0; times < 5; times++) {
    await pollNow();
    addresses.push((await listFeeds(rt.db))[0]?.url);
  }
  expect(addresses).toEqual([FEED, FEED, FEED, FEED, moved]);
});

it("sends polls of one host ten seconds apart, those of others at once", async () => {
  const urls = ["https://a.example.org/1", "https://a.example.org/2", "https://b.example.org/1", "https://a.example.org/3"];
  const feeds = urls.map((url) => ({ url, title: url }));
  const rt = testRuntime({ watches: [{ dossier: compileDossier(dossier), feeds }] });
  await tick(rt);
  const polls = rt.queues.poll.sent.length;
  expect(rt.queues.poll.delays.slice(0, polls).sort((a, b) => a - b)).toEqual([0, 0, 10, 20]);
}); // prettier-ignore

it("polls the feeds of one message in turn, and leaves what it cannot afford to another message", async () => {
  const feeds = Array.from({ length: 4 }, (_, at) => ({
    url: `https://${"abcd"[at]}.example.org/feed`,
    title: `${at}`,
  }));
  const rt = testRuntime({ watches: [{ dossier: compileDossier(dossier), feeds }] });
  for (const { url } of feeds) rt.pages.set(url, () => new Response(feed([{ id: 1, title: "One" }], 0)));
  await tick(rt);
  const messages = rt.queues.poll.sent.splice(0);
  const feedIds = messages.flatMap((message) => message.feedIds);
  let left = 2;
  rt.affords = () => left-- > 0;
  await poll(rt, messages[0]?.runId ?? "", feedIds);
  expect(rt.requests.map(({ url }) => url)).toHaveLength(3);
  expect(rt.queues.poll.sent).toEqual([{ runId: messages[0]?.runId, feedIds: feedIds.slice(3) }]);
  rt.affords = () => true;
  for (const message of rt.queues.poll.sent) await poll(rt, message.runId, message.feedIds);
  expect(await count("feeds", "last_outcome = 'changed'")).toBe(4);
});

it("writes one row for an unchanged poll, those of indexes counted", async () => {
  const { rt, show, pollNow } = newDesk();
  show([{ id: 1, title: "One" }]);
  await pollNow();
  const [row] = await listFeeds(rt.db);
  const moved = { to: null, since: null, polls: 0, isBelieved: false };
  const validators = { etag: '"2"', lastModified: null, fullGetAt: rt.now };
  const settlement = { kind: "unchanged", nextPollAt: rt.now + DAY, rhythmMs: DAY, moved, ...validators } as const;
  const { meta } = await settlePoll(env.DB, row?.id ?? "", { id: "run_next", startedAt: rt.now }, settlement, rt.now).run();
  expect(meta.rows_written).toBe(1);
}); // prettier-ignore
