/** Cuts a sentence into forms, runs of characters between spaces, and each form into tokens: the same wherever it stands. */
import { lookUp, type WordInfo } from "./lexicon/lexicon.ts";
import { remembering } from "./remember.ts";
import { cutForm, type Lexeme } from "./tagger.ts";

/** How far a token may be from where the one before it ended. */
const DRIFT = 64;

const SPACE = 32;

/** What is the same wherever a token stands; `lower` is null for white space, which is no token of ours. */
export type Piece = {
  lexeme: Lexeme;
  lower: string | null;
  info: WordInfo | undefined;
  isCapital: boolean;
  /** Where the token stands in its form. */
  from: number;
  length: number;
};
/** A run of characters without a space, cut into tokens; `isWhole` where each stands in it as the tagger writes it, up to its end. */
export type Form = { pieces: Piece[]; isWhole: boolean };

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
export const findNear = (text: string, value: string, from: number): number => {
  let at = from;
  while (text.charCodeAt(at) === SPACE) at++;
  if (text.startsWith(value, at)) return at;
  if (text.startsWith(value, at + 1)) return at + 1;
  const found = text.slice(at, at + DRIFT + value.length).indexOf(value);
  return found === -1 ? -1 : at + found;
};

const formOf = remembering(readForm);

/** Runs of spaces of all kinds, or of line ends, which are a form of their own: between these the tagger's forms stand. */
const BETWEEN = /([ \u00a0\u2002-\u2005\u2009\u200a\u202f\u205f]+)|[\n\r\t]+/g;
/** Those that most sentences lack. */
const RARE = /[\u00a0\u2002-\u2005\u2009\u200a\u202f\u205f\n\r\t]/;

/** The forms of a text, in order, and where each starts. */
export const formsOf = (text: string): { forms: Form[]; starts: number[] } => {
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
