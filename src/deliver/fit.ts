/** Makes hostile text safe to show: what misleads the eye is removed, and what is too long is cut on whole graphemes. */

/** Longer texts are cut here before anything else looks at them: no receiver takes more. */
const READ_LIMIT = 40_000;

/** C0 and C1 controls, line and paragraph separators: each reads as a space. */
// oxlint-disable-next-line no-control-regex -- control characters are what this is about
const CONTROLS = /[\u0000-\u001F\u007F-\u009F\u2028\u2029]+/gu;

/** Bidirectional marks, embeddings and isolates, and invisible characters that hide text or split words unseen. */
const INVISIBLE = /[\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF\u{E0000}-\u{E007F}]/gu;

const segmenter = new Intl.Segmenter("und", { granularity: "grapheme" });

/** One line of well-formed text without control, bidirectional or invisible characters. */
export function oneLine(text: string): string {
  return text
    .slice(0, READ_LIMIT)
    .toWellFormed()
    .replaceAll(CONTROLS, " ")
    .replaceAll(INVISIBLE, "")
    .replaceAll(/\s+/gu, " ")
    .trim();
}

/** How a place writes text, and how it counts its length. Escapes work character by character. */
export type Script = { escape: (text: string) => string; measure: (text: string) => number };

/** UTF-16 units, as most places count. */
export const units = (text: string): number => text.length;

/** Bytes of UTF-8. */
export const utf8Bytes = (text: string): number => new TextEncoder().encode(text).length;

/** The text escaped for the place, cut on whole graphemes so that what is written measures at most `limit`. */
export function fit(text: string, limit: number, { escape, measure }: Script): string {
  const line = oneLine(text);
  const whole = escape(line);
  if (measure(whole) <= limit) return whole;
  const room = limit - measure("…");
  let written = "";
  let size = 0;
  // No measure gives a UTF-16 unit less than 1: what lies beyond the limit cannot fit, nor can a grapheme cut there.
  for (const { segment } of segmenter.segment(line.slice(0, limit + 1))) {
    const escaped = escape(segment);
    size += measure(escaped);
    if (size > room) break;
    written += escaped;
  }
  return `${written}…`;
}

/** Text as it is, counted in UTF-16 units. */
export const plain: Script = { escape: (text) => text, measure: units };

/** An address that is safe to show as a link: http or https, no credentials, not too long; null for any other. */
export function safeLink(link: string | null): string | null {
  if (link === null || link.length > LINK_LIMIT || !URL.canParse(link)) return null;
  const url = new URL(link);
  if (url.protocol !== "https:" && url.protocol !== "http:") return null;
  return url.username === "" && url.password === "" ? url.href : null;
}

/** What browsers and chat services take as an address. */
const LINK_LIMIT = 2000;
