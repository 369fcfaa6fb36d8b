/** Matches the words of a sentence with the lexicon: verbs and their phrases, nouns, adjectives. */
import type { Pattern } from "./lexicon/lexicon.ts";
import type { Sense } from "./lexicon/sense.ts";
import { LIGHT } from "./lexicon/verbs.ts";
import type { Token } from "./tag.ts";

/** One step: the sense found and the tokens (half-open) that gave it. */
export type Step = { sense: Sense; from: number; to: number };

/** "Welcome the plan", "suspended the talks": with an object of its own, a word is a verb before it is an adjective. */
const isObjectNext = (tokens: readonly Token[], at: number): boolean => {
  const next = tokens[at];
  return next !== undefined && (next.pos === "DET" || next.pos === "PROPN" || POSSESSIVES.has(next.lower));
};

/** The step at a token: a verb of the lexicon, or after "be" an adjective or noun. */
export const stepAt = (
  tokens: readonly Token[],
  at: number,
  mayJudge: boolean,
): { step: Step; isVerb: boolean } | null => {
  const isTransitive = tokens[at]?.info?.verb !== null && isObjectNext(tokens, at + 1);
  if (mayJudge && !isTransitive) {
    const adjective = matchAt(tokens, at, "adjective");
    if (adjective !== null) return { step: adjective, isVerb: false };
  }
  const verb = verbStepAt(tokens, at);
  if (verb !== null) return { step: verb, isVerb: true };
  const noun = mayJudge ? matchAt(tokens, at, "noun") : null;
  return noun === null ? null : { step: noun, isVerb: false };
};

/** A verb phrase of the lexicon; a verb that only carries its noun ("gave its consent") gives way to the noun. */
export const verbStepAt = (tokens: readonly Token[], at: number): Step | null => {
  const info = tokens[at]?.info;
  if (info === undefined || info.verb === null) return null;
  const lemma = info.verb;
  for (const pattern of info.verbs) {
    const to = matchRest(tokens, at + 1, pattern);
    if (to === null) continue;
    if (pattern.rest.length === 0 && LIGHT.has(lemma)) {
      const carried = carriedNoun(tokens, at + 1);
      if (carried !== null) return { ...carried, sense: concluded(lemma, carried.sense), from: at };
    }
    return { sense: pattern.sense, from: at, to };
  }
  return null;
};

const CONCLUDING = new Set(["reach", "sign", "conclude", "strike", "make"]);
/** "Reached an agreement" is done; "offered its agreement" is the intent. */
const concluded = (lemma: string, sense: Sense): Sense =>
  CONCLUDING.has(lemma) && sense.lemma === "agreement" ? { ...sense, behaviour: "act", act: "support" } : sense;

const carriedNoun = (tokens: readonly Token[], from: number): Step | null => {
  for (let at = from; at < tokens.length && at - from < 6; at++) {
    const token = tokens[at];
    if (token === undefined) return null;
    const noun = matchAt(tokens, at, "noun");
    if (noun !== null) return noun.sense.behaviour === "thing" ? null : noun;
    if (token.pos === "VERB" || token.pos === "ADP" || token.pos === "PUNCT" || token.lower === "to") return null;
  }
  return null;
};

/** A noun or adjective of the lexicon that begins at a token, or null. */
export const matchAt = (tokens: readonly Token[], at: number, kind: "noun" | "adjective"): Step | null => {
  for (const pattern of tokens[at]?.info?.[kind] ?? []) {
    const to = matchRest(tokens, at + 1, pattern);
    if (to !== null) return { sense: pattern.sense, from: at, to };
  }
  return null;
};

/** Where a pattern's further words end, or null; "~" stands for up to six words. */
const matchRest = (tokens: readonly Token[], from: number, pattern: Pattern): number | null => {
  let at = from;
  for (let index = 0; index < pattern.rest.length; index++) {
    const wanted = pattern.rest[index] ?? "";
    if (wanted !== "~") {
      if (!isSameWord(tokens[at]?.lower, wanted)) return null;
      at++;
      continue;
    }
    const next = pattern.rest[index + 1] ?? "";
    // "Call for an end to" is not "call somebody to".
    if (tokens[at]?.pos === "ADP" || tokens[at]?.lower === "for") return null;
    let gap = 0;
    while (gap <= 6 && tokens[at] !== undefined && !isSameWord(tokens[at]?.lower, next)) {
      // Nor does a phrase reach over another verb: "told relatives she was ready to".
      if (tokens[at]?.pos === "PUNCT" || tokens[at]?.pos === "VERB" || tokens[at]?.pos === "AUX") return null;
      gap++;
      at++;
    }
    if (gap === 0 || gap > 6 || tokens[at] === undefined) return null;
  }
  return at;
};

export const POSSESSIVES = new Set(["its", "their", "his", "her", "our", "my", "your"]);
const isSameWord = (word: string | undefined, wanted: string): boolean =>
  word === wanted || (wanted === "its" && word !== undefined && POSSESSIVES.has(word));
