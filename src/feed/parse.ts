/** A feed's bytes to its items: decoded, scanned, repaired for rss-parser, or read tolerantly, or a clear error. */
import type { ParsedFeed, ParsedItem, ParseFailure } from "../model.ts";
import { decode } from "./decode.ts";
import { type Elements, type FeedContext, firstText, readEntry, readTitle, resolve } from "./entry.ts";
import { findAlternates, isHtmlPage } from "./html-page.ts";
import { parseJsonFeed } from "./json-feed.ts";
import { plainText } from "./plain.ts";
import { thinDocument } from "./repair.ts";
import { parseThin } from "./rss.ts";
import { type Scan, type ScannedItem, scanFeed } from "./scan.ts";
import { readHead, readItem } from "./slice.ts";
import { readTolerantly, type TolerantFeed } from "./tolerant.ts";

/** Without one of these elements nothing in a text can be read as a feed. */
const FEED_ROOT = /<(?:[\w-]+:)?(?:rss|feed|rdf|channel|item|entry)[\s/>]/iu;

/** Reads a feed of any kind. Never rejects; relative links are resolved against `url` where it is not "". */
export async function parseFeed(
  body: Uint8Array,
  contentType: string | null,
  url: string,
): Promise<ParsedFeed | ParseFailure> {
  const text = decode(body, contentType).trim();
  if (text === "") return { kind: "not-a-feed", reason: "the answer is empty", alternates: [] };
  if (text.startsWith("{")) return parseJsonFeed(text, url);
  if (!FEED_ROOT.test(text)) return explain(text, url);
  const scan = scanFeed(text);
  const read = (scan === null ? null : await readScanned(text, scan)) ?? readTolerantly(text);
  if (read !== null) return toFeed(read, url);
  return explain(text, url);
}

/** Beyond, the items are read from their slices: rss-parser would need more than a poll's time for so many. */
const MOST_PARSED = 300;

async function readScanned(text: string, scan: Scan): Promise<TolerantFeed> {
  return { format: scan.format, head: readHead(text, scan), items: await readItems(text, scan.items) };
}

async function readItems(text: string, items: ScannedItem[]): Promise<Elements[]> {
  const direct = items.slice(MOST_PARSED).map((item) => readItem(text, item));
  const first = items.slice(0, MOST_PARSED);
  try {
    return [...(await parseThin(thinDocument(text, first))), ...direct];
  } catch {
    return [...first.map((item) => readItem(text, item)), ...direct]; // what rss-parser throws on costs no item
  }
}

function toFeed(read: TolerantFeed, url: string): ParsedFeed {
  const { head } = read;
  const base = resolve(head.attributes["xml:base"], URL.canParse(url) ? url : null);
  const language = head.attributes["xml:lang"] ?? firstText(head, ["language", "dc:language"]);
  const context: FeedContext = { format: read.format, base, language };
  const { link } = readEntry(head, context);
  const items: ParsedItem[] = read.items.map((entry) => readEntry(entry, context));
  return { kind: "feed", title: readTitle(head), link, language, ttlMs: readTtl(head), items };
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
