/**
 * Feeds cut, mixed and bit-flipped: never a throw, never an item that was not there. `FUZZ_CASES` and `FUZZ_SEED` in the
 * environment ask for more, or for the same again.
 */
import { expect, test } from "vitest";
import { parseFeed } from "../../src/feed/parse.ts";
import { bytes, documents } from "./documents.ts";

const CASES = Number(process.env["FUZZ_CASES"] ?? 20_000);
const SEED = Number(process.env["FUZZ_SEED"] ?? 1);

/** A small generator of chance that gives the same again for the same seed (mulberry32). */
function newRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const sources = Object.values(documents).map(bytes);

/** One broken document, and how many items it can hold at most. */
function mutate(random: (below: number) => number): { body: Uint8Array; most: number } {
  const pick = (): Uint8Array => sources[random(sources.length)] ?? new Uint8Array();
  let body = pick().slice();
  for (let times = 1 + random(4); times > 0; times--) {
    const at = random(body.length + 1);
    const kind = random(6);
    if (kind === 0) body = body.slice(0, at);
    else if (kind === 1 && body.length > 0) body[random(body.length)]! ^= 1 << random(8); // oxlint-disable-line typescript/no-non-null-assertion
    else if (kind === 2) body = Uint8Array.from([...body.slice(0, at), ...pick().slice(random(400))]);
    else if (kind === 3) body = Uint8Array.from([...body.slice(0, at), ...body.slice(Math.min(at + random(200), body.length))]);
    else if (kind === 4) body = Uint8Array.from([...body.slice(0, at), ...bytes(TRAPS[random(TRAPS.length)] ?? ""), ...body.slice(at)]);
    else if (at + 40 < body.length) body.copyWithin(random(body.length), at, at + random(40));
  }
  const text = new TextDecoder("latin1").decode(body);
  const starts = text.match(/item|entry|[{[,]/giu)?.length ?? 0;
  return { body, most: starts };
} // prettier-ignore

const TRAPS = ["<", "</", "&", "&#", "&#x110000;", "<![CDATA[", "]]>", "<!--", "-->", "<!DOCTYPE a [", "\0", "\ufeff", '"', "'", "<item>", "</item>", "<?", "{", "<a b='", "\ud800"]; // prettier-ignore

test(`reads ${CASES} broken feeds without a throw and without inventing items`, async () => {
  const random = newRandom(SEED);
  let read = 0;
  const wrong: string[] = [];
  for (let round = 0; round < CASES; round++) {
    const { body, most } = mutate(random);
    const feed = await parseFeed(body, null, "https://news.example.org/");
    if (feed.kind === "feed") read++;
    const isWrong = feed.kind === "feed" ? feed.items.length > most : feed.reason === "";
    if (isWrong) wrong.push(`case ${round} of seed ${SEED}: ${JSON.stringify(feed).slice(0, 200)}`);
  }
  expect(wrong).toEqual([]);
  // Most of what is broken can still be read in part; were nothing read, the test would show nothing.
  expect(read).toBeGreaterThan(CASES / 3);
}, 120_000);
