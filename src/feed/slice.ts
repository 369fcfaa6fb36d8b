/** The text of a scanned element, as an XML parser that forgives would give it. */
import { decodeHTMLAttribute } from "entities";
import type { Elements } from "./entry.ts";
import { SUMMARIES, TITLES } from "./names.ts";
import { readAttributes, type Scan, type ScannedItem, type Slice } from "./scan.ts";

/** Characters of a field that are read: beyond, a summary would be cut anyway. */
const FIELD_CHARS = 12_000;
/** A text whose start of this length holds no word does not count as one. */
const BLANK_CHARS = 200;
/** Links, categories and authors of one item; the longest lists of real feeds have some thirty. */
const MOST_OF_A_NAME = 12;

/**
 * Text with its entities decoded and CDATA unwrapped; nested elements stay as markup, but of an author only the name.
 * HTML's entities are known although XML declares none of them; a bare ampersand is one.
 */
export function sliceText(text: string, slice: Slice): string {
  const content = text.slice(slice.start, Math.min(slice.end, slice.start + FIELD_CHARS));
  if (slice.hasMarkup) {
    if (!slice.name.endsWith("author")) return content;
    return decodeEntities(/<(?:\w+:)?name\b[^>]*>([^<]*)/iu.exec(content)?.[1] ?? "");
  }
  if (!content.includes("<")) return decodeEntities(content);
  let whole = "";
  for (let at = 0; at < content.length;) {
    const open = content.indexOf("<", at);
    whole += decodeEntities(content.slice(at, open === -1 ? content.length : open));
    if (open === -1) break;
    const isCdata = content.startsWith("<![CDATA[", open);
    const close = content.indexOf(isCdata ? "]]>" : "-->", open);
    if (isCdata) whole += content.slice(open + 9, close === -1 ? content.length : close);
    at = close === -1 ? content.length : close + 3;
  }
  return whole;
}

/** The attributes of a slice, entities decoded. */
export function sliceAttributes(raw: string): Record<string, string> {
  const attributes = readAttributes(raw);
  if (raw.includes("&")) for (const name in attributes) attributes[name] = decodeEntities(attributes[name] ?? "");
  return attributes;
}

function decodeEntities(text: string): string {
  return text.includes("&") ? decodeHTMLAttribute(text) : text;
}

/** The fields of an item that are worth reading: no second title or text where the first choice has one. */
export function wantedSlices(text: string, fields: Slice[]): Slice[] {
  const hasText = (name: string): boolean => fields.some((field) => field.name === name && !isBlank(text, field));
  const hasTitle = hasText("title");
  const hasSummary = hasText("summary");
  const counts = new Map<string, number>();
  return fields.filter(({ name }) => {
    if (hasTitle && name !== "title" && TITLES.includes(name)) return false;
    if (hasSummary && name !== "summary" && SUMMARIES.includes(name)) return false;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count <= MOST_OF_A_NAME;
  });
}

/** Whether a field holds no word at its start. */
function isBlank(text: string, field: Slice): boolean {
  const start = text.slice(field.start, Math.min(field.end, field.start + BLANK_CHARS));
  return !/[\p{L}\p{N}]/u.test(start.replace(/<!\[CDATA\[/gu, "").replace(/<[^>]*>|&[#\w]+;/gu, ""));
}

/** The elements of an item, or of the feed's head, straight from their slices. */
export function readSlices(text: string, attributes: string, fields: Slice[]): Elements {
  const elements: Elements = { attributes: sliceAttributes(attributes), fields: {} };
  for (const slice of wantedSlices(text, fields)) {
    const element = { text: sliceText(text, slice), attributes: sliceAttributes(slice.attributes) };
    (elements.fields[slice.name] ??= []).push(element);
  }
  return elements;
}

export function readHead(text: string, scan: Scan): Elements {
  return readSlices(text, scan.attributes, scan.head);
}

export function readItem(text: string, item: ScannedItem): Elements {
  return readSlices(text, item.attributes, item.fields);
}
