/** Cuts plain text into sentences; each is then read on its own, so that one sentence cannot change how another is tagged. */
import { kindAt, STOP } from "./char.ts";

export type Span = { start: number; end: number };

/** Words after which a full stop does not end a sentence. */
const ABBREVIATIONS = new Set(
  (
    "mr mrs ms dr prof gen lt col maj capt sgt adm cmdr sen rep gov pres min hon rev st mt ft jr sr vs etc no nos vol fig approx dept univ assn " +
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun co corp inc ltd bros u.s u.k u.n e.u d.c n s e w a.m p.m i.e e.g"
  ).split(" "),
);
/** A sentence longer than this is cut at a space: no grammar spans it, and no text may cost more than its length. */
const SENTENCE_LIMIT = 1200;

/** A sentence closes with fewer quotation marks and brackets than this; more of them are no sentence's. */
const CLOSING_LIMIT = 8;

const isUpperOrOpen = (char: string): boolean => /[\p{Lu}\p{N}"“‘'«([]/u.test(char);

const wordBefore = (text: string, at: number): string => {
  let from = at;
  while (from > 0 && at - from < 12 && !/\s/.test(text[from - 1] ?? " ")) from--;
  return text.slice(from, at).replace(/^["“‘'([]+/, "");
};

const endsSentence = (text: string, at: number): boolean => {
  const char = text[at];
  if (char === "\n") return true;
  if (char !== "." && char !== "!" && char !== "?" && char !== "…") return false;
  let next = at + 1;
  while (next < text.length && /["”’')\]»]/.test(text[next] ?? "")) next++;
  if (next >= text.length) return true;
  if (!/\s/.test(text[next] ?? "")) return false;
  while (next < text.length && /\s/.test(text[next] ?? "")) next++;
  if (!isUpperOrOpen(text[next] ?? "")) return false;
  if (char !== ".") return true;
  const word = wordBefore(text, at);
  return !(ABBREVIATIONS.has(word.toLowerCase()) || /^\p{Lu}$/u.test(word) || /^(?:\p{Lu}\.)+\p{Lu}$/u.test(word));
};

/** Spans of the sentences of `text`, in order, without surrounding white space. */
export const splitSentences = (text: string): Span[] => {
  const spans: Span[] = [];
  let start = 0;
  const push = (end: number): void => {
    let from = start;
    let to = end;
    while (from < to && /\s/.test(text[from] ?? "")) from++;
    while (to > from && /\s/.test(text[to - 1] ?? "")) to--;
    if (to > from) spans.push({ start: from, end: to });
    start = end;
  };
  for (let at = 0; at < text.length; at++) {
    const isTooLong = at - start >= SENTENCE_LIMIT && (text[at] === " " || at - start >= SENTENCE_LIMIT * 2);
    if (!isTooLong && !((kindAt(text, at) & STOP) !== 0 && endsSentence(text, at))) continue;
    let end = at + 1;
    while (end - at <= CLOSING_LIMIT && end < text.length && /["”’')\]».!?…]/.test(text[end] ?? "")) end++;
    push(end);
    at = end - 1;
  }
  push(text.length);
  return spans;
};
