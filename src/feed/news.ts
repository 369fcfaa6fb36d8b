/** Finds what is new in a feed's document: by fingerprints first, so that only new and changed items are ever parsed. */
import type { ParsedItem, ParseFailure } from "../model.ts";
import { contentHash, identifyingPart, itemKey, type PartHashes, partHashes } from "./item.ts";
import type { Memory, Remembered } from "./memory.ts";
import { type Head, openFeed, type Source } from "./source.ts";

/** `isRemembered`: the last document held the item too, with another text. Others may still be known from longer ago. */
export type NewsItem = { key: string; contentHash: string; isRemembered: boolean; item: ParsedItem };

export type News = {
  kind: "news";
  head: Head;
  /** Items whose text differs from what is remembered, or that are not remembered, in document order. */
  items: NewsItem[];
  /** How many different items the document holds. */
  total: number;
  /** The document shares no item with the last one although both had several: some may have been missed in between. */
  isGap: boolean;
  memory: Memory;
};

/** An item that was read, at its place in the document. */
type Read = { item: ParsedItem; parts: PartHashes };

/** Reads a document against the memory of the one before; null reads it in full. Never rejects. */
export async function readNews(
  body: Uint8Array,
  contentType: string | null,
  url: string,
  memory: Memory | null,
): Promise<News | ParseFailure> {
  const source = openFeed(body, contentType, url);
  if (source.kind !== "source") return source;
  if (memory !== null) {
    const known = new Set(memory.items.map(({ fingerprint }) => fingerprint));
    const changed = [...source.fingerprints.keys()].filter((place) => !known.has(source.fingerprints[place] ?? ""));
    const news = identify(source, await readPlaces(source, changed), memory);
    if (news !== null) return news;
  }
  // Nothing is known yet, or two different articles came to one key: what identifies this feed's items is to be found.
  const items = memory?.items ?? [];
  const all = await readPlaces(source, [...source.fingerprints.keys()]);
  const part = identifyingPart([...all.values()].map(({ parts }) => parts));
  return identify(source, all, { part, items }) ?? identify(source, all, { part: "title", items }) ?? nothing(source);
}

async function readPlaces(source: Source, places: number[]): Promise<Map<number, Read>> {
  const items = await source.read(places);
  return new Map(items.map((item, at) => [places[at] ?? -1, { item, parts: partHashes(item) }]));
}

function nothing({ head }: Source): News {
  return { kind: "news", head, items: [], total: 0, isGap: false, memory: { part: "title", items: [] } };
}

/**
 * Gives the items that were read their keys: of the remembered item they are, else of what identifies them. Null where
 * two articles that differ in all else come to the same key.
 */
function identify(source: Source, read: Map<number, Read>, memory: Memory): News | null {
  const known = new Map(memory.items.map((item) => [item.fingerprint, item]));
  // Of a document in which nothing changed, nothing has to be found.
  const find = read.size === 0 ? () => null : newFinder(memory);
  const kept = new Map<string, Remembered>();
  const articles = new Set<string>();
  const items: NewsItem[] = [];
  let shared = 0;
  for (const [place, fingerprint] of source.fingerprints.entries()) {
    const fresh = read.get(place);
    const parts = fresh?.parts ?? known.get(fingerprint)?.parts;
    if (parts === undefined) continue;
    const match = fresh === undefined ? (known.get(fingerprint) ?? null) : find(parts);
    const key = match?.key ?? itemKey(parts, memory.part);
    const twin = kept.get(key);
    if (twin !== undefined && !isSameArticle(twin.parts, parts)) return null;
    const article = `${parts.link ?? key} ${parts.title} ${parts.published}`;
    if (twin !== undefined || articles.has(article)) continue; // the same article twice in one document
    articles.add(article);
    if (match !== null) shared++;
    const hash = fresh === undefined ? (match?.contentHash ?? "") : contentHash(fresh.item);
    kept.set(key, { fingerprint, key, contentHash: hash, parts });
    if (fresh !== undefined && match?.contentHash !== hash) {
      items.push({ key, contentHash: hash, isRemembered: match !== null, item: fresh.item });
    }
  }
  const isGap = shared === 0 && memory.items.length > 1 && kept.size > 1;
  const remembered = { part: memory.part, items: [...kept.values()] };
  return { kind: "news", head: source.head, items, total: kept.size, isGap, memory: remembered };
}

/** Finds the remembered item that an item is: by its guid, else by its link, else by title and date. */
function newFinder({ items }: Memory): (parts: PartHashes) => Remembered | null {
  const by = (read: (parts: PartHashes) => string | null): Map<string, Remembered | null> => {
    const found = new Map<string, Remembered | null>();
    for (const item of items) {
      const value = read(item.parts);
      // What two items share identifies neither.
      if (value !== null) found.set(value, found.has(value) ? null : item);
    }
    return found;
  };
  const guids = by(({ guid }) => guid);
  const links = by(({ link }) => link);
  const titles = by(titleAndDate);
  return (parts) => {
    const sameGuid = guids.get(parts.guid ?? "");
    if (sameGuid && isSameArticle(sameGuid.parts, parts)) return sameGuid;
    const sameLink = links.get(parts.link ?? "");
    if (sameLink && isSameElsewise(sameLink.parts, parts)) return sameLink;
    return titles.get(titleAndDate(parts) ?? "") ?? null;
  };
}

function titleAndDate({ title, published }: PartHashes): string | null {
  return published === null ? null : `${title} ${published}`;
}

/** Under one guid: an article that is edited keeps its link, its title or its date; another one shares none of them. */
function isSameArticle(a: PartHashes, b: PartHashes): boolean {
  return (a.link !== null && a.link === b.link) || a.title === b.title || isSameDate(a, b);
}

/** Under one link: a page that always has the newest article gives each its own guid, title and date. */
function isSameElsewise(a: PartHashes, b: PartHashes): boolean {
  return a.guid === null || b.guid === null || a.title === b.title || isSameDate(a, b);
}

function isSameDate(a: PartHashes, b: PartHashes): boolean {
  return a.published !== null && a.published === b.published;
}
