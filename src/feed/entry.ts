/** What both readers make of an item or a feed's head, and what is read from it: title, summary, link, guid, date. */
import type { ParsedItem } from "../model.ts";
import { parseDate } from "./date.ts";
import { cleanLink } from "./link.ts";
import { DATES, SUMMARIES, TITLES } from "./names.ts";
import { plainSummary, plainText, visible } from "./plain.ts";

/** An element: its text with entities decoded (markup in it kept as text; of an author the name) and its attributes. */
export type Element = { text: string; attributes: Record<string, string> };

/** Elements by their canonical names, in document order. */
export type Elements = { attributes: Record<string, string>; fields: Record<string, Element[]> };

/** What an item inherits from its feed. */
export type FeedContext = { format: "rss" | "atom"; base: string | null; language: string | null };

/** Characters of plain text that are kept of a summary: a news item's lead and the first paragraphs, some 500 words. */
const SUMMARY_CHARS = 3000;
/** A title beyond is no title; the longest real ones have some 300 characters. */
const TITLE_CHARS = 1000;

/** Reads an item. Never throws, whatever the elements hold. */
export function readEntry(entry: Elements, feed: FeedContext): ParsedItem {
  const base = resolve(entry.attributes["xml:base"], feed.base);
  const guid = firstText(entry, feed.format === "atom" ? ["id", "atom:id"] : ["guid", "id", "atom:id"]);
  return {
    title: visible(cut(readTitle(entry), TITLE_CHARS)),
    summary: visible(cut(firstOf(entry, SUMMARIES, (element) => plainSummary(htmlOf(element))) ?? "", SUMMARY_CHARS)),
    link: readLink(entry, base),
    // RDF (RSS 1.0, 5.5) names an item by its address.
    guid: guid ?? entry.attributes["rdf:about"] ?? null,
    published: readDate(entry),
    authors: readAuthors(entry),
    categories: readCategories(entry),
    language: entry.attributes["xml:lang"] ?? firstText(entry, ["dc:language"]) ?? feed.language,
  };
}

/** The title of an item or of a feed. */
export function readTitle(entry: Elements): string {
  return firstOf(entry, TITLES, (element) => plainText(htmlOf(element))) ?? "";
}

export function resolve(address: string | undefined, base: string | null): string | null {
  if (address === undefined) return base;
  if (base !== null && URL.canParse(address, base)) return new URL(address, base).href;
  return URL.canParse(address) ? address : base;
}

/** The text of the first element of these names that has any. */
export function firstText(elements: Elements, names: Iterable<string>): string | null {
  return firstOf(elements, names, (element) => element.text.trim());
}

function firstOf(elements: Elements, names: Iterable<string>, read: (element: Element) => string): string | null {
  for (const name of names) {
    for (const element of elements.fields[name] ?? []) {
      const text = read(element);
      if (text !== "") return text;
    }
  }
  return null;
}

/** Atom's text constructs (RFC 4287, 3.1; Atom 0.3 modes): what is declared to be plain text is escaped to stay so. */
export function htmlOf(element: Element): string {
  const { type = "", mode = "" } = element.attributes;
  // RFC 4287, 4.1.3.3: any other media type than text and XML is written in base64.
  const isBinary = type.includes("/") && !/^text\/|[+/]xml\b/iu.test(type.trim());
  const text = mode === "base64" || isBinary ? fromBase64(element.text) : element.text;
  const isPlain = /^text(?:\/plain)?$/iu.test(type.trim()) && mode !== "escaped";
  return isPlain ? text.replaceAll("&", "&amp;").replaceAll("<", "&lt;") : text;
}

function fromBase64(text: string): string {
  try {
    const bytes = Uint8Array.from(atob(text.replace(/\s+/gu, "")), (char) => char.charCodeAt(0));
    return new TextDecoder().decode(bytes);
  } catch {
    return text;
  }
}

/** A permalink (RSS `link`, Atom `rel="alternate"`), else a guid that is one, else any link without another meaning. */
function readLink(entry: Elements, base: string | null): string | null {
  const links = [...(entry.fields["link"] ?? []), ...(entry.fields["atom:link"] ?? [])];
  const text = links.find((link) => link.text.trim() !== "" && link.attributes["href"] === undefined);
  const hrefs = links.filter((link) => (link.attributes["href"] ?? "").trim() !== "");
  const alternates = hrefs.filter((link) => rel(link) === "alternate");
  // Of several, what is said to be a web page comes before what does not say what it is.
  const page =
    alternates.find((link) => /^(?:text\/html|application\/xhtml\+xml)$/u.test(link.attributes["type"] ?? "")) ??
    alternates.find((link) => (link.attributes["type"] ?? "") === "");
  const chosen = text ?? page ?? alternates[0];
  if (chosen !== undefined) {
    const own = resolve(chosen.attributes["xml:base"], base);
    return cleanLink(chosen.attributes["href"] ?? chosen.text, own);
  }
  const guid = entry.fields["guid"]?.[0];
  const permalink = guid?.attributes["ispermalink"]?.toLowerCase();
  // RSS 2.0 wants a whole address; one that is only called a permalink may be a path of the site.
  if (guid !== undefined && permalink === "true" && /^\s*\//u.test(guid.text)) return cleanLink(guid.text, base);
  const isPermalink = permalink !== "false";
  const names = [isPermalink ? guid?.text : null, entry.fields["id"]?.[0]?.text, entry.attributes["rdf:about"]];
  const address = names.find((name) => typeof name === "string" && /^\s*https?:\/\//iu.test(name));
  const other = hrefs.find((link) => !/^(?:self|edit|replies|license|next|hub)$/u.test(rel(link)));
  return cleanLink(address ?? other?.attributes["href"] ?? null, base);
}

/** What a link is for; RFC 4287, 4.2.7.2: without `rel` it is the alternate. */
function rel(link: Element): string {
  return (link.attributes["rel"] ?? "alternate").toLowerCase();
}

function readDate(entry: Elements): number | null {
  for (const name of DATES) {
    for (const element of entry.fields[name] ?? []) {
      const date = parseDate(element.text);
      if (date !== null) return date;
    }
  }
  return null;
}

function readAuthors(entry: Elements): string[] {
  const names = ["dc:creator", "author", "itunes:author"].flatMap((name) =>
    (entry.fields[name] ?? []).map((element) => {
      // RSS 2.0 writes "mail@example.com (Name)".
      return plainText(/\(([^()]+)\)\s*$/u.exec(element.text.slice(-TITLE_CHARS))?.[1] ?? element.text);
    }),
  );
  return [...new Set(names.filter((name) => name !== ""))];
}

function readCategories(entry: Elements): string[] {
  const names = ["category", "dc:subject"].flatMap((name) =>
    (entry.fields[name] ?? []).map((element) => {
      return plainText(element.attributes["label"] ?? element.attributes["term"] ?? element.text);
    }),
  );
  return [...new Set(names.filter((name) => name !== ""))];
}

/** Cuts between characters, not inside a surrogate pair. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}
