/** Says how a clause is asserted by what governs it: the verb before it ("denies that", "urges … to") or its own "if". */
import type { Factuality } from "../model.ts";
import type { Predicate } from "./predicate.ts";
import type { Token } from "./tag.ts";

/** Verbs of saying that speak of what is to come. */
const FORESEEING = new Set(["expect", "predict", "forecast", "anticipate", "foresee", "estimate"]);
const CLAIMS = new Set([
  "claim",
  "report",
  "allegation",
  "suggestion",
  "accusation",
  "rumour",
  "rumor",
  "notion",
  "idea",
]);
const IF = new Set(["if", "unless", "whether", "until", "once", "provided"]);
/** "Until now", "until this week": a time, and nothing hangs on it. */
const TIMES = new Set(["now", "then", "recently", "today", "yesterday", "lately", "last", "this"]);
/** Here a governed clause ends. */
const ENDS = new Set([";", "but", "while", "whereas", "although", "though"]);
/** How far back a clause's own conjunction may stand. */
const REACH = 14;

const isClaimWord = (word: string): boolean => CLAIMS.has(word.endsWith("s") ? word.slice(0, -1) : word);

/** How a predicate asserts the clause that it governs; null where it says nothing of its truth. */
export const embeddingOf = (predicate: Predicate, tokens: readonly Token[]): Factuality | null => {
  const [outer] = predicate.steps;
  if (outer === undefined) return null;
  const isClaim = tokens.slice(outer.to, predicate.to + 2).some(({ lower }) => isClaimWord(lower));
  switch (outer.sense.behaviour) {
    case "deny":
      return predicate.isNegated ? null : "denied";
    case "doubt":
      return "doubted";
    case "request":
    case "want":
      return "urged";
    case "consider":
      return "possible";
    case "refuse":
      return isClaim ? "denied" : null;
    case "say":
      if (predicate.isPassive) return FORESEEING.has(outer.sense.lemma) ? "foreseen" : "possible";
      return FORESEEING.has(outer.sense.lemma) ? "foreseen" : null;
    default:
      return null;
  }
};

/** Where the clause ends that the words before `from` govern; speech goes on behind a colon. */
export const governedEnd = (tokens: readonly Token[], from: number, limit: number, isSpeech: boolean): number => {
  for (let at = from; at < limit; at++) {
    const word = tokens[at]?.lower ?? "";
    if (ENDS.has(word) || (word === ":" && !isSpeech)) return at;
  }
  return limit;
};

/** Whether a predicate stands in a clause of "if", "unless", "whether" or "until". */
export const isInCondition = (tokens: readonly Token[], at: number, floor: number): boolean => {
  for (let back = at - 1; back >= Math.max(floor, at - REACH); back--) {
    const token = tokens[back];
    if (token === undefined || token.lower === "," || ENDS.has(token.lower) || token.lower === "that") return false;
    if (IF.has(token.lower)) return !TIMES.has(tokens[back + 1]?.lower ?? "") && tokens[back - 1]?.lower !== "at";
  }
  return false;
};
