/** Finds known names and terms in raw text, in one pass over its words: the cheap gate before any tagging. */
import { type Beginnings, beginningsOf, keyedWords, type KeyedWord, keyIn, mayBegin, wordKey } from "./keyed.ts";

/** A name or term and what it stands for. */
export type Term<T> = { text: string; value: T };
export type Match<T> = { start: number; end: number; value: T };

type Node<T> = { next: Map<string, Node<T>>; ends: { value: T; isCapital: boolean; isShouted: boolean }[] };
/** Terms as a trie over words, and how their first words begin; build it once with `compileTerms`. */
export type Matcher<T> = Node<T> & { beginnings: Beginnings };

const WORD = /[\p{L}\p{N}]+/gu;
/** An acronym this short is an ordinary word in lower case ("us", "it", "who"). */
const ACRONYM_LIMIT = 4;

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
  return { ...root, beginnings: beginningsOf(root.next.keys()) };
};

/** Every longest match from left to right; where several terms share the words, all of them. */
export const findTerms = <T>(text: string, matcher: Matcher<T>, words = keyedWords(text)): Match<T>[] => {
  const matches: Match<T>[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word === undefined || !mayBegin(text, word, matcher.beginnings)) continue;
    let node = matcher.next.get(keyIn(text, word));
    if (node === undefined) continue;
    let longest: Match<T>[] = [];
    let last = at;
    for (let to = at; node !== undefined; to++) {
      const fitting = node.ends.length === 0 ? [] : fit(node, text, word.start, words[to]?.end ?? 0);
      if (fitting.length > 0) {
        longest = fitting;
        last = to;
      }
      const next = words[to + 1];
      node = isAdjacent(text, words[to], next) ? node.next.get(keyIn(text, next)) : undefined;
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
    const word = words[at];
    if (word === undefined || !mayBegin(text, word, matcher.beginnings)) continue;
    let node = matcher.next.get(keyIn(text, word));
    for (let to = at; node !== undefined; to++) {
      if (node.ends.length > 0)
        for (const { value } of fit(node, text, word.start, words[to]?.end ?? 0)) found.add(value);
      const next = words[to + 1];
      node = isAdjacent(text, words[to], next) ? node.next.get(keyIn(text, next)) : undefined;
    }
  }
  return found;
};

/** One matcher for the terms of several; each term stands for the value of the matcher that it comes from. */
export const mergeMatchers = <T>(parts: readonly { matcher: Matcher<unknown>; value: T }[]): Matcher<T> => {
  const merged: Node<T> = { next: new Map(), ends: [] };
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
  return { ...merged, beginnings: beginningsOf(merged.next.keys()) };
};

const fit = <T>(node: Node<T>, text: string, start: number, end: number): Match<T>[] => {
  const written = text.slice(start, end);
  const isCapital = written[0] !== written[0]?.toLowerCase();
  return node.ends
    .filter((term) => (term.isShouted ? written === written.toUpperCase() : isCapital || !term.isCapital))
    .map(({ value }) => ({ start, end, value }));
};

/** Words of one term stand next to each other: a space, a hyphen, a full stop or an apostrophe apart. */
const isAdjacent = (text: string, left: KeyedWord | undefined, right: KeyedWord | undefined): right is KeyedWord =>
  left !== undefined &&
  right !== undefined &&
  right.start - left.end <= 2 &&
  !/[\n;:,!?]/.test(text.slice(left.end, right.start));
