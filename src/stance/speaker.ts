/** Finds the noun phrase of who speaks: before a verb of saying or behind it. */
import { COLON_REACH, PUNCTUATION, QUOTES, type Range, RELATIVE } from "./marks.ts";
import type { Token } from "./tag.ts";

/** Words that end a subject on its left. */
const EDGES = new Set(
  "; : . ? ! — – ― -- ( ) that but while whereas because after before as when if unless whether where since until although though than so and or".split(
    " ",
  ),
);
const NOMINATIVE = new Set(["he", "she", "they", "we", "i"]);
/** How far a subject may reach back, asides included. */
const SUBJECT_REACH = 40;

/** Where a noun phrase ends: at a verb (a capital is none) or a mark; a bracket behind a name is part of it. */
export const isPhraseEnd = (tokens: readonly Token[], at: number, mayHoldVerb: boolean): boolean => {
  const token = tokens[at];
  if (token === undefined) return true;
  if (!mayHoldVerb && (token.pos === "VERB" || token.pos === "AUX") && !token.isCapital) return true;
  return PUNCTUATION.has(token.lower) && token.lower !== "-";
};

export const phraseEnd = (tokens: readonly Token[], from: number): number => {
  let to = from;
  while (to < tokens.length && !isPhraseEnd(tokens, to, false) && tokens[to]?.lower !== "(") to++;
  return tokens[to]?.lower === "(" ? bracketEnd(tokens, to) : to;
};

/** "(D-Wis.)": the token behind a short bracket; else the bracket's own place. */
const bracketEnd = (tokens: readonly Token[], open: number): number => {
  for (let at = open + 1; at <= open + COLON_REACH; at++) if (tokens[at]?.lower === ")") return at + 1;
  return open;
};

/** The subject of a sentence's first verb. */
export const firstSubject = (tokens: readonly Token[]): Range | null => {
  const at = tokens.findIndex(({ pos }) => pos === "VERB" || pos === "AUX");
  return at > 0 ? subjectBefore(tokens, at) : null;
};

/** The noun phrase before a verb group, with its appositions and relative clauses; null where there is none. */
export const subjectBefore = (tokens: readonly Token[], end: number): Range | null => {
  let to = end;
  const least = Math.max(0, end - SUBJECT_REACH);
  if (RELATIVE.has(tokens[to - 1]?.lower ?? "") && tokens[to - 1]?.pos !== "PROPN") to--;
  if (tokens[to - 1]?.lower === ",") {
    // "Quill, who leads the council, said": back over the aside.
    const comma = tokens.findLastIndex((token, at) => at < to - 1 && at >= least && token.lower === ",");
    if (comma <= 0) return null;
    to = comma;
  }
  if (NOMINATIVE.has(tokens[to - 1]?.lower ?? "")) return { from: to - 1, to };
  let from = to;
  if (tokens[from - 1]?.lower === ")") from = bracketStart(tokens, from - 1);
  while (from > least) {
    const token = tokens[from - 1];
    if (token === undefined || ((token.pos === "VERB" || token.pos === "AUX") && !isNameLike(tokens, from - 1))) break;
    const isEdge =
      EDGES.has(token.lower) &&
      !(token.lower === "and" && (joinsNames(tokens, from - 1) || joinsNouns(tokens, from - 1, least)));
    if (isEdge || token.lower === "," || QUOTES.has(token.lower) || RELATIVE.has(token.lower)) break;
    from--;
  }
  while (from < to && (tokens[from]?.pos === "ADV" || tokens[from]?.pos === "CCONJ" || tokens[from]?.pos === "PUNCT"))
    from++;
  while (to > from && (tokens[to - 1]?.pos === "ADV" || tokens[to - 1]?.pos === "ADP")) to--;
  return to > from ? { from, to } : null;
};

const joinsNames = (tokens: readonly Token[], and: number): boolean =>
  tokens[and - 1]?.isCapital === true && tokens[and + 1]?.isCapital === true;

/** "The harbour minister and current chair": no verb stands before it in its clause. */
const joinsNouns = (tokens: readonly Token[], and: number, least: number): boolean => {
  for (let at = and - 1; at >= least; at--) {
    const token = tokens[at];
    if (token === undefined || token.pos === "VERB" || token.pos === "AUX") return false;
    if (EDGES.has(token.lower) || token.lower === "," || QUOTES.has(token.lower)) break;
  }
  return true;
};

/** Before the bracket that ends here, where it is short. */
const bracketStart = (tokens: readonly Token[], close: number): number => {
  for (let at = close - 1; at >= Math.max(0, close - COLON_REACH); at--) if (tokens[at]?.lower === "(") return at;
  return close + 1;
};

/** "Lynch said": a capital before a verb is a name, whatever the word can mean. */
const isNameLike = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.isCapital === true && tokens[at]?.pos === "VERB" && tokens[at + 1]?.pos !== "DET";
