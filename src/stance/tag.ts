/** Tokens with parts of speech, by wink-nlp, with their places in the text. */
import model from "wink-eng-lite-web-model";
import winkNLP from "wink-nlp";
import { lookUp, type WordInfo } from "./lexicon/lexicon.ts";

const nlp = winkNLP(model, ["pos"]);
/** Names what is asked of a token: wink-nlp compares the function itself, so that it must not be bound. */
// oxlint-disable-next-line typescript/unbound-method
const posOf = nlp.its.pos;

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

/** How far a token may be from where the one before it ended. */
const DRIFT = 64;

/** A mark repeated more often, or a word longer than these, is no language, and costs the tagger more than its length. */
const NOISE = /([^\p{L}\p{N}\s])\1{3,}|\S{200,}/gu;
/** The same text, as long as before, without what is no language. */
const withoutNoise = (text: string): string => text.replace(NOISE, (run) => " ".repeat(run.length));

/**
 * Tags one sentence. `shown` is what the tagger sees, of the same length as the sentence at `offset` in the field (see case.ts).
 */
export const tagSentence = (shown: string, offset: number): Token[] => {
  const seen = withoutNoise(shown);
  const tokens = nlp.readDoc(seen).tokens();
  const values = tokens.out();
  const tags = tokens.out(posOf) as Pos[];
  const tagged: Token[] = [];
  let cursor = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? "";
    let at = cursor;
    if (value === " " || value.trim() === "") continue;
    while (seen[at] === " ") at++;
    if (!seen.startsWith(value, at)) {
      if (seen.startsWith(value, at + 1)) at++;
      else {
        const found = seen.slice(at, at + DRIFT + value.length).indexOf(value);
        if (found === -1) continue;
        at += found;
      }
    }
    cursor = at + value.length;
    const small = value.toLowerCase();
    const lower = small.includes("’") ? small.replaceAll("’", "'") : small;
    tagged.push({
      lower,
      pos: tags[index] ?? "X",
      start: offset + at,
      end: offset + cursor,
      info: lookUp(lower),
      isCapital: value[0] !== small[0] && value[0] === value[0]?.toUpperCase(),
    });
  }
  for (const [at, token] of tagged.entries()) if (isBareVerb(tagged, at)) token.pos = "VERB";
  return tagged;
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
