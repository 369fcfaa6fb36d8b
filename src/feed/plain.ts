/** HTML to plain text in one linear pass: what a reader would see, without scripts, markup and "Continue reading". */
import { decodeHTMLAttribute } from "entities";

/** Elements whose content is not text for a reader. */
const SKIPPED = new Set(["script", "style", "noscript", "iframe", "template", "svg", "math", "object", "head"]);
/** Elements that end a line; all other tags leave the words around them joined. */
const BREAKING = new Set(
  "address article aside blockquote br caption dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot th thead tr ul".split(
    " ",
  ),
);

/** A teaser's last words, as the common publishing systems append them; anchored, on a bounded tail only. */
const TEASER_TAIL =
  /(?:\s|^)(?:[[(]?(?:…|\.\.\.|&hellip;)[\])]?\s*)?(?:continue reading|read (?:more|on|full (?:story|article)|the (?:full|rest)[^.]{0,40}|the full (?:story|article))|keep reading|full story|view (?:article|full)|weiterlesen|lire la suite|leer más|続きを読む)(?:\s*(?:[.…»›→>]|\.\.\.|&raquo;)+|\s[^.!?]{0,80}[»›→>…]+|\s*)$/iu;
/** WordPress: "The post TITLE appeared first on SITE." */
const APPEARED_TAIL = /\s*\b(?:The post .{0,300} (?:appeared|first appeared) (?:first )?on .{0,120}|Comments)\s*$/u;
const APPEARED_CHARS = 500;
const TEASER_CHARS = 150;

/**
 * Reads text that may hold HTML and entities. Deterministic, so that offsets into its result stay valid. Entities are
 * read as in attributes: `&copy=2` in an address is left alone.
 */
export function plainText(html: string): string {
  return clean(html.includes("<") || html.includes("&") ? decodeHTMLAttribute(stripTags(html)) : html);
}

/** A summary in plain text, without the teaser's "Continue reading". */
export function plainSummary(html: string): string {
  const text = plainText(html);
  const whole = /The post |Comments$/u.test(text.slice(-APPEARED_CHARS))
    ? replaceTail(text, APPEARED_CHARS, APPEARED_TAIL)
    : text;
  return replaceTail(whole, TEASER_CHARS, TEASER_TAIL);
}

function replaceTail(text: string, chars: number, pattern: RegExp): string {
  const split = Math.max(text.length - chars, 0);
  const tail = text.slice(split);
  const kept = tail.replace(pattern, "");
  return kept === tail ? text : (text.slice(0, split) + kept).trimEnd();
}

/** Takes tags out; a `<` that starts no tag (HTML, 13.2.5.6) stays. Every character is looked at a bounded number of times. */
function stripTags(html: string): string {
  let text = "";
  let at = 0;
  let hasMoreTags = true;
  const unclosed = new Set<string>();
  while (hasMoreTags) {
    const open = html.indexOf("<", at);
    if (open === -1) break;
    text += html.slice(at, open);
    const next = html.charCodeAt(open + 1);
    if (html.startsWith("<!--", open)) {
      const end = html.indexOf("-->", open + 4);
      if (end === -1) return text;
      at = end + 3;
    } else if (html.startsWith("<![CDATA[", open)) {
      const end = html.indexOf("]]>", open);
      text += html.slice(open + 9, end === -1 ? html.length : end);
      at = end === -1 ? html.length : end + 3;
    } else if (isLetter(next) || next === 0x2f || next === 0x21 || next === 0x3f) {
      const end = html.indexOf(">", open + 1);
      if (end === -1) {
        // No tag closes any more: what follows is text, or one tag that was cut off.
        hasMoreTags = false;
        if (!/^<\/?[a-z][a-z0-9]*(?:\s+[a-z-]+\s*=|\s*$)/iu.test(html.slice(open, open + 60))) break;
        return text;
      }
      const name = /^\/?([a-z][a-z0-9]*)/iu.exec(html.slice(open + 1, open + 16))?.[1]?.toLowerCase() ?? "";
      if (BREAKING.has(name)) text += "\n";
      at = end + 1;
      const isSkipped = next !== 0x2f && html.charCodeAt(end - 1) !== 0x2f && SKIPPED.has(name) && !unclosed.has(name);
      if (isSkipped) {
        const close = new RegExp(`</${name}`, "giu");
        close.lastIndex = at;
        const found = close.exec(html);
        if (found === null) unclosed.add(name);
        else at = found.index;
      }
    } else {
      text += "<";
      at = open + 1;
    }
  }
  return text + html.slice(at);
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}

/** Format characters that break words for a matcher and show nothing; joiners belong to the spelling of some scripts. */
const UNSEEN = /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/** Takes out soft hyphens, zero-width spaces and direction marks: an item's text is matched word by word. */
export function visible(text: string): string {
  return text.replace(UNSEEN, "");
}

/** Control characters, and all white space but the single space between two words. */
// oxlint-disable-next-line no-control-regex
const UNEVEN = /[\s\u0000-\u001f\u007f]{2,}|[^\S ]|[\u0000-\u001f\u007f]/gu;

/** Joins white space and drops control characters. */
function clean(text: string): string {
  return text.replace(UNEVEN, (found) => (/\s/u.test(found) ? " " : "")).trim();
}
