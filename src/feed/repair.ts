/** Writes a small, well-formed RSS document of chosen slices: what rss-parser is given instead of the feed as published. */
import { decodeHTML } from "entities";
import { readAttributes, type ScannedItem, type Slice } from "./scan.ts";

/** Characters of a field that are read: beyond, a summary would be cut anyway. */
const FIELD_CHARS = 20_000;
/** Attributes that any field is read by. */
const ATTRIBUTES = new Set(
  "href rel type mode ispermalink rdf:about rdf:resource xml:base xml:lang term label".split(" "),
);
/** Elements whose own elements are read; markup in any other is text to us. */
const STRUCTURED = new Set(["author", "atom:author"]);

/**
 * The thin document: RSS 2.0 around the items, every field under its canonical name. The feed's own fields stand in the
 * first item, so that one list of fields serves both.
 */
export function thinDocument(text: string, head: Slice[], items: ScannedItem[]): string {
  const parts = ['<rss version="2.0"><channel>'];
  for (const item of [{ attributes: "", fields: head }, ...items]) {
    parts.push("<item", writeAttributes(item.attributes), ">");
    for (const slice of item.fields) writeField(parts, text, slice);
    parts.push("</item>");
  }
  parts.push("</channel></rss>");
  return parts.join("");
}

function writeField(parts: string[], text: string, slice: Slice): void {
  const attributes = writeAttributes(slice.attributes);
  parts.push("<", slice.name, attributes, ">", repairContent(text, slice), "</", slice.name, ">");
}

function writeAttributes(raw: string): string {
  let written = "";
  if (!raw.includes("=")) return written;
  for (const [name, value] of Object.entries(readAttributes(raw))) {
    if (ATTRIBUTES.has(name)) written += ` ${name}="${repairText(value).replaceAll('"', "&quot;")}"`;
  }
  return written;
}

/** A field's content as well-formed XML of bounded length that means the same. */
function repairContent(text: string, slice: Slice): string {
  const end = Math.min(slice.end, slice.start + FIELD_CHARS);
  const isWhole = end === slice.end;
  const content = text.slice(slice.start, end);
  if (slice.hasMarkup) {
    if (STRUCTURED.has(slice.name) && isWhole && !content.includes("<!")) return repairText(content, true);
    return `<![CDATA[${stripCdata(content)}]]>`;
  }
  if (!content.includes("<")) return repairText(isWhole ? content : content.replace(/&[^;&]{0,40}$/u, ""));
  return content
    .split("<![CDATA[")
    .map((part, index) => {
      if (index === 0) return repairText(part);
      const close = part.indexOf("]]>");
      if (close === -1) return `<![CDATA[${repairControls(part)}]]>`;
      return `<![CDATA[${repairControls(part.slice(0, close))}]]>${repairText(part.slice(close + 3))}`;
    })
    .join("");
}

/** Markup with CDATA sections inside becomes HTML: a section's text is escaped as the markup around it is. */
function stripCdata(content: string): string {
  if (!content.includes("]]>")) return repairControls(content);
  const whole = content.replace(/<!\[CDATA\[([^\]]*(?:\](?!\]>)[^\]]*)*)\]\]>/gu, (_, inner: string) => {
    return inner;
  });
  return repairControls(whole.replaceAll("]]>", "]]&gt;"));
}

/** XML knows five entities by name; the others are written out, and a bare ampersand is escaped. */
function repairText(text: string, isMarkup = false): string {
  const safe = isMarkup ? text : text.replace(/<!--[^]*?(?:-->|$)/gu, "").replaceAll("<", "&lt;");
  if (!safe.includes("&")) return repairControls(safe);
  const repaired = safe.replace(/&(?!(?:lt|gt|amp|quot|apos);)#?\w{0,40};?/gu, (match) => {
    const decoded = match.endsWith(";") ? decodeHTML(match) : match;
    if (decoded === match) return `&amp;${match.slice(1)}`;
    return decoded.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  });
  return repairControls(repaired);
}

// oxlint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu;

/** XML 1.0 allows three control characters. */
function repairControls(text: string): string {
  return text.replace(FORBIDDEN, "");
}
