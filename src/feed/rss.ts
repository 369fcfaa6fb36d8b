/** rss-parser, hardened: a new instance for every document, raw elements kept, none of its own text making used. */
import Parser from "rss-parser";
import type { Element, Elements } from "./entry.ts";
import { ITEM_FIELDS } from "./names.ts";

/** Keeps the raw elements apart from the fields that rss-parser fills itself. */
const RAW = "raw ";
const FIELDS = [...ITEM_FIELDS].map((name) => [name, RAW + name] as const);
/** Every occurrence of every field with its attributes, and the item's own attributes. */
const CUSTOM_FIELDS = [["$", `${RAW}$`] as const, ...FIELDS].map(([name, raw]) => [name, raw, { keepArray: true }]);

type Item = Record<string, unknown>;

/**
 * Parses a document of `thinDocument`. Rejects where it is not well-formed. A reused instance would take the state of
 * one cut-off document into the next.
 */
export async function parseThin(xml: string): Promise<Elements[]> {
  const parser = new Parser<Item, Item>({ defaultRSS: 2, customFields: { item: CUSTOM_FIELDS } });
  const feed = await parser.parseString(xml);
  return feed.items.map((item) => readElements(item));
}

function readElements(item: Item): Elements {
  const fields: Record<string, Element[]> = {};
  for (const [name, raw] of FIELDS) {
    const found = item[raw];
    if (Array.isArray(found)) fields[name] = found.map((element: unknown) => readElement(element));
  }
  return { attributes: readStrings(item[`${RAW}$`]), fields };
}

/** xml2js writes an element as a string where it has neither attributes nor elements. */
function readElement(raw: unknown): Element {
  if (!isRecord(raw)) return { text: typeof raw === "string" ? raw : "", attributes: {} };
  return { text: typeof raw["_"] === "string" ? raw["_"] : "", attributes: readStrings(raw["$"]) };
}

function readStrings(raw: unknown): Record<string, string> {
  const strings: Record<string, string> = {};
  if (!isRecord(raw)) return strings;
  for (const [name, value] of Object.entries(raw)) if (typeof value === "string") strings[name] = value;
  return strings;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
