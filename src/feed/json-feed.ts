/** JSON Feed 1.0 and 1.1 (jsonfeed.org), read field by field so that one wrong value costs no item. */
import type { ParsedFeed, ParsedItem, ParseFailure } from "../model.ts";
import { parseDate } from "./date.ts";
import { cleanLink } from "./link.ts";
import { DEEPEST, MOST_ITEMS } from "./scan.ts";
import { plainSummary, plainText } from "./plain.ts";

/** Characters of a text that are read. */
const FIELD_CHARS = 20_000;

/** Reads a JSON Feed; `text` starts with `{`. */
export function parseJsonFeed(text: string, url: string): ParsedFeed | ParseFailure {
  const feed = readObject(parseJson(text));
  if (feed === null) return { kind: "malformed", reason: "the JSON is cut off or not well-formed", alternates: [] };
  if (!Array.isArray(feed["items"])) {
    return { kind: "not-a-feed", reason: "the JSON is no JSON Feed: it has no list of items", alternates: [] };
  }
  const base = URL.canParse(url) ? url : null;
  const language = readText(feed["language"]);
  return {
    kind: "feed",
    title: plainText(readText(feed["title"]) ?? ""),
    link: cleanLink(readText(feed["home_page_url"]), base),
    language,
    ttlMs: null,
    items: feed["items"].slice(0, MOST_ITEMS).flatMap((value: unknown) => {
      const item = readObject(value);
      return item === null ? [] : [readItem(item, base, language)];
    }),
  };
}

function readItem(item: Record<string, unknown>, base: string | null, language: string | null): ParsedItem {
  const text = readText(item["summary"]) ?? readText(item["content_text"]);
  const authors = [...readList(item["authors"]), item["author"]].map((author) =>
    readText(readObject(author)?.["name"]),
  );
  return {
    title: plainText(escapeText(readText(item["title"]) ?? "")),
    summary: plainSummary(text === null ? (readText(item["content_html"]) ?? "") : escapeText(text)),
    link: cleanLink(readText(item["url"]) ?? readText(item["external_url"]), base),
    guid: readText(item["id"]),
    published: parseDate(readText(item["date_published"]) ?? readText(item["date_modified"]) ?? ""),
    authors: [...new Set(authors.filter((name) => name !== null))],
    categories: readList(item["tags"]).flatMap((tag) => readText(tag) ?? []),
    language: readText(item["language"]) ?? language,
  };
}

function parseJson(text: string): unknown {
  try {
    return isTooDeep(text) ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

/** Nested deeper than any feed, which costs JSON.parse many times what the same length of items does. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x5b || code === 0x7b) {
      if (++depth > DEEPEST) return true;
    } else if (code === 0x5d || code === 0x7d) depth--;
    else if (code === 0x22) {
      at = text.indexOf('"', at + 1);
      while (at !== -1 && isEscaped(text, at)) at = text.indexOf('"', at + 1);
      if (at === -1) return false;
    }
  }
  return false;
}

/** Whether an odd number of backslashes stands before a quote. */
function isEscaped(text: string, quote: number): boolean {
  let start = quote;
  while (text.charCodeAt(start - 1) === 0x5c) start--;
  return (quote - start) % 2 === 1;
}

function readObject(value: unknown): Record<string, unknown> | null {
  return isObject(value) ? value : null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Numbers stand for their digits: ids are often written so. Null where there is no text. */
function readText(value: unknown): string | null {
  const text = typeof value === "number" ? String(value) : value;
  return typeof text === "string" && text.trim() !== "" ? text.trim().slice(0, FIELD_CHARS) : null;
}

/** Fields that JSON Feed declares to be plain text. */
function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
