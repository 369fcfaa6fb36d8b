/** Writes a small, well-formed RSS document of an item's fields: what rss-parser is given instead of the feed as published. */
import { SUMMARIES } from "./names.ts";
import type { ScannedItem } from "./scan.ts";
import { sliceAttributes, sliceText } from "./slice.ts";

/** Attributes that any field is read by. */
const ATTRIBUTES = new Set("href rel type mode ispermalink rdf:about xml:base xml:lang term label".split(" "));
/** Most elements have none of them, which shows faster than all are read. */
const MAY_BE_READ = /(?:href|rel|type|mode|ispermalink|about|base|lang|term|label)\s*=/iu;

/**
 * The thin document: RSS 2.0 around the items, every field under its canonical name, without the long texts, which are
 * stripped straight from their slices. It is well-formed whatever those hold, and a fraction of the feed's length.
 */
export function thinDocument(text: string, items: ScannedItem[]): string {
  let xml = '<rss version="2.0"><channel>';
  for (const item of items) {
    xml += `<item${writeAttributes(item.attributes)}>`;
    for (const slice of item.fields) {
      if (SUMMARIES.has(slice.name)) continue;
      xml += `<${slice.name}${writeAttributes(slice.attributes)}>${escapeXml(sliceText(text, slice))}</${slice.name}>`;
    }
    xml += "</item>";
  }
  return `${xml}</channel></rss>`;
}

function writeAttributes(raw: string): string {
  let written = "";
  if (!MAY_BE_READ.test(raw)) return written;
  const attributes = sliceAttributes(raw);
  for (const name in attributes) {
    if (ATTRIBUTES.has(name)) written += ` ${name}="${escapeXml(attributes[name] ?? "").replaceAll('"', "&quot;")}"`;
  }
  return written;
}

/** XML 1.0 knows no control characters but three, not even escaped. */
// oxlint-disable-next-line no-control-regex
const UNSAFE = /[&<>\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu;
const ESCAPED: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

function escapeXml(text: string): string {
  return text.replace(UNSAFE, (char) => ESCAPED[char] ?? "");
}
