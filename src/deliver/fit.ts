/** Makes hostile text fit a place: cleaned, escaped as the place reads it, and cut on whole graphemes. */
import { oneLine } from "../alert/one-line.ts";

const segmenter = new Intl.Segmenter("und", { granularity: "grapheme" });

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
