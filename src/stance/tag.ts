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
/** What NOISE counts: so many of one mark, or so many characters without a space. */
const NOISY = { repeats: 4, word: 200 };
const SPACE = 32;
/** Half characters, which do not repeat as wholes do. */
const SURROGATES = 0xd800;
const PRIVATE = 0xe000;

/** Whether the expression above could find anything: it costs more than this look at each character. */
const mayBeNoisy = (text: string): boolean => {
  let previous = -1;
  let repeats = 1;
  let space = -1;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    repeats = code === previous ? repeats + 1 : 1;
    if (code === SPACE) space = at;
    else if (repeats >= NOISY.repeats || at - space >= NOISY.word || (code >= SURROGATES && code < PRIVATE))
      return true;
    previous = code;
  }
  return false;
};

/** The same text, as long as before, without what is no language. */
const withoutNoise = (text: string): string =>
  mayBeNoisy(text) ? text.replace(NOISE, (run) => " ".repeat(run.length)) : text;

/** What is the same wherever a written form stands; null for white space. */
type Form = { lower: string; info: WordInfo | undefined; isCapital: boolean } | null;

const forms = new Map<string, Form>();
/** The memo of a long-lived isolate stays this small: a language's frequent words are fewer, and shorter. */
const MEMO_LIMIT = 20_000;
const MEMO_LENGTH = 24;

const formOf = (value: string): Form => {
  const known = forms.get(value);
  if (known !== undefined) return known;
  const form = readForm(value);
  if (forms.size >= MEMO_LIMIT) forms.clear();
  if (value.length <= MEMO_LENGTH) forms.set(value, form);
  return form;
};

const readForm = (value: string): Form => {
  if (value.trim() === "") return null;
  const small = value.toLowerCase();
  const lower = small.replaceAll("’", "'");
  const isCapital = value[0] !== small[0] && value[0] === value[0]?.toUpperCase();
  return { lower, info: lookUp(lower), isCapital };
};

/** Where `value` next stands in `text` from `from` on, or -1: spaces and at most one other character, or a little more, may stand before it. */
const findNear = (text: string, value: string, from: number): number => {
  let at = from;
  while (text.charCodeAt(at) === SPACE) at++;
  if (text.startsWith(value, at)) return at;
  if (text.startsWith(value, at + 1)) return at + 1;
  const found = text.slice(at, at + DRIFT + value.length).indexOf(value);
  return found === -1 ? -1 : at + found;
};

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
    const form = formOf(value);
    if (form === null) continue;
    const at = findNear(seen, value, cursor);
    if (at === -1) continue;
    cursor = at + value.length;
    const { lower, info, isCapital } = form;
    tagged.push({ lower, pos: tags[index] ?? "X", start: offset + at, end: offset + cursor, info, isCapital });
  }
  for (let at = 0; at < tagged.length; at++) {
    const token = tagged[at];
    if (token !== undefined && isBareVerb(tagged, at)) token.pos = "VERB";
  }
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
