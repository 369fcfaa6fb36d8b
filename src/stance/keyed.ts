/** Cuts raw text into runs of letters and digits, each under the key by which names and terms are found. */
import { DIGIT, kindAt, LETTER } from "./char.ts";
import { remembering } from "./remember.ts";

// oxlint-disable-next-line no-control-regex
const ASCII = /^[\u0000-\u007f]*$/;
/** Shorter words carry no plural. */
const PLURAL_MINIMUM = 4;

/** Case, accents and the plural do not tell words apart: "Abductees" → "abductee", "Orbán" → "orban". */
export const wordKey = (word: string): string => {
  let key = word.toLowerCase();
  if (!ASCII.test(key)) key = key.normalize("NFD").replace(/\p{M}/gu, "");
  return key.length >= PLURAL_MINIMUM && key.endsWith("s") && !key.endsWith("ss") ? key.slice(0, -1) : key;
};

const keyOf = remembering(wordKey);

/** A word of a text; most are never asked for their key, which is null until then. */
export type KeyedWord = { start: number; end: number; key: string | null };

/** The words of a text: runs of letters and digits. */
export const keyedWords = (text: string): KeyedWord[] => {
  const words: KeyedWord[] = [];
  for (let start = 0; start < text.length; start++) {
    let end = start;
    while (end < text.length && (kindAt(text, end) & (LETTER | DIGIT)) !== 0) end++;
    if (end === start) continue;
    words.push({ start, end, key: null });
    start = end;
  }
  return words;
};

/** The key of a word of `text`. */
export const keyIn = (text: string, word: KeyedWord): string => (word.key ??= keyOf(text.slice(word.start, word.end)));

/** How words may begin: a set of their first two characters, some of which share a place. */
export type Beginnings = Uint8Array;
const PLACES = 1024;
const SPREAD = 31;
const ASCII_END = 128;
const [CAPITAL_A, CAPITAL_Z, TO_SMALL] = [65, 90, 32];

const smallAt = (text: string, at: number): number => {
  const code = text.charCodeAt(at);
  return code >= CAPITAL_A && code <= CAPITAL_Z ? code + TO_SMALL : code;
};

const placeOf = (first: number, second: number): number => (first * SPREAD + second) % PLACES;

/** The beginnings of words with these keys. */
export const beginningsOf = (keys: Iterable<string>): Beginnings => {
  const beginnings = new Uint8Array(PLACES);
  for (const key of keys) beginnings[placeOf(smallAt(key, 0), key.length > 1 ? smallAt(key, 1) : 0)] = 1;
  return beginnings;
};

/** Whether a word may have one of the keys, by its beginning alone: false is sure. A key may lack the accents that its word has. */
export const mayBegin = (text: string, { start, end }: KeyedWord, beginnings: Beginnings): boolean => {
  const first = smallAt(text, start);
  const second = end - start > 1 ? smallAt(text, start + 1) : 0;
  return first >= ASCII_END || second >= ASCII_END || beginnings[placeOf(first, second)] === 1;
};
