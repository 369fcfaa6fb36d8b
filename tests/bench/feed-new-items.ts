/**
 * What a changed poll costs beside a full `rss-parser` parse of the same document, in CPU and in one run:
 * `node tests/bench/feed-new-items.ts`. Exit code 1 where a bar is missed.
 */
import Parser from "rss-parser";
import { readNews } from "../../src/feed/news.ts";
import { readMemory, writeMemory } from "../../src/feed/memory.ts";
import { feedDocument } from "./feed/document.ts";

const ITEMS = 102; // 210 kB
const ROUNDS = 300;
const WARM_UP = 60;
/** The bars: shares of a full parse. */
const BARS = { "unchanged text": 0.25, "2 new items": 0.25, "all new": 1.2 };

const text = feedDocument(1000, ITEMS);
const body = new TextEncoder().encode(text);
const url = "https://news.example.org/feed";

/** The memory after a poll in which the newest `fresh` items were not there yet. */
async function memoryWithout(fresh: number): Promise<string> {
  const earlier = await readNews(new TextEncoder().encode(feedDocument(1000 - fresh, ITEMS)), null, url, null);
  if (earlier.kind !== "news") throw new Error(earlier.reason);
  return writeMemory(earlier.memory);
}

async function poll(stored: string | null, expected: number): Promise<void> {
  const news = await readNews(body, null, url, readMemory(stored));
  if (news.kind !== "news" || news.items.length !== expected) throw new Error("the bench reads something else");
  writeMemory(news.memory);
}

const [none, two] = [await memoryWithout(0), await memoryWithout(2)];
const works: Record<string, () => Promise<unknown>> = {
  "rss-parser": () => new Parser({ defaultRSS: 2 }).parseString(text),
  "unchanged text": () => poll(none, 0),
  "2 new items": () => poll(two, 2),
  "all new": () => poll(null, ITEMS),
};
const times: Record<string, number[]> = {};
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, work] of Object.entries(works)) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    if (round >= WARM_UP) (times[name] ??= []).push((user + system) / 1000);
  }
}
const median = (name: string): number => times[name]?.sort((a, b) => a - b)[(ROUNDS - WARM_UP) >> 1] ?? Number.NaN;
console.log(`${body.length} bytes, ${ITEMS} items; median of ${ROUNDS - WARM_UP} rounds`);
console.log(`rss-parser, full parse: ${median("rss-parser").toFixed(2)} ms`);
for (const [name, bar] of Object.entries(BARS)) {
  const share = median(name) / median("rss-parser");
  console.log(
    `${name}: ${median(name).toFixed(2)} ms, ${share.toFixed(2)} of it (bar ${bar})${share > bar ? " MISSED" : ""}`,
  );
  if (share > bar) process.exitCode = 1;
}
