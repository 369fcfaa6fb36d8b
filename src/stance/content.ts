/** Finds the words that a step of a predicate is about: up to the end of its clause, and before a noun what qualifies it. */
import type { Token } from "./tag.ts";

/** Here what a verb is about ends. */
export const CLAUSE_END = new Set([
  ";",
  ":",
  "but",
  "while",
  "although",
  "though",
  "because",
  "after",
  "before",
  "when",
  "as",
  "since",
  "until",
  "despite",
  "amid",
  "whereas",
  "saying",
  "who",
  "which",
  "where",
  "if",
  "unless",
]);
/** Through these a verb reaches its object or complement. */
const LINKS = new Set([
  "to",
  "on",
  "for",
  "of",
  "from",
  "in",
  "with",
  "against",
  "at",
  "over",
  "into",
  "about",
  "toward",
  "towards",
  "a",
  "an",
  "the",
  "its",
  "their",
  "his",
  "her",
  "our",
  "any",
  "all",
  "some",
  "more",
  "new",
  "further",
  "that",
  "this",
  "these",
  "those",
  "part",
  "parts",
  "down",
  "up",
  "out",
]);

/** "The harbour plan": where the words begin that qualify a noun. */
export const compoundStart = (tokens: readonly Token[], at: number, floor: number): number => {
  let from = at;
  while (from > floor && COMPOUND.has(tokens[from - 1]?.pos ?? "")) from--;
  return from;
};
const COMPOUND = new Set(["NOUN", "PROPN", "ADJ", "NUM"]);

const DASHES = new Set(["-", "–", "—", "--", "---"]);

/** A dash between words, not within one, ends what is spoken of. */
const isSpacedDash = (tokens: readonly Token[], at: number): boolean => {
  const token = tokens[at];
  return (
    token !== undefined && DASHES.has(token.lower) && token.start > (tokens[at - 1]?.end ?? 0) && at < tokens.length - 1
  );
};

/** The words after a step up to the end of its clause. */
export const contentAfter = (tokens: readonly Token[], from: number): { from: number; to: number } => {
  let to = from;
  if (CLAUSE_END.has(tokens[from]?.lower ?? "")) return { from, to };
  while (to < tokens.length && to - from < 40) {
    const word = tokens[to]?.lower ?? "";
    if (
      (to > from && CLAUSE_END.has(word)) ||
      word === ";" ||
      isSpacedDash(tokens, to) ||
      (word === "only" && CLAUSE_END.has(tokens[to + 1]?.lower ?? "")) ||
      (word === "," && (to === from || !LINKS.has(tokens[to + 1]?.lower ?? "")))
    )
      break;
    to++;
  }
  while (to > from && tokens[to - 1]?.pos === "PUNCT") to--;
  return { from, to };
};
