/** Finds known names and terms in raw text, in one pass over its words: the cheap gate before any tagging. */
import { DIGIT, kindAt, LETTER } from "./char.ts";

/** A name or term and what it stands for. */
export type Term<T> = { text: string; value: T };
export type Match<T> = { start: number; end: number; value: T };

type Node<T> = { next: Map<string, Node<T>>; ends: { value: T; isCapital: boolean; isShouted: boolean }[] };
/** Terms as a trie over words; build it once with `compileTerms`. */
export type Matcher<T> = Node<T>;

const WORD = /[\p{L}\p{N}]+/gu;
// oxlint-disable-next-line no-control-regex
const ASCII = /^[\u0000-\u007f]*$/;
/** An acronym this short is an ordinary word in lower case ("us", "it", "who"). */
const ACRONYM_LIMIT = 4;
/** Shorter words carry no plural. */
const PLURAL_MINIMUM = 4;

/** Case, accents and the plural do not tell words apart: "Abductees" → "abductee", "Orbán" → "orban". */
export const wordKey = (word: string): string => {
  let key = word.toLowerCase();
  if (!ASCII.test(key)) key = key.normalize("NFD").replace(/\p{M}/gu, "");
  return key.length >= PLURAL_MINIMUM && key.endsWith("s") && !key.endsWith("ss") ? key.slice(0, -1) : key;
};

/** Builds the matcher. A term in capitals matches capitals only, a capitalised one a capital, others any case. */
export const compileTerms = <T>(terms: readonly Term<T>[]): Matcher<T> => {
  const root: Node<T> = { next: new Map(), ends: [] };
  for (const { text, value } of terms) {
    const words = text.match(WORD) ?? [];
    if (words.length === 0) continue;
    let node = root;
    for (const word of words) {
      const key = wordKey(word);
      let next = node.next.get(key);
      if (next === undefined) {
        next = { next: new Map(), ends: [] };
        node.next.set(key, next);
      }
      node = next;
    }
    const letters = words.join("");
    const isShouted = letters.length <= ACRONYM_LIMIT && letters === letters.toUpperCase() && /\p{L}/u.test(letters);
    node.ends.push({ value, isCapital: /^\p{Lu}/u.test(text), isShouted });
  }
  return root;
};

/** A word of a text, under the key by which it is found. */
export type KeyedWord = { start: number; end: number; key: string };

const keys = new Map<string, string>();
/** The memo of a long-lived isolate stays this small, and holds no longer words. */
const MEMO_LIMIT = 20_000;
const MEMO_LENGTH = 24;

const keyOf = (word: string): string => {
  const known = keys.get(word);
  if (known !== undefined) return known;
  const key = wordKey(word);
  if (keys.size >= MEMO_LIMIT) keys.clear();
  if (word.length <= MEMO_LENGTH) keys.set(word, key);
  return key;
};

/** The words of a text: runs of letters and digits. */
export const keyedWords = (text: string): KeyedWord[] => {
  const words: KeyedWord[] = [];
  for (let start = 0; start < text.length; start++) {
    let end = start;
    while (end < text.length && (kindAt(text, end) & (LETTER | DIGIT)) !== 0) end++;
    if (end === start) continue;
    words.push({ start, end, key: keyOf(text.slice(start, end)) });
    start = end;
  }
  return words;
};

/** Every longest match from left to right; where several terms share the words, all of them. */
export const findTerms = <T>(text: string, matcher: Matcher<T>, words = keyedWords(text)): Match<T>[] => {
  const matches: Match<T>[] = [];
  for (let at = 0; at < words.length; at++) {
    let node = matcher.next.get(words[at]?.key ?? "");
    if (node === undefined) continue;
    let longest: Match<T>[] = [];
    let last = at;
    for (let to = at; node !== undefined; to++) {
      const fitting = node.ends.length === 0 ? [] : fit(node, text, words[at]?.start ?? 0, words[to]?.end ?? 0);
      if (fitting.length > 0) {
        longest = fitting;
        last = to;
      }
      node = isAdjacent(text, words[to], words[to + 1]) ? node.next.get(words[to + 1]?.key ?? "") : undefined;
    }
    matches.push(...longest);
    at = last;
  }
  return matches;
};

/** The values of all terms that stand anywhere in a text, also within one another. */
export const findEvery = <T>(text: string, matcher: Matcher<T>, words = keyedWords(text)): Set<T> => {
  const found = new Set<T>();
  for (let at = 0; at < words.length; at++) {
    let node = matcher.next.get(words[at]?.key ?? "");
    for (let to = at; node !== undefined; to++) {
      if (node.ends.length > 0)
        for (const { value } of fit(node, text, words[at]?.start ?? 0, words[to]?.end ?? 0)) found.add(value);
      node = isAdjacent(text, words[to], words[to + 1]) ? node.next.get(words[to + 1]?.key ?? "") : undefined;
    }
  }
  return found;
};

/** One matcher for the terms of several; each term stands for the value of the matcher that it comes from. */
export const mergeMatchers = <T>(parts: readonly { matcher: Matcher<unknown>; value: T }[]): Matcher<T> => {
  const merged: Matcher<T> = { next: new Map(), ends: [] };
  const add = (to: Node<T>, from: Node<unknown>, value: T): void => {
    for (const { isCapital, isShouted } of from.ends) {
      const isKnown = to.ends.some(
        (end) => end.value === value && end.isCapital === isCapital && end.isShouted === isShouted,
      );
      if (!isKnown) to.ends.push({ value, isCapital, isShouted });
    }
    for (const [key, node] of from.next) {
      let next = to.next.get(key);
      if (next === undefined) {
        next = { next: new Map(), ends: [] };
        to.next.set(key, next);
      }
      add(next, node, value);
    }
  };
  for (const { matcher, value } of parts) add(merged, matcher, value);
  return merged;
};

const fit = <T>(node: Node<T>, text: string, start: number, end: number): Match<T>[] => {
  const written = text.slice(start, end);
  const isCapital = written[0] !== written[0]?.toLowerCase();
  return node.ends
    .filter((term) => (term.isShouted ? written === written.toUpperCase() : isCapital || !term.isCapital))
    .map(({ value }) => ({ start, end, value }));
};

/** Words of one term stand next to each other: a space, a hyphen, a full stop or an apostrophe apart. */
const isAdjacent = (text: string, left: { end: number } | undefined, right: { start: number } | undefined): boolean =>
  left !== undefined &&
  right !== undefined &&
  right.start - left.end <= 2 &&
  !/[\n;:,!?]/.test(text.slice(left.end, right.start));
