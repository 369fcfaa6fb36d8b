/** What a feed remembers of its last document, so that the next one is read only where it differs. */
import type { IdentifyingPart, PartHashes } from "./item.ts";

/** An item of the last document. */
export type Remembered = { fingerprint: string; key: string; contentHash: string; parts: PartHashes };

/** `part` is what identifies the items of this feed. */
export type Memory = { part: IdentifyingPart; items: Remembered[] };

/** Counts up when the shape or what is hashed changes: an older memory is then no memory. */
const VERSION = 1;

/** One line of text, a fraction of JSON's length: kept in one row and written only when a document changed. */
export function writeMemory({ part, items }: Memory): string {
  const rows = items.map(({ fingerprint, key, contentHash, parts: { guid, link, title, published } }) =>
    [fingerprint, key, contentHash, guid ?? "", link ?? "", title, published ?? ""].join(" "),
  );
  return [`${VERSION} ${part}`, ...rows].join("\n");
}

/** Null where it cannot be read: the feed is then read in full. */
export function readMemory(text: string | null): Memory | null {
  const [head = "", ...rows] = (text ?? "").split("\n");
  const [version, part] = head.split(" ");
  if (version !== String(VERSION) || (part !== "guid" && part !== "link" && part !== "title")) return null;
  const items: Remembered[] = [];
  for (const row of rows) {
    const [fingerprint, key, contentHash, guid, link, title, published] = row.split(" ");
    if (fingerprint === undefined || key === undefined || contentHash === undefined || title === undefined) return null;
    const parts: PartHashes = {
      guid: guid === undefined || guid === "" ? null : guid,
      link: link === undefined || link === "" ? null : link,
      title,
      published: published === undefined || published === "" ? null : Number(published),
    };
    items.push({ fingerprint, key, contentHash, parts });
  }
  return { part, items };
}
