/** Finds the items of a well-formed feed and the places of their fields, many times faster than parsing it. */
import { HEAD_FIELDS, ITEM_FIELDS, newNames } from "./names.ts";

/** One element: its canonical name, its attributes as written, and where its content lies in the text. */
export type Slice = {
  name: string;
  attributes: string;
  start: number;
  end: number;
  /** Elements are nested in it. */
  hasMarkup: boolean;
};

export type ScannedItem = { attributes: string; fields: Slice[] };

export type Scan = {
  format: "rss" | "atom";
  /** Of the root element, for `xml:base` and `xml:lang`. */
  attributes: string;
  /** Title, link and hints of the feed itself. */
  head: Slice[];
  items: ScannedItem[];
};

/** Deeper documents are no feeds. */
export const DEEPEST = 256;
/** Media RSS wraps what it says of an item in one, title and description too: what is in it counts as the item's own. */
export const MEDIA_GROUP = "media:group";
const NO_GROUP = -1;
/** A document with more items is no news feed, an item with more elements no news item: the first ones are kept. */
export const MOST_ITEMS = 1000;
export const MOST_FIELDS = 100;

/**
 * Walks the tags of a feed once. Null where they are not balanced, or where the root is no feed: such documents are for
 * the tolerant reader.
 */
export function scanFeed(text: string): Scan | null {
  const stack: string[] = [];
  const names = newNames();
  let scan: Scan | null = null;
  let item: ScannedItem | null = null;
  let itemDepth = 0;
  let headDepth = 0;
  let groupDepth = NO_GROUP;
  let field: Slice | null = null;
  let fieldDepth = 0;
  let at = 0;
  for (;;) {
    const open = text.indexOf("<", at);
    if (open === -1) break;
    const code = text.charCodeAt(open + 1);
    if (code === 0x21) {
      const end = declarationEnd(text, open);
      if (end === -1) return null;
      at = end;
      continue;
    }
    if (code === 0x3f) {
      const end = text.indexOf("?>", open);
      if (end === -1) return null;
      at = end + 2;
      continue;
    }
    if (code === 0x2f) {
      const end = text.indexOf(">", open);
      if (end === -1) return null;
      const name = stack.pop();
      if (name === undefined || !isSame(text, open + 2, end, name)) return null;
      const depth = stack.length + 1;
      if (field !== null && depth === fieldDepth) {
        field.end = open;
        field = null;
      } else if (item !== null && depth === itemDepth) item = null;
      else if (depth === groupDepth) groupDepth = NO_GROUP;
      at = end + 1;
      if (depth === 1) break;
      continue;
    }
    const nameEnd = tagNameEnd(text, open + 1);
    if (nameEnd === open + 1) return null;
    const end = tagEnd(text, nameEnd);
    if (end === -1) return null;
    const isEmpty = text.charCodeAt(end - 1) === 0x2f;
    const name = text.slice(open + 1, nameEnd);
    const attributes = nameEnd === end ? "" : text.slice(nameEnd, isEmpty ? end - 1 : end);
    const depth = stack.length + 1;
    at = end + 1;
    if (attributes !== "" && attributes.includes("xmlns")) names.declare(readAttributes(attributes));
    if (scan === null) {
      const root = names.canonical(name, true);
      const format =
        root === "feed" ? "atom" : root === "rss" || root === "rdf:rdf" || root === "channel" ? "rss" : null;
      if (format === null) return null;
      scan = { format, attributes, head: [], items: [] };
      headDepth = root === "feed" || root === "channel" ? 2 : 3;
    } else if (field !== null) {
      field.hasMarkup = true;
    } else if (item !== null ? depth === itemDepth + 1 || depth === groupDepth + 1 : depth <= headDepth) {
      const canonical = names.canonical(name, scan.format === "atom");
      if (canonical === (scan.format === "atom" ? "entry" : "item")) {
        if (item !== null) return null; // an item in an item was not closed
        const found: ScannedItem = { attributes, fields: [] };
        if (scan.items.length < MOST_ITEMS) scan.items.push(found);
        if (!isEmpty) {
          item = found;
          itemDepth = depth;
        }
      } else if (item !== null && canonical === MEDIA_GROUP) {
        if (!isEmpty) groupDepth = depth;
      } else if (item === null ? depth === headDepth && HEAD_FIELDS.has(canonical) : ITEM_FIELDS.has(canonical)) {
        const slice: Slice = { name: canonical, attributes, start: at, end: at, hasMarkup: false };
        const fields = item === null ? scan.head : item.fields;
        if (fields.length < MOST_FIELDS) fields.push(slice);
        if (!isEmpty) {
          field = slice;
          fieldDepth = depth;
        }
      }
    }
    if (!isEmpty) {
      stack.push(name);
      if (stack.length > DEEPEST) return null;
    }
  }
  return stack.length === 0 ? scan : null;
}

/** Where a comment, CDATA section or document type ends; -1 where it does not. */
function declarationEnd(text: string, open: number): number {
  if (text.startsWith("<!--", open)) return after(text.indexOf("-->", open + 4), 3);
  if (text.startsWith("<![CDATA[", open)) return after(text.indexOf("]]>", open + 9), 3);
  // An internal subset may hold `>`; custom entities are never expanded.
  const close = text.indexOf(">", open);
  if (close === -1 || !text.slice(open, close).includes("[")) return after(close, 1);
  return after(text.indexOf("]>", open), 2);
}

function after(index: number, length: number): number {
  return index === -1 ? -1 : index + length;
}

/** A closing tag may hold white space after its name. */
function isSame(text: string, start: number, end: number, name: string): boolean {
  if (!text.startsWith(name, start)) return false;
  return start + name.length === end || text.slice(start + name.length, end).trim() === "";
}

/** The end of a name: white space, `/`, `>` or anything that names cannot hold. */
function tagNameEnd(text: string, start: number): number {
  let at = start;
  for (;;) {
    const code = text.charCodeAt(at);
    const isName =
      (code >= 0x61 && code <= 0x7a) ||
      (code >= 0x41 && code <= 0x5a) ||
      (at > start && ((code >= 0x30 && code <= 0x3a) || code === 0x2d || code === 0x2e)) ||
      code === 0x5f ||
      code > 0x7f;
    if (!isName) return at;
    at++;
  }
}

/** The index of the `>` that ends a start tag: those inside quotes do not; -1 where a new tag starts first. */
function tagEnd(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x3e) return at;
    if (code === 0x3c) return -1;
    if (code === 0x22 || code === 0x27) {
      at = text.indexOf(code === 0x22 ? '"' : "'", at + 1);
      if (at === -1) return -1;
    }
  }
  return -1;
}

const ATTRIBUTE = /([^\s=/"'<>]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))/gu;

/** The attributes of a start tag, their names in lower case, their entities as written. */
export function readAttributes(raw: string): Record<string, string> {
  const attributes: Record<string, string> = Object.create(null);
  if (!raw.includes("=")) return attributes;
  for (const [, name = "", double, single, bare] of raw.matchAll(ATTRIBUTE)) {
    attributes[name.toLowerCase()] ??= double ?? single ?? bare ?? "";
  }
  return attributes;
}
