/**
 * A simulated day of polling against a real local server that answers as feeds do (about 80 % unchanged, 5 % errors):
 * `node tests/bench/feed-day.ts [feeds]` polls a sample (1,000 unless said) and scales the table to 10,000 feeds.
 *
 * The polling, reading and scheduling code is the Worker's. Rows and queue operations are those of the statements that
 * `src/pipeline.ts` makes for each kind of poll (`tests/polling.worker.test.ts` and `tests/deliver/budget.worker.test.ts`
 * hold them); CPU is this process's, the server's share taken out.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type FeedState, pollFeed } from "../../src/feed/fetch.ts";
import { type Memory, readMemory, writeMemory } from "../../src/feed/memory.ts";
import { readNews } from "../../src/feed/news.ts";
import { moveRhythm, nextPollAt, rhythmOf } from "../../src/feed/schedule.ts";
import { feedDocument } from "./feed/document.ts";

const SAMPLE = Number(process.argv[2] ?? 1000);
const FEEDS = 10_000;
const ITEMS = 25;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const TICK = 5 * MINUTE;
const START = Date.UTC(2026, 0, 10);
const ERROR_SHARE = 0.05;
/** Outlets that publish every quarter of an hour to once in four days. */
const PERIODS = [15, 60, 180, 360, 720, 1440, 2880, 5760].map((minutes) => minutes * MINUTE);

let now = START;
let seed = 1;
function random(): number {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
}

/** Documents by their newest item: written once, so that the server's own work stays small. */
const documents = new Map<number, string>();
let serverCpu = 0;
const server = createServer((request, response) => {
  const startedAt = process.cpuUsage();
  const id = Number(request.url?.slice(1));
  if (random() < ERROR_SHARE) response.writeHead(503).end();
  else {
    const newest = 1000 + Math.floor((now - START) / (PERIODS[id % PERIODS.length] ?? DAY));
    const etag = `"${newest}"`;
    let document = documents.get(newest);
    if (document === undefined) documents.set(newest, (document = feedDocument(newest, ITEMS)));
    if (request.headers["if-none-match"] === etag) response.writeHead(304).end();
    else response.writeHead(200, { etag }).end(document);
  }
  const used = process.cpuUsage(startedAt);
  serverCpu += used.user + used.system;
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

type Feed = FeedState & {
  at: number;
  memory: string | null;
  rhythmMs: number | null;
  lastNewAt: number;
  failures: number;
};
const feeds: Feed[] = Array.from({ length: SAMPLE }, (_, id) => ({
  url: `${origin}/${id}`,
  etag: null,
  lastModified: null,
  bodyHash: null,
  fullGetAt: null,
  at: START,
  memory: null,
  rhythmMs: null,
  lastNewAt: START,
  failures: 0,
}));

const nothing = { polls: 0, unchanged: 0, changed: 0, failed: 0, items: 0, read: 0, written: 0 };
const tally = { ...nothing };

async function pollOne(feed: Feed): Promise<void> {
  tally.polls++;
  const result = await pollFeed(fetch, feed, now, { agent: "Volteface", contact: "", isLocalMode: true });
  // The run, the feed and the claims are read for every poll; the feed's row is written.
  tally.read += 3;
  tally.written += 1;
  if (result.kind === "failed") {
    tally.failed++;
    feed.failures++;
    const outcome = { kind: "failed", class: result.class, failures: feed.failures, retryAfterMs: null } as const;
    feed.at = nextPollAt(outcome, now, random) ?? Infinity;
    return;
  }
  Object.assign(feed, { etag: result.etag, fullGetAt: result.fullGetAt, failures: 0 });
  let fresh = 0;
  if (result.kind === "body") {
    tally.changed++;
    feed.bodyHash = result.bodyHash;
    const memory: Memory | null = readMemory(feed.memory);
    const news = await readNews(result.body, result.contentType, result.url, memory);
    if (news.kind !== "news") throw new Error(news.reason);
    feed.memory = writeMemory(news.memory);
    fresh = news.items.length;
    // The memory's row; each new item with its two indexes, and once more when it has been assessed.
    tally.read += 1 + 2 * fresh;
    tally.written += 1 + 5 * fresh;
    tally.items += fresh;
    if (memory === null) feed.rhythmMs = rhythmOf(news.items.map(({ item }) => item.published));
  } else tally.unchanged++;
  feed.rhythmMs = moveRhythm(feed.rhythmMs, now - feed.lastNewAt, fresh);
  if (fresh > 0) feed.lastNewAt = now;
  const outcome = { kind: "read", rhythmMs: feed.rhythmMs, ttlMs: null, freshMs: null, isGap: false } as const;
  feed.at = nextPollAt(outcome, now, random) ?? Infinity;
}

// What a feed holds when it is added is read before the day that is counted.
for (let at = 0; at < feeds.length; at += 20) await Promise.all(feeds.slice(at, at + 20).map((feed) => pollOne(feed)));
for (const feed of feeds) feed.at = START + Math.floor(random() * 60) * MINUTE;
Object.assign(tally, nothing);
serverCpu = 0;
const cpu = process.cpuUsage();
for (; now < START + DAY; now += TICK) {
  const due = feeds.filter(({ at }) => at <= now);
  for (let at = 0; at < due.length; at += 20) await Promise.all(due.slice(at, at + 20).map((feed) => pollOne(feed)));
}
const used = process.cpuUsage(cpu);
server.close();
server.closeAllConnections();

const scale = FEEDS / SAMPLE;
const cpuMs = (used.user + used.system - serverCpu) / 1000;
const count = (value: number): string => Math.round(value * scale).toLocaleString("en");
// Writing, reading and deleting a message are an operation each.
const queueOperations = tally.polls * 3 * scale;
/** Workers Paid: what a month includes, and the price of a million beyond. */
const included = { rowsRead: 25e9, rowsWritten: 50e6, queue: 1e6, requests: 10e6, cpuMs: 30e6 };
const beyond = (amount: number, free: number, price: number): number => (Math.max(amount * 30 - free, 0) / 1e6) * price;
const cost =
  5 +
  beyond(tally.read * scale, included.rowsRead, 0.001) +
  beyond(tally.written * scale, included.rowsWritten, 1) +
  beyond(queueOperations, included.queue, 0.4) +
  beyond(tally.polls * scale, included.requests, 0.3) +
  beyond(cpuMs * scale, included.cpuMs, 0.02);
console.log(`| 10,000 feeds, one day (sample of ${SAMPLE}) | |\n|---|---|`);
console.log(`| polls | ${count(tally.polls)} (${share(tally.unchanged)} unchanged, ${share(tally.failed)} errors) |`);
console.log(`| new items | ${count(tally.items)} |`);
console.log(`| CPU, a poll | ${(cpuMs / tally.polls).toFixed(2)} ms on average, fetching included |`);
console.log(`| rows read / written | ${count(tally.read)} / ${count(tally.written)} |`);
console.log(`| queue operations | ${Math.round(queueOperations).toLocaleString("en")} |`);
console.log(`| Workers Paid | about $${cost.toFixed(0)} a month |`);
const free = Math.floor(Math.min(10_000 / queueOperations, 100_000 / (tally.written * scale), 1) * FEEDS);
console.log(
  `| Workers Free | carries about ${free.toLocaleString("en")} such feeds (10,000 queue operations, 100,000 rows written a day) |`,
);

function share(part: number): string {
  return `${((100 * part) / tally.polls).toFixed(0)} %`;
}
