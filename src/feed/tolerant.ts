/** Reads feeds that are not well-formed with htmlparser2: unclosed, badly nested, cut off, bare ampersands. */
import { Parser } from "htmlparser2";
import type { Element, Elements } from "./entry.ts";
import { newNames } from "./names.ts";
import { DEEPEST, MEDIA_GROUP, MOST_FIELDS, MOST_ITEMS } from "./scan.ts";

export type TolerantFeed = { format: "rss" | "atom"; head: Elements; items: Elements[] };

/** Characters of a field's text that are kept, as in a thin document. */
const FIELD_CHARS = 20_000;
const PIECE_CHARS = 4096;
/** Fields that hold elements of their own or text with markup; any other ends where a next field starts. */
const VOID = new Set(["br", "img", "hr", "input", "meta", "wbr", "source", "area", "base", "col", "embed", "track"]);

/** Reads what can be read; null where no feed's root, channel or item was met. */
export function readTolerantly(text: string): TolerantFeed | null {
  const names = newNames();
  const feed: TolerantFeed = { format: "rss", head: newElements({}), items: [] };
  let isFeed = false;
  let item: Elements | null = null;
  let field: (Element & { name: string; depth: number; isInName: boolean }) | null = null;
  let depth = 0;
  let skipUntil = -1;
  const parser = new Parser(
    {
      onopentag(raw, attributes) {
        depth++;
        if (depth > DEEPEST) return;
        const lowered = lowerNames(attributes);
        names.declare(lowered);
        const name = names.canonical(raw, feed.format === "atom" || !isFeed);
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
          if (isAuthor(field.name)) field.isInName = name === "name";
          else append(field, `<${raw}${writeAttributes(attributes)}>`);
          return;
        }
        if (item === null && (name === "channel" || name === "feed")) {
          Object.assign(feed.head.attributes, lowered);
          return;
        }
        if (item !== null && name === MEDIA_GROUP) return;
        if (name === "source" || name === "image" || name === "textinput") {
          skipUntil = depth;
          return;
        }
        field = { name, depth, isInName: false, text: "", attributes: lowered };
        const owner = item ?? feed.head;
        const same = (owner.fields[name] ??= []);
        if (same.length < MOST_FIELDS) same.push(field);
      },
      ontext(data) {
        if (field === null || skipUntil !== -1) return;
        if (!isAuthor(field.name) || field.isInName || depth === field.depth) append(field, data);
      },
      onclosetag(raw) {
        if (skipUntil === depth) skipUntil = -1;
        else if (field !== null && depth <= field.depth) field = null;
        else if (field !== null) {
          if (isAuthor(field.name)) field.isInName = false;
          else if (!VOID.has(raw.toLowerCase())) append(field, `</${raw}>`);
        } else if (item !== null && /^(?:\w+:)?(?:item|entry)$/iu.test(raw)) item = null;
        depth--;
      },
    },
    { xmlMode: true, decodeEntities: true, lowerCaseTags: false },
  );
  // In pieces, so that a document nested without end stops soon: htmlparser2's stack costs more the deeper it is.
  const isEnough = (): boolean => depth > DEEPEST || feed.items.length >= MOST_ITEMS;
  for (let at = 0; at < text.length && !isEnough(); at += PIECE_CHARS) parser.write(text.slice(at, at + PIECE_CHARS));
  if (!isEnough()) parser.end();
  return isFeed ? feed : null;
}

function newElements(attributes: Record<string, string>): Elements {
  return { attributes, fields: Object.create(null) };
}

/** Of an author's elements (name, mail, address) only the name is read. */
function isAuthor(name: string): boolean {
  return name === "author" || name === "atom:author";
}

function append(field: Element, text: string): void {
  if (field.text.length < FIELD_CHARS) field.text += text.slice(0, FIELD_CHARS);
}

function lowerNames(attributes: Record<string, string>): Record<string, string> {
  const lowered: Record<string, string> = {};
  for (const name in attributes) lowered[name.toLowerCase()] = attributes[name] ?? "";
  return lowered;
}

function writeAttributes(attributes: Record<string, string>): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${value.replaceAll('"', "&quot;")}"`)
    .join("");
}
