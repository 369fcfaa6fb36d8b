/** Lower-cases Title Case and ALL CAPS text word by word, so that the tagger sees ordinary English; every offset stays. */

/** Fewer words show no habit. */
const MINIMUM_WORDS = 4;
/** The share of longer words in capitals from which a text counts as shouted or as a title. */
const HABIT = 0.75;
const WORD = /\p{L}[\p{L}\p{M}\p{N}'’.-]*/gu;
/** Words this long are capitalised in Title Case. */
const LONG = 4;

export type Casing = "sentence" | "title" | "capitals";

/** How a text uses capitals. */
export const casingOf = (text: string): Casing => {
  const words = text.match(WORD) ?? [];
  if (words.length < MINIMUM_WORDS) return "sentence";
  const long = words.filter((word) => word.length >= LONG);
  if (
    words.filter((word) => word.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase()).length >=
    words.length * HABIT
  )
    return "capitals";
  const later = long.slice(1);
  return later.length >= 3 && later.filter((word) => /^\p{Lu}/u.test(word)).length >= later.length * HABIT
    ? "title"
    : "sentence";
};

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
