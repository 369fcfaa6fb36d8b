/** The text of a scanned element, as an XML parser that forgives would give it. */
import { decodeHTMLAttribute } from "entities";
import type { Elements } from "./entry.ts";
import { DATES, SUMMARIES, TITLES } from "./names.ts";
import { readAttributes, type Scan, type ScannedItem, type Slice } from "./scan.ts";

/** Characters of a field that are read: beyond, a summary would be cut anyway. */
const FIELD_CHARS = 8000;
/** A text whose start of this length holds no word does not count as one. */
const BLANK_CHARS = 200;
const LOOKS_DATED = /\d{4}\D|\D\d{4}/u;
/** Elements of one name in a row; the longest lists of links, categories and authors have some thirty. */
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

/** An item without the fields that are not worth reading. */
export function wantedItem(text: string, { attributes, fields }: ScannedItem): ScannedItem {
  return { attributes, fields: wantedSlices(text, fields) };
}

/** The fields that are worth reading: no second title, text or date where the first choice has one. */
function wantedSlices(text: string, fields: Slice[]): Slice[] {
  const title = fields.find((field) => field.name === "title");
  const summary = fields.find((field) => field.name === "summary");
  const date = fields.find((field) => field.name === "pubDate" || field.name === "published");
  const hasTitle = title !== undefined && !isBlank(text, title);
  const hasSummary = summary !== undefined && !isBlank(text, summary);
  const hasDate = date !== undefined && LOOKS_DATED.test(text.slice(date.start, date.end));
  let name = "";
  let count = 0;
  return fields.filter((field) => {
    if (hasTitle && field !== title && TITLES.has(field.name)) return false;
    if (hasSummary && field !== summary && SUMMARIES.has(field.name)) return false;
    if (hasDate && field !== date && DATES.has(field.name)) return false;
    count = field.name === name ? count + 1 : 1;
    name = field.name;
    return count <= MOST_OF_A_NAME;
  });
}

/** Whether a field holds no word at its start. */
function isBlank(text: string, field: Slice): boolean {
  const start = text.slice(field.start, Math.min(field.end, field.start + BLANK_CHARS));
  return !/[\p{L}\p{N}]/u.test(start.replace(/<!\[CDATA\[/gu, "").replace(/<[^>]*>|&[#\w]+;/gu, ""));
}

/** The elements of an item, or of the feed's head, straight from their slices. */
function readSlices(text: string, attributes: string, fields: Slice[]): Elements {
  const elements: Elements = { attributes: sliceAttributes(attributes), fields: {} };
  for (const slice of fields) {
    const element = { text: sliceText(text, slice), attributes: sliceAttributes(slice.attributes) };
    (elements.fields[slice.name] ??= []).push(element);
  }
  return elements;
}

/** The long texts of an item, which go around rss-parser. */
export function readTexts(text: string, item: ScannedItem): Elements["fields"] {
  const texts = item.fields.filter(({ name }) => SUMMARIES.has(name));
  return readSlices(text, "", texts).fields;
}

export function readHead(text: string, scan: Scan): Elements {
  return readSlices(text, scan.attributes, wantedSlices(text, scan.head));
}

export function readItem(text: string, item: ScannedItem): Elements {
  return readSlices(text, item.attributes, item.fields);
}
