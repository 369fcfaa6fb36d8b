/** Tokens with parts of speech, by wink-nlp, with their places in the text. */
import { findNear, formsOf } from "./form.ts";
import type { WordInfo } from "./lexicon/lexicon.ts";
import { withoutNoise } from "./noise.ts";
import { type Lexeme, tagLexemes } from "./tagger.ts";

/** Universal part-of-speech tags. */
export type Pos =
  | "ADJ"
  | "ADP"
  | "ADV"
  | "AUX"
  | "CCONJ"
  | "DET"
  | "INTJ"
  | "NOUN"
  | "NUM"
  | "PART"
  | "PRON"
  | "PROPN"
  | "PUNCT"
  | "SCONJ"
  | "SYM"
  | "VERB"
  | "X"
  | "SPACE";

export type Token = {
  /** In lower case, with straight apostrophes. */
  lower: string;
  pos: Pos;
  /** Offsets in the field's plain text. */
  start: number;
  end: number;
  info: WordInfo | undefined;
  isCapital: boolean;
};

/**
 * Tags one sentence. `shown` is what the tagger sees, of the same length as the sentence at `offset` in the field (see case.ts).
 */
export const tagSentence = (shown: string, offset: number): Token[] => {
  const seen = withoutNoise(shown);
  const { forms, starts } = formsOf(seen);
  const lexemes: Lexeme[] = [];
  for (const { pieces } of forms) for (const { lexeme } of pieces) lexemes.push(lexeme);
  const tags = tagLexemes(lexemes) as Pos[];
  const tagged: Token[] = [];
  let cursor = 0;
  let index = 0;
  for (const [nth, form] of forms.entries()) {
    const start = starts[nth] ?? 0;
    const isInStep = form.isWhole && isSpace(seen, cursor, start);
    for (const { lexeme, lower, info, isCapital, from, length } of form.pieces) {
      const pos = tags[index++] ?? "X";
      if (lower === null) continue;
      const at = isInStep ? start + from : findNear(seen, lexeme.value, cursor);
      if (at === -1) continue;
      cursor = at + length;
      tagged.push({ lower, pos, start: offset + at, end: offset + cursor, info, isCapital });
    }
  }
  for (let at = 0; at < tagged.length; at++) {
    const token = tagged[at];
    if (token !== undefined && isBareVerb(tagged, at)) token.pos = "VERB";
  }
  return tagged;
};

const SPACE = 32;
/** Whether nothing but spaces stands between two places. */
const isSpace = (text: string, from: number, to: number): boolean => {
  for (let at = from; at < to; at++) if (text.charCodeAt(at) !== SPACE) return false;
  return from <= to;
};

const HELPERS = new Set([
  "will",
  "would",
  "may",
  "might",
  "could",
  "can",
  "should",
  "must",
  "shall",
  "did",
  "do",
  "does",
  "n't",
  "not",
]);

/** "May back the plan", "to veto the plan": after a helper with an object behind it, a word that can be a verb is one. */
const isBareVerb = (tokens: readonly Token[], at: number): boolean => {
  const token = tokens[at];
  if (token === undefined || token.pos === "VERB" || token.pos === "AUX" || token.info?.forms.has("base") !== true)
    return false;
  const before = tokens[at - 1]?.lower ?? "";
  const next = tokens[at + 1]?.pos;
  if (HELPERS.has(before)) return next !== "VERB";
  return before === "to" && (next === "DET" || next === "PROPN" || next === "PRON");
};
