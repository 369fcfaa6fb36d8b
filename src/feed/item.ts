/** Which item is which: keys that survive tracking, fragments and edits, and a hash of what is read. */
import type { ParsedItem } from "../model.ts";
import { hash64 } from "./hash.ts";
import { cleanLink } from "./link.ts";

export { believedDate } from "./date.ts";

/** An item with its identity in its feed; a changed `contentHash` under the same key is a revision. */
export type KeyedItem = { key: string; contentHash: string; item: ParsedItem };

/** The parts of an item that may tell it from the others. */
export type Identity = Pick<ParsedItem, "title" | "link" | "guid" | "published">;

/** At least this share of a feed's items must differ by a part for it to be what identifies them. */
const UNIQUE_SHARE = 0.8;

/**
 * Gives every item of one document its key, and leaves out the later ones of the same key. The key is made of what is
 * unique in this feed: the guid, else the link, else title and date.
 */
export function keyItems(items: ParsedItem[]): KeyedItem[] {
  const part = identifyingPart(items);
  const keyed = new Map<string, KeyedItem>();
  for (const item of items) {
    const key = itemKey(item, part);
    if (!keyed.has(key)) keyed.set(key, { key, contentHash: contentHash(item), item });
  }
  return [...keyed.values()];
}

export type IdentifyingPart = "guid" | "link" | "title";

/** What tells the items of a document apart. The same article twice is the same by all parts, so it does not count. */
export function identifyingPart(items: Identity[]): IdentifyingPart {
  const distinct = new Set(items.map((item) => `${guidOf(item)} ${linkOf(item)} ${titleOf(item)}`)).size;
  for (const [part, read] of [
    ["guid", guidOf],
    ["link", linkOf],
  ] as const) {
    const values = items.flatMap((item) => read(item) ?? []);
    if (values.length > 0 && new Set(values).size >= distinct * UNIQUE_SHARE) return part;
  }
  return "title";
}

/** The key of an item; one that lacks the identifying part is known by its next best. 16 hexadecimal digits. */
export function itemKey(item: Identity, part: IdentifyingPart): string {
  const guid = part === "guid" ? guidOf(item) : null;
  const link = part === "title" ? null : linkOf(item);
  if (guid !== null) return hash64(`guid ${guid}`);
  if (link !== null) return hash64(`link ${link}`);
  return hash64(`title ${titleOf(item)}`);
}

/** Of what is assessed: title and summary. */
export function contentHash(item: Pick<ParsedItem, "title" | "summary">): string {
  return hash64(`${item.title}\n${item.summary}`);
}

/** A guid that is an address is the same with other tracking, fragment counter or scheme. */
function guidOf(item: Identity): string | null {
  const guid = item.guid?.trim() ?? "";
  if (guid === "") return null;
  return /^https?:\/\//iu.test(guid) ? sameAddress(guid) : guid;
}

function linkOf(item: Identity): string | null {
  return item.link === null ? null : sameAddress(item.link);
}

/** The address without tracking, scheme, `www.` and final slash. */
function sameAddress(address: string): string {
  const clean = cleanLink(address, null) ?? address;
  return clean.replace(/^https?:\/\/(?:www\.)?/iu, "").replace(/\/$/u, "");
}

function titleOf(item: Identity): string {
  return `${item.title.toLowerCase()} ${item.published ?? ""}`;
}
