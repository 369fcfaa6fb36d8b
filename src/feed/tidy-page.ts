/** Writes a web page as a small, well-formed document: what Readability is given instead of the page as published. */
import { Parser } from "htmlparser2";

/** Elements that hold nothing to read. */
const DROPPED = new Set(
  "script style noscript template svg math iframe frame object embed canvas audio video picture img source track map input button select textarea option link meta base".split(
    " ",
  ),
);
/** The document's own frame is written anew. */
const FRAME = new Set(["html", "head", "body"]);
const VOID = new Set(["br", "hr", "wbr", "col"]);
/** What Readability tells text from furniture by. */
const ATTRIBUTES = ["class", "id", "role", "rel", "itemprop", "href", "hidden", "aria-hidden", "aria-modal"];
const HIDDEN_STYLE = /display\s*:\s*none|visibility\s*:\s*hidden/iu;
const TAG_NAME = /^[a-z][a-z0-9-]{0,29}$/u;

/** Several times what an article's page needs; what is beyond is left out, so that Readability's time is bounded. */
const MOST_ELEMENTS = 10_000;
const DEEPEST = 100;
const MOST_TEXT = 300_000;
const ATTRIBUTE_CHARS = 200;
/** Fed in pieces, so that a page nested without end stops soon: htmlparser2's stack costs more the deeper it is. */
const PIECE_CHARS = 4096;
const DEEPEST_STACK = 1000;

/** The page's title and body, without scripts, media and forms' fields; linear in the page's length. */
export function tidyPage(html: string): string {
  let title: string | null = null;
  let isInTitle = false;
  let body = "";
  let elements = 0;
  let text = 0;
  let dropped = 0;
  /** For every open element of the page the tag that closes it here; "" where none was written. */
  const stack: string[] = [];
  let depth = 0;
  const parser = new Parser({
    onopentag(name, attributes) {
      const isDropped = DROPPED.has(name);
      if (isDropped) dropped++;
      let close = isDropped ? DROPPED_MARK : "";
      if (name === "title" && title === null && dropped === 0) {
        title = "";
        isInTitle = true;
      } else if (dropped === 0 && !FRAME.has(name) && name !== "title" && TAG_NAME.test(name)) {
        elements++;
        if (VOID.has(name)) body += `<${name}/>`;
        else if (depth < DEEPEST) {
          depth++;
          body += `<${name}${writeAttributes(attributes)}>`;
          close = `</${name}>`;
        }
      }
      stack.push(close);
    },
    ontext(data) {
      if (isInTitle) title = (title ?? "") + data.slice(0, ATTRIBUTE_CHARS);
      else if (dropped === 0 && text < MOST_TEXT) {
        text += data.length;
        body += escapeText(data.slice(0, MOST_TEXT));
      }
    },
    onclosetag() {
      isInTitle = false;
      const close = stack.pop() ?? "";
      if (close === DROPPED_MARK) dropped--;
      else if (close !== "") {
        depth--;
        body += close;
      }
    },
  });
  const isEnough = (): boolean => stack.length > DEEPEST_STACK || elements >= MOST_ELEMENTS || text >= MOST_TEXT;
  for (let at = 0; at < html.length && !isEnough(); at += PIECE_CHARS) parser.write(html.slice(at, at + PIECE_CHARS));
  parser.end();
  return `<html><head><title>${escapeText(title ?? "")}</title></head><body>${body}</body></html>`;
}

/** Stands for a dropped element on the stack; no tag is written so. */
const DROPPED_MARK = "dropped";

function writeAttributes(attributes: Record<string, string>): string {
  let written = "";
  for (const name of ATTRIBUTES) {
    const value = attributes[name];
    if (value === undefined) continue;
    written += ` ${name}="${escapeText(value.slice(0, ATTRIBUTE_CHARS)).replaceAll('"', "&quot;")}"`;
  }
  return HIDDEN_STYLE.test((attributes["style"] ?? "").slice(0, ATTRIBUTE_CHARS))
    ? `${written} style="display: none"`
    : written;
}

function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
