/** Feeds that cannot be read: each ends as that feed's visible health with a clear reason, and the others go on. */
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { poll, tick } from "../src/pipeline.ts";
import { compileDossier } from "../src/stance/assess.ts";
import { listFeeds } from "../src/store/feeds.ts";
import { feedHealth } from "../src/store/feed-health.ts";
import { dossier } from "./harbour.ts";
import { rss } from "./rss.ts";
import { count, testRuntime } from "./runtime.ts";

const FIVE_MEGABYTES = 5_000_000;

/** Only timers are faked: the database's own work needs none. */
beforeEach(() => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => vi.useRealTimers());

const BAD: Record<string, { page: (() => Response | Promise<Response>) | null; health: string; words: RegExp }> = {
  unreachable: { page: null, health: "failing", words: /connection was refused/ },
  slow: {
    page: () => {
      vi.advanceTimersByTime(20_000);
      return new Promise(() => {});
    },
    health: "failing",
    words: /no complete answer within 20000 ms/,
  },
  huge: {
    page: () => new Response("<rss>".padEnd(FIVE_MEGABYTES + 1, "x")),
    health: "failing",
    words: /larger than 5000000 bytes/,
  },
  "a web page": {
    page: () =>
      new Response(
        `<!doctype html><title>News</title><link rel="alternate" type="application/rss+xml" href="/real-feed"><p>Hello`,
        { headers: { "content-type": "text/html" } },
      ),
    health: "failing",
    words: /web page.*\/real-feed/s,
  },
  malformed: {
    page: () => new Response('{"version":"https://jsonfeed.org/version/1.1","items":['),
    health: "failing",
    words: /JSON/,
  },
  empty: { page: () => new Response(""), health: "failing", words: /empty/ },
  forbidden: { page: () => new Response("no", { status: 403 }), health: "blocked", words: /refuses access \(403\)/ },
  missing: { page: () => new Response("no", { status: 404 }), health: "failing", words: /404/ },
  gone: { page: () => new Response("no", { status: 410 }), health: "gone", words: /gone for good/ },
  broken: { page: () => new Response("no", { status: 500 }), health: "failing", words: /500/ },
};

it("shows each bad feed's trouble in words, and reads the good one among them", async () => {
  const feeds = [...Object.keys(BAD), "good"].map((name) => ({
    url: `https://feeds.example.org/${encodeURIComponent(name)}`,
    title: name,
  }));
  const rt = testRuntime({ watches: [{ dossier: compileDossier(dossier), feeds }] });
  for (const { url, title } of feeds) {
    const page = BAD[title]?.page;
    if (page !== null && page !== undefined) rt.pages.set(url, page);
  }
  rt.pages.set("https://feeds.example.org/good", () => new Response(rss("good.example.org", ["Weather"])));

  await tick(rt);
  for (let message; (message = rt.queues.poll.sent.shift());) await poll(rt, message.runId, message.feedIds);

  expect(await count("items")).toBe(1);
  const shown = Object.fromEntries((await listFeeds(rt.db)).map((feed) => [feed.title, feedHealth(feed, rt.now)]));
  const expected = Object.entries(BAD).map(([name, { health, words }]) => [
    name,
    expect.objectContaining({ state: health, words: expect.stringMatching(words) as string }),
  ]);
  expect(shown).toEqual({
    ...Object.fromEntries(expected),
    good: expect.objectContaining({ state: "fine" }) as unknown,
  });
});
