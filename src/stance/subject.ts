/** Finds who does what a predicate says: the head of the noun phrase before it, past asides, or after "by". */
import type { Segment } from "./segment.ts";
import type { SentenceContext } from "./context.ts";
import type { Predicate } from "./predicate.ts";
import { nounPhrase, type Subject } from "./resolve.ts";
import { isNoLonger } from "./auxiliaries.ts";
import { verbStepAt } from "./step.ts";
import type { Token } from "./tag.ts";

/** How far before its predicate a subject may begin. */
const REACH = 30;
/** How far behind a passive its agent may stand. */
const AGENT_REACH = 8;
/** A subject does not reach back over these. */
const BOUNDARIES = new Set(
  '; : that but while whereas because after before as when if unless whether where since until although though than so " “ ”'.split(
    " ",
  ),
);
const RELATIVES = new Set(["who", "which", "whom", "whose"]);
const COORDINATORS = new Set(["and", "or", "then", "nor"]);
/** These are whoever speaks. */
const SPEAKERS = new Set(["we", "i", "us", "our", "my"]);

/** The subject of an active predicate or the agent of a passive one; null where the sentence names none. */
export const subjectOf = (context: SentenceContext, predicate: Predicate, segment: Segment): Subject | null => {
  if (predicate.isPassive) return agentOf(context, predicate, segment);
  const phrase = phraseBefore(context.tokens, predicate.from, segment.from);
  return phrase === null ? null : nounPhrase(context, phrase.from, phrase.to);
};

/** What a passive or a judgement is about: the noun phrase before it. */
export const patientOf = (tokens: readonly Token[], at: number, floor: number): { from: number; to: number } | null => {
  const phrase = phraseBefore(tokens, at, floor);
  if (phrase === null) return null;
  return phrase.to > phrase.from ? phrase : null;
};

/** Whether a predicate shares the subject of the one before it: "rejected the terms and said", "hails spring, keeps border shut". */
export const isCoordinated = (tokens: readonly Token[], at: number, floor: number): boolean => {
  let before = at - 1;
  while (before > floor && (tokens[before]?.pos === "ADV" || tokens[before]?.lower === "then")) before--;
  const word = tokens[before]?.lower ?? "";
  return before > floor && (word === "," || COORDINATORS.has(word));
};

const agentOf = (context: SentenceContext, predicate: Predicate, segment: Segment): Subject | null => {
  const { tokens } = context;
  const limit = Math.min(predicate.to + AGENT_REACH, segment.to);
  for (let at = predicate.to; at < limit; at++) {
    const token = tokens[at];
    if (token === undefined || token.pos === "VERB" || token.lower === ";") return null;
    if (token.lower !== "by") continue;
    let to = at + 1;
    while (to < segment.to && to - at <= AGENT_REACH && !isClauseMark(tokens[to])) to++;
    return nounPhrase(context, at + 1, to);
  }
  return null;
};

const isClauseMark = (token: Token | undefined): boolean =>
  token === undefined ||
  token.pos === "VERB" ||
  token.pos === "AUX" ||
  token.pos === "PUNCT" ||
  BOUNDARIES.has(token.lower);

/** Whether a token is a verb; after a determiner, a possessive or a preposition what the tagger calls one is a noun: "the bank's offer". */
export const isVerb = (tokens: readonly Token[], at: number): boolean => {
  const token = tokens[at];
  if (token === undefined || (token.pos !== "VERB" && token.pos !== "AUX")) return false;
  const before = tokens[at - 1];
  if (before === undefined || token.pos === "AUX") return true;
  if (before.pos === "ADP") return token.lower.endsWith("ing");
  return before.pos !== "DET" && before.lower !== "'s" && before.lower !== "'";
};

/** "Northland signs the treaty": after a name and before an object the third person is a verb, whatever the tagger says. */
export const isThirdPerson = (tokens: readonly Token[], at: number): boolean => {
  const token = tokens[at];
  const next = tokens[at + 1];
  if (token?.pos !== "NOUN" || next === undefined || token.isCapital) return false;
  if (token.info?.forms.has("s") !== true || tokens[at - 1]?.pos !== "PROPN") return false;
  if ((verbStepAt(tokens, at)?.to ?? 0) > at + 1) return true;
  if (next.pos === "NOUN" && !hasVerb(tokens, at + 1, clauseEnd(tokens, at + 1))) return true;
  return next.pos === "DET" || next.pos === "PRON" || next.lower === "to" || next.lower.endsWith("ing");
};

const clauseEnd = (tokens: readonly Token[], from: number): number => {
  let to = from;
  while (to < tokens.length && tokens[to]?.pos !== "PUNCT" && !BOUNDARIES.has(tokens[to]?.lower ?? "")) to++;
  return to;
};

const phraseBefore = (tokens: readonly Token[], end: number, floor: number): { from: number; to: number } | null => {
  const least = Math.max(floor, end - REACH);
  let from = end;
  while (from > least) {
    const at = from - 1;
    const token = tokens[at];
    if (token === undefined || BOUNDARIES.has(token.lower) || isVerb(tokens, at)) break;
    if (COORDINATORS.has(token.lower) && hasVerb(tokens, clauseStart(tokens, at, least), at)) break;
    if (token.lower === ",") {
      const start = clauseStart(tokens, at, least);
      const isAside = RELATIVES.has(tokens[start]?.lower ?? "") || tokens[start]?.lower.endsWith("ing") === true;
      if (!isAside && (hasVerb(tokens, start, at) || isAdverbial(tokens, start, end, at))) break;
      from = Math.max(least, start);
      continue;
    }
    from = at;
  }
  while (from < end && (tokens[from]?.pos === "PUNCT" || COORDINATORS.has(tokens[from]?.lower ?? ""))) from++;
  let to = end;
  while (to > from && (isTrailing(tokens[to - 1]) || isNoLonger(tokens, to + 1))) to--;
  return to > from ? { from, to } : null;
};

const isTrailing = (token: Token | undefined): boolean =>
  token !== undefined &&
  (token.pos === "ADV" ||
    token.pos === "PUNCT" ||
    token.lower === "to" ||
    (RELATIVES.has(token.lower) && token.pos !== "PROPN"));

/** Where the run of words without a comma begins that ends at `at`. */
const clauseStart = (tokens: readonly Token[], at: number, least: number): number => {
  let start = at;
  while (start > least && tokens[start - 1]?.lower !== "," && !BOUNDARIES.has(tokens[start - 1]?.lower ?? "")) start--;
  return start;
};

const hasVerb = (tokens: readonly Token[], from: number, to: number): boolean => {
  for (let at = from; at < to; at++) if (isVerb(tokens, at)) return true;
  return false;
};

/** "After weeks of silence, Kim …": what stands before the comma is not the subject where something stands after it. */
const isAdverbial = (tokens: readonly Token[], start: number, end: number, comma: number): boolean => {
  const first = tokens[start];
  return (first?.pos === "ADP" || first?.pos === "ADV" || first?.pos === "SCONJ") && end - comma > 1;
};

/** Whether a phrase stands for whoever speaks: "we", "our side". */
export const isSpeaker = (tokens: readonly Token[], subject: Subject): boolean =>
  tokens.slice(subject.from, subject.to).some(({ lower }) => SPEAKERS.has(lower));
