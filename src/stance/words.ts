/** Cuts plain text into words and marks, and gives each the stem under which it is compared. */
import { wordKey } from "./keyed.ts";

/** A word or a mark of a text; `stem` is what comparing uses, `field` says whether it stands in the title or the summary. */
export type Word = {
  start: number;
  end: number;
  lower: string;
  stem: string;
  field: "title" | "summary";
  isStranger: boolean;
};

const WORD = /[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*|[?!:;"“”‘’%$€£]/gu;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** Words that say nothing of what a text is about. */
const FUNCTION_WORDS = new Set(
  (
    "a an the of to in on for and or but with by at from as is are was were be been being it its his her their our your my this that these those " +
    "he she they we you i who whom which what when where why how not no nor so than then there here into onto over under up down out off about " +
    "after before between among through during without within against upon per via will would shall should can could may might must do does did " +
    "done has have had having if unless until while because since s t also only just more most less least very too any some all each every both " +
    "few many much other another such own same one two three first new says said say told tells"
  ).split(" "),
);

/** Endings of one word's forms; a shorter word keeps its own. */
const ENDING = /(?:ation|ement|ment|ing|ed|ion|ity|er|al|ly)$/;
const LONG_ENOUGH_FOR_ENDING = 5;
const LONG_ENOUGH_FOR_VOWEL = 4;

/** A crude stem: "settled", "settlement" and "settles" meet in "settl". */
export function stemOf(word: string): string {
  let stem = wordKey(word.replace(/['’]s$/, ""));
  if (stem.length > LONG_ENOUGH_FOR_ENDING) stem = stem.replace(ENDING, "");
  if (stem.length > LONG_ENOUGH_FOR_VOWEL) stem = stem.replace(/[eiy]$/, "");
  return stem;
}

const CAPITAL = /^\p{Lu}\p{Ll}/u;
/** Where a capital says nothing: at the start of a text, a sentence or a quotation. */
const STARTS = /^$|[.!?:;"“”‘—–]\s?$/u;
/** More capitals than this share of the words are a headline's style. */
const MOSTLY = 0.5;

/** The words and marks of a text, in order. */
export function wordsOf(text: string, field: Word["field"]): Word[] {
  const words: Word[] = [];
  for (const found of text.matchAll(WORD)) {
    const lower = found[0].toLowerCase().replaceAll("’", "'");
    const isStranger = CAPITAL.test(found[0]) && !STARTS.test(text.slice(Math.max(0, found.index - 3), found.index));
    words.push({
      start: found.index,
      end: found.index + found[0].length,
      lower,
      stem: stemOf(found[0]),
      field,
      isStranger,
    });
  }
  const capitals = words.filter(({ isStranger }) => isStranger).length;
  if (capitals > MOSTLY * words.length) return words.map((word) => ({ ...word, isStranger: false }));
  return words;
}

/** Whether a word says what a text is about. */
export function isContentWord(word: Word): boolean {
  return word.stem.length > 1 && !FUNCTION_WORDS.has(word.lower) && LETTER_OR_DIGIT.test(word.lower);
}
