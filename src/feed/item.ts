/** Which item is which: keys that survive tracking, fragments and edits, and a hash of what is read. */
import type { ParsedItem } from "../model.ts";
import { hash64 } from "./hash.ts";
import { cleanLink } from "./link.ts";

export { believedDate } from "./date.ts";

/** The parts of an item that may tell it from the others, hashed but for the date. */
export type PartHashes = { guid: string | null; link: string | null; title: string; published: number | null };

export type IdentifyingPart = "guid" | "link" | "title";

/** At least this share of a feed's items must differ by a part for it to be what identifies them. */
const UNIQUE_SHARE = 0.8;

export function partHashes(item: ParsedItem): PartHashes {
  const guid = item.guid?.trim() ?? "";
  // A guid that is an address is the same with other tracking, fragment counter or scheme; a link has been cleaned.
  const address = /^https?:\/\//iu.test(guid) && guid !== item.link ? cleanLink(guid, null) : guid;
  return {
    guid: guid === "" ? null : hash64(`guid ${sameAddress(address ?? guid)}`),
    link: item.link === null ? null : hash64(`link ${sameAddress(item.link)}`),
    title: hash64(`title ${item.title.toLowerCase()}`),
    published: item.published,
  };
}

/** What tells the items of a feed apart: the guid, else the link, else title and date. The same article twice does not count. */
export function identifyingPart(parts: PartHashes[]): IdentifyingPart {
  const distinct = new Set(parts.map(({ guid, link, title }) => `${guid} ${link} ${title}`)).size;
  for (const part of ["guid", "link"] as const) {
    const values = parts.flatMap((hashes) => hashes[part] ?? []);
    if (values.length > 0 && new Set(values).size >= distinct * UNIQUE_SHARE) return part;
  }
  return "title";
}

/** The key of an item in its feed, 16 hexadecimal digits; one that lacks the identifying part is known by its next best. */
export function itemKey({ guid, link, title, published }: PartHashes, part: IdentifyingPart): string {
  if (part === "guid" && guid !== null) return guid;
  if (part !== "title" && link !== null) return link;
  return hash64(`${title} ${published ?? ""}`);
}

/** Of what is assessed: title and summary. A change under the same key is a revision. */
export function contentHash(item: Pick<ParsedItem, "title" | "summary">): string {
  return hash64(`${item.title}\n${item.summary}`);
}

/** The address without scheme, `www.` and final slash. */
function sameAddress(address: string): string {
  return address.replace(/^https?:\/\/(?:www\.)?/iu, "").replace(/\/$/u, "");
}
