/** Says in which language a text is, so that what is not English is said to be unread instead of being judged by English words. */
import { detectAll } from "tinyld/light";
import { lookUp } from "./lexicon/lexicon.ts";

/** Words that English texts are full of and that few other languages write. */
const ENGLISH = new Set(
  (
    "the of and to on with for by from is are was were will would says said say after over at it its that this has have had be been not but they " +
    "their he his she her who which what when how why than into about against before under amid between off new first more if you your we us my " +
    "there where while during without may can could should must does did day year years week people man woman two three world top back how get gets"
  ).split(" "),
);
const WORD = /\p{L}[\p{L}\p{M}'’]*/gu;
/** Only the beginning is looked at: languages do not change within an item. */
const SAMPLE = 400;
/** From this share of English words a text is English. */
const CLEAR_SHARE = 0.2;
/** Up to this share a text has only stray English words ("no", "a", a name). */
const STRAY_SHARE = 0.08;
/** How sure the library must be where English words are few, and where some are there. */
const SURE = { none: 0.02, stray: 0.1, some: 0.5 };
/** So many words without an English one are a sentence of another language. */
const SENTENCE_WORDS = 7;
/** Fewer words are names as often as language. */
const LEAST_WORDS = 3;

/** Words that hardly any other language writes; two of them settle it. */
const SURELY_ENGLISH = /\b(?:the|and|to|with|from|said|says|after|by|that|its|will|has|have|their|which|would)\b/gi;
const SETTLED = 2;

/** The ISO 639-1 code of the language a text is in: "en" unless it is clearly another one. */
export const languageOf = (text: string): string => {
  const sample = text.slice(0, SAMPLE);
  SURELY_ENGLISH.lastIndex = 0;
  let sure = 0;
  while (sure < SETTLED && SURELY_ENGLISH.test(sample)) sure++;
  if (sure === SETTLED) return "en";
  const words = sample.match(WORD) ?? [];
  const known = words.filter((word) => {
    const lower = word.toLowerCase().replace(/['’]s?$/, "");
    return ENGLISH.has(lower) || lookUp(lower) !== undefined;
  }).length;
  const share = words.length === 0 ? 1 : known / words.length;
  if (share >= CLEAR_SHARE) return "en";
  const hasOtherScript = /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]{2}/u.test(sample);
  if (words.length < LEAST_WORDS && !hasOtherScript) return "en";
  const [best] = detectAll(sample);
  if (best === undefined || best.lang === "" || best.lang === "en") return "en";
  const isSentence = known === 0 && words.length >= SENTENCE_WORDS;
  const least = isSentence || hasOtherScript ? SURE.none : share <= STRAY_SHARE ? SURE.stray : SURE.some;
  return best.accuracy >= least ? best.lang : "en";
};
