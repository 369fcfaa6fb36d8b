/** Lower-cases Title Case and ALL CAPS text word by word, so that the tagger sees ordinary English; every offset stays. */
import { CAPITAL, DIGIT, kindAt, LETTER, MARK } from "./char.ts";

/** Fewer words show no habit. */
const MINIMUM_WORDS = 4;
/** The share of longer words in capitals from which a text counts as shouted or as a title. */
const HABIT = 0.75;
/** A title has so many longer words behind its first. */
const LATER_WORDS = 3;
const WORD = /\p{L}[\p{L}\p{M}\p{N}'’.-]*/gu;
/** What may stand within a word beside letters, marks and digits, as in the expression above. */
const JOINTS = new Set("'’.-".split("").map((char) => char.charCodeAt(0)));
const SMALL_A = 97;
const SMALL_Z = 122;
const ASCII_END = 128;
/** Words this long are capitalised in Title Case. */
const LONG = 4;

export type Casing = "sentence" | "title" | "capitals";

/** What a text's words show of its habit. */
type Habit = { words: number; shouted: number; later: number; capital: number };

/** How a text uses capitals. */
export const casingOf = (text: string): Casing => {
  const { words, shouted, later, capital } = habitOf(text);
  if (words < MINIMUM_WORDS) return "sentence";
  if (shouted >= words * HABIT) return "capitals";
  return later >= LATER_WORDS && capital >= later * HABIT ? "title" : "sentence";
};

/** Counts words, words in capitals, longer words behind the first longer one, and those of them with a capital. */
const habitOf = (text: string): Habit => {
  const habit: Habit = { words: 0, shouted: 0, later: 0, capital: 0 };
  let isLater = false;
  for (let start = 0; start < text.length; start++) {
    const first = kindAt(text, start);
    if ((first & LETTER) === 0) continue;
    let end = start;
    let hasSmall = false;
    let isAscii = true;
    for (; end < text.length && isInWord(text, end); end++) {
      const code = text.charCodeAt(end);
      hasSmall ||= code >= SMALL_A && code <= SMALL_Z;
      isAscii &&= code < ASCII_END;
    }
    habit.words++;
    if (!hasSmall && end - start > 1 && (isAscii || isShouted(text.slice(start, end)))) habit.shouted++;
    if (end - start >= LONG) {
      if (isLater) habit.later++;
      if (isLater && (first & CAPITAL) !== 0) habit.capital++;
      isLater = true;
    }
    start = end - 1;
  }
  return habit;
};

const isInWord = (text: string, at: number): boolean =>
  (kindAt(text, at) & (LETTER | MARK | DIGIT)) !== 0 || JOINTS.has(text.charCodeAt(at));

const isShouted = (word: string): boolean => word === word.toUpperCase() && word !== word.toLowerCase();

const lower = (word: string): string => {
  const lowered = word.toLowerCase();
  return lowered.length === word.length ? lowered : word;
};

/**
 * `text` with the same length, its words in lower case where the text's habit made them capital; names (spans, and words that `isName`
 * knows from elsewhere in the item) keep one capital.
 */
export const normaliseCase = (
  text: string,
  names: readonly { start: number; end: number }[],
  isName: (word: string) => boolean,
): string => {
  const casing = casingOf(text);
  if (casing === "sentence") return text;
  return text.replace(WORD, (word, at: number) => {
    const isNamed = names.some((name) => at < name.end && at + word.length > name.start) || isName(word.toLowerCase());
    if (casing === "title") return isNamed || /^\p{Lu}{2,}$/u.test(word) ? word : lower(word);
    if (!isNamed) return lower(word);
    return word.length <= 3 ? word : word.slice(0, 1) + lower(word.slice(1));
  });
};
