/** A feed's document before its items are parsed: how many there are, a fingerprint of each, and a way to read some. */
import type { ParsedItem, ParseFailure } from "../model.ts";
import { decode } from "./decode.ts";
import { type Elements, type FeedContext, firstText, readEntry, readTitle, resolve } from "./entry.ts";
import { hash64, newFingerprint } from "./hash.ts";
import { findAlternates, isHtmlPage } from "./html-page.ts";
import { parseJsonFeed } from "./json-feed.ts";
import { plainText } from "./plain.ts";
import { thinDocument } from "./repair.ts";
import { parseThin } from "./rss.ts";
import { type Scan, type ScannedItem, scanFeed } from "./scan.ts";
import { readHead, readItem, readTexts, wantedItem } from "./slice.ts";
import { readTolerantly, type TolerantFeed } from "./tolerant.ts";

/** What a feed says of itself. */
export type Head = { title: string; link: string | null; language: string | null; ttlMs: number | null };

export type Source = {
  kind: "source";
  head: Head;
  /** One for each item, in document order; equal ones mean that nothing which is read has changed. */
  fingerprints: string[];
  /** Reads the items at these places of the document. */
  read: (places: number[]) => Promise<ParsedItem[]>;
};

/** Without one of these elements nothing in a text can be read as a feed. */
const FEED_ROOT = /<(?:[\w-]+:)?(?:rss|feed|rdf|channel|item|entry)[\s/>]/iu;

/** Opens a feed of any kind. Never throws; relative links are resolved against `url` where it is not "". */
export function openFeed(body: Uint8Array, contentType: string | null, url: string): Source | ParseFailure {
  const text = decode(body, contentType).trim();
  if (text === "") return { kind: "not-a-feed", reason: "the answer is empty", alternates: [] };
  if (text.startsWith("{")) return openJson(text, url);
  if (!FEED_ROOT.test(text)) return explain(text, url);
  const scan = scanFeed(text);
  if (scan !== null) return openScanned(text, scan, url);
  const read = readTolerantly(text);
  return read === null ? explain(text, url) : openTolerant(read, url);
}

function openJson(text: string, url: string): Source | ParseFailure {
  const feed = parseJsonFeed(text, url);
  return feed.kind === "feed" ? openParsed(feed, feed.items) : feed;
}

function openTolerant(feed: TolerantFeed, url: string): Source {
  const context = contextOf(feed.head, feed.format, url);
  return openParsed(
    readHeadOf(feed.head, context),
    feed.items.map((entry) => readEntry(entry, context)),
  );
}

/** Where all items had to be parsed to find them. */
function openParsed({ title, link, language, ttlMs }: Head, items: ParsedItem[]): Source {
  return {
    kind: "source",
    head: { title, link, language, ttlMs },
    fingerprints: items.map((item) =>
      hash64([item.guid, item.link, item.published, item.title, item.summary].join("\n")),
    ),
    read: (places) => Promise.resolve(places.flatMap((place) => items[place] ?? [])),
  };
}

function openScanned(text: string, scan: Scan, url: string): Source {
  const head = readHead(text, scan);
  const context = contextOf(head, scan.format, url);
  return {
    kind: "source",
    head: readHeadOf(head, context),
    fingerprints: scan.items.map((item) => fingerprint(text, item)),
    read: async (places) => {
      const elements = await parseItems(
        text,
        places.flatMap((place) => scan.items[place] ?? []),
      );
      return elements.map((entry) => readEntry(entry, context));
    },
  };
}

/** Characters of a field that count: beyond, neither a title nor a summary is kept. */
const FINGERPRINT_CHARS = 5000;
/** Fields whose change is none of the item's text or identity. */
const PASSED_OVER = new Set(["author", "dc:creator", "itunes:author", "category", "dc:subject", "dc:language"]);

function fingerprint(text: string, item: ScannedItem): string {
  const hash = newFingerprint();
  hash.add(item.attributes, 0, item.attributes.length);
  for (const { name, attributes, start, end } of item.fields) {
    if (PASSED_OVER.has(name)) continue;
    hash.add(attributes, 0, attributes.length);
    hash.add(text, start, Math.min(end, start + FINGERPRINT_CHARS));
  }
  return hash.digest();
}

/** Beyond, items are read from their slices: rss-parser would need more than a poll's time for so many. */
const MOST_PARSED = 200;

async function parseItems(text: string, scanned: ScannedItem[]): Promise<Elements[]> {
  if (scanned.length === 0) return [];
  const items = scanned.map((item) => wantedItem(text, item));
  const direct = items.slice(MOST_PARSED).map((item) => readItem(text, item));
  const first = items.slice(0, MOST_PARSED);
  try {
    const parsed = await parseThin(thinDocument(text, first));
    for (const [at, item] of first.entries()) Object.assign(parsed[at]?.fields ?? {}, readTexts(text, item));
    return [...parsed, ...direct];
  } catch {
    return [...first.map((item) => readItem(text, item)), ...direct]; // what rss-parser throws on costs no item
  }
}

function contextOf(head: Elements, format: "rss" | "atom", url: string): FeedContext {
  const base = resolve(head.attributes["xml:base"], URL.canParse(url) ? url : null);
  return { format, base, language: head.attributes["xml:lang"] ?? firstText(head, ["language", "dc:language"]) };
}

function readHeadOf(head: Elements, context: FeedContext): Head {
  const { link } = readEntry(head, context);
  return { title: readTitle(head), link, language: context.language, ttlMs: readTtl(head) };
}

const MINUTE = 60_000;
const PERIODS: Record<string, number> = { hourly: 60, daily: 1440, weekly: 10_080, monthly: 43_200, yearly: 525_600 };

/** RSS 2.0's `ttl` is in minutes; the syndication module gives a period and how often in it. */
function readTtl(head: Elements): number | null {
  const ttl = Number(firstText(head, ["ttl"]) ?? Number.NaN);
  if (ttl > 0) return ttl * MINUTE;
  const period = PERIODS[(firstText(head, ["sy:updateperiod"]) ?? "").toLowerCase()];
  if (period === undefined) return null;
  const frequency = Number(firstText(head, ["sy:updatefrequency"]) ?? 1);
  return (period * MINUTE) / (frequency >= 1 ? frequency : 1);
}

function explain(text: string, url: string): ParseFailure {
  if (!isHtmlPage(text)) {
    const isMarkup = text.startsWith("<");
    const reason = isMarkup ? "the document is XML but no RSS, Atom or RDF feed" : "the answer is neither XML nor JSON";
    return { kind: "not-a-feed", reason, alternates: [] };
  }
  const alternates = findAlternates(text, url);
  const title = plainText(/<title[^>]*>([^<]{0,200})/iu.exec(text)?.[1] ?? "");
  const named = title === "" ? "a web page" : `a web page (“${title}”)`;
  const hint = alternates.length === 0 ? "" : `; it links to ${alternates.map((feed) => feed.url).join(", ")}`;
  return { kind: "not-a-feed", reason: `the answer is ${named}, not a feed${hint}`, alternates };
}
