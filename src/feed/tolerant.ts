/** Reads feeds that are not well-formed with htmlparser2: unclosed, badly nested, cut off, bare ampersands. */
import { Parser } from "htmlparser2";
import type { Element, Elements } from "./entry.ts";
import { canonicalName, declarePrefixes, type Prefixes } from "./names.ts";

export type TolerantFeed = { format: "rss" | "atom"; head: Elements; items: Elements[] };

/** Characters of a field's text that are kept, as in a thin document. */
const FIELD_CHARS = 20_000;
/** Elements nested deeper are ignored. */
const DEEPEST = 256;
/** Fields that hold elements of their own or text with markup; any other ends where a next field starts. */
const VOID = new Set(["br", "img", "hr", "input", "meta", "wbr", "source", "area", "base", "col", "embed", "track"]);

/** Reads what can be read; null where no feed's root, channel or item was met. */
export function readTolerantly(text: string): TolerantFeed | null {
  const prefixes: Prefixes = new Map();
  const feed: TolerantFeed = { format: "rss", head: newElements({}), items: [] };
  let isFeed = false;
  let item: Elements | null = null;
  let field: (Element & { name: string; depth: number; child: string | null }) | null = null;
  let depth = 0;
  let skipUntil = -1;
  const parser = new Parser(
    {
      onopentag(raw, attributes) {
        depth++;
        if (depth > DEEPEST) return;
        declarePrefixes(prefixes, attributes);
        const name = canonicalName(raw, prefixes, feed.format === "atom" || !isFeed);
        const lowered = lowerNames(attributes);
        if (!isFeed) {
          if (!["rss", "rdf:rdf", "feed", "channel", "item", "entry"].includes(name)) return;
          isFeed = true;
          feed.format = name === "feed" || name === "entry" ? "atom" : "rss";
          Object.assign(feed.head.attributes, lowered);
          if (name !== "item" && name !== "entry") return;
        }
        if (name === (feed.format === "atom" ? "entry" : "item")) {
          item = newElements(lowered);
          feed.items.push(item);
          field = null;
          skipUntil = -1;
          return;
        }
        if (skipUntil !== -1) return;
        if (field !== null) {
          if (field.name === "author" || field.name === "atom:author") field.child = name;
          else append(field, `<${raw}${writeAttributes(attributes)}>`);
          return;
        }
        if (item === null && (name === "channel" || name === "feed")) {
          Object.assign(feed.head.attributes, lowered);
          return;
        }
        if (name === "source" || name === "image" || name === "textinput" || name.startsWith("media:group")) {
          skipUntil = depth;
          return;
        }
        field = { name, depth, child: null, text: "", attributes: lowered, children: {} };
        const owner = item ?? feed.head;
        (owner.fields[name] ??= []).push(field);
      },
      ontext(data) {
        if (field === null || skipUntil !== -1) return;
        if (field.child !== null) field.children[field.child] = (field.children[field.child] ?? "") + data;
        else append(field, data);
      },
      onclosetag(raw) {
        if (skipUntil === depth) skipUntil = -1;
        else if (field !== null && depth <= field.depth) field = null;
        else if (field !== null) {
          if (field.child !== null) field.child = null;
          else if (!VOID.has(raw.toLowerCase())) append(field, `</${raw}>`);
        } else if (item !== null && /^(?:\w+:)?(?:item|entry)$/iu.test(raw)) item = null;
        depth--;
      },
    },
    { xmlMode: true, decodeEntities: true, lowerCaseTags: false },
  );
  parser.write(text);
  parser.end();
  return isFeed ? feed : null;
}

function newElements(attributes: Record<string, string>): Elements {
  return { attributes, fields: Object.create(null) };
}

function append(field: Element, text: string): void {
  if (field.text.length < FIELD_CHARS) field.text += text.slice(0, FIELD_CHARS);
}

function lowerNames(attributes: Record<string, string>): Record<string, string> {
  const lowered: Record<string, string> = {};
  for (const [name, value] of Object.entries(attributes)) lowered[name.toLowerCase()] = value;
  return lowered;
}

function writeAttributes(attributes: Record<string, string>): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${value.replaceAll('"', "&quot;")}"`)
    .join("");
}
