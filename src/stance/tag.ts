/** Tokens with parts of speech, by wink-nlp, with their places in the text. */
import { lookUp, type WordInfo } from "./lexicon/lexicon.ts";
import { cutForm, type Lexeme, tagLexemes } from "./tagger.ts";

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

/** What is the same wherever a token stands; `lower` is null for white space, which is no token of ours. */
type Piece = {
  lexeme: Lexeme;
  lower: string | null;
  info: WordInfo | undefined;
  isCapital: boolean;
  /** Where the token stands in its form. */
  from: number;
  length: number;
};
/** A run of characters without a space, cut into tokens; `isWhole` where each stands in it as the tagger writes it, up to its end. */
type Form = { pieces: Piece[]; isWhole: boolean };

const forms = new Map<string, Form>();
/** The memo of a long-lived isolate stays this small: a language's frequent words are fewer, and shorter. */
const MEMO_LIMIT = 20_000;
const MEMO_LENGTH = 24;

const formOf = (written: string): Form => {
  const known = forms.get(written);
  if (known !== undefined) return known;
  const form = readForm(written);
  if (forms.size >= MEMO_LIMIT) forms.clear();
  if (written.length <= MEMO_LENGTH) forms.set(written, form);
  return form;
};

const readForm = (written: string): Form => {
  let cursor = 0;
  let isWhole = true;
  const pieces = cutForm(written).map((lexeme): Piece => {
    const { value } = lexeme;
    const from = findNear(written, value, cursor);
    isWhole &&= from !== -1 && value.trim() !== "";
    if (from !== -1) cursor = from + value.length;
    const small = value.toLowerCase();
    const lower = value.trim() === "" ? null : small.replaceAll("’", "'");
    const isCapital = value[0] !== small[0] && value[0] === value[0]?.toUpperCase();
    return { lexeme, lower, info: lookUp(lower ?? ""), isCapital, from, length: value.length };
  });
  return { pieces, isWhole: isWhole && cursor === written.length };
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

/** Runs of spaces of all kinds, or of line ends, which are a form of their own: between these the tagger's forms stand. */
const BETWEEN = /([ \u00a0\u2002-\u2005\u2009\u200a\u202f\u205f]+)|[\n\r\t]+/g;
/** Those that most sentences lack. */
const RARE = /[\u00a0\u2002-\u2005\u2009\u200a\u202f\u205f\n\r\t]/;

/** The forms of a text, in order, and where each starts. */
const formsOf = (text: string): { forms: Form[]; starts: number[] } => {
  const forms: Form[] = [];
  const starts: number[] = [];
  const add = (start: number, end: number): void => {
    if (end <= start) return;
    forms.push(formOf(text.slice(start, end)));
    starts.push(start);
  };
  let start = 0;
  if (RARE.test(text)) {
    for (const { 0: between, 1: spaces, index } of text.matchAll(BETWEEN)) {
      add(start, index);
      start = index + between.length;
      if (spaces === undefined) add(index, start);
    }
  } else {
    for (let end = text.indexOf(" "); end !== -1; end = text.indexOf(" ", start)) {
      add(start, end);
      start = end + 1;
    }
  }
  add(start, text.length);
  return { forms, starts };
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
