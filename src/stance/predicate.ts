/** Reads the predicate that starts at a token: its helpers of tense, modality, negation and voice, and the chain of steps behind them. */
import { BE, DO, FUTURE, HAVE, isNoLonger, MODALS, NEGATIONS, QUOTES } from "./auxiliaries.ts";
import { follow, REACH } from "./chain.ts";
import { contentAfter } from "./content.ts";
import { matchAt, type Step, stepAt } from "./step.ts";
import type { Token } from "./tag.ts";

/** What stands around the verbs: helpers of tense, modality, negation and voice. */
export type Predicate = {
  /** Where the verb group begins and the token after all that was read. */
  from: number;
  to: number;
  steps: Step[];
  isNegated: boolean;
  modal: string | null;
  isPassive: boolean;
  /** "Is", "was" and the like with no verb after it. */
  isCopular: boolean;
  isFuture: boolean;
  isPast: boolean;
  isPerfect: boolean;
  /** The tokens that the innermost step is about. */
  content: { from: number; to: number };
};

/** How far behind a participle its agent may stand. */
const AGENT_REACH = 3;

/** The predicate whose verb group begins at `at`, or null where no word of the lexicon is in it. */
export const readPredicate = (tokens: readonly Token[], at: number, isHeadline: boolean): Predicate | null => {
  const { predicate, cursor } = readGroup(tokens, at, isHeadline);
  const first = tokens[cursor] === undefined ? null : stepAt(tokens, cursor, predicate.isCopular || isHeadline);
  if (first === null) return null;
  setVoice(predicate, tokens, { cursor, end: first.step.to, isVerb: first.isVerb, isHeadline });
  follow(predicate, tokens, first.step);
  return predicate;
};

/** The same where the lexicon lacks the words: a predicate of no step, with the helpers' tense, modality and negation. */
export const readPlainPredicate = (tokens: readonly Token[], at: number, isHeadline: boolean): Predicate | null => {
  const { predicate, cursor } = readGroup(tokens, at, isHeadline);
  const head = tokens[cursor];
  if (head === undefined || (head.pos !== "VERB" && !predicate.isCopular)) return null;
  const isVerb = head.pos === "VERB";
  predicate.to = isVerb ? cursor + 1 : cursor;
  predicate.isPassive = isVerb && predicate.isCopular && !head.lower.endsWith("ing");
  predicate.isCopular &&= !isVerb;
  predicate.isPast ||= isVerb && head.lower.endsWith("ed");
  predicate.content = contentAfter(tokens, predicate.to);
  return predicate.to > at ? predicate : null;
};

/** A noun that governs a complement as a verb would ("acceptance of the terms"), with what it governs; null where none stands there. */
export const readNominal = (tokens: readonly Token[], at: number): Predicate | null => {
  const first = matchAt(tokens, at, "noun");
  if (first === null || !first.sense.isThrough) return null;
  const predicate = emptyPredicate(at);
  follow(predicate, tokens, first);
  return predicate;
};

type Voiced = { cursor: number; end: number; isVerb: boolean; isHeadline: boolean };

const setVoice = (
  predicate: Predicate,
  tokens: readonly Token[],
  { cursor, end, isVerb, isHeadline }: Voiced,
): void => {
  const forms = tokens[cursor]?.info?.forms;
  if (forms === undefined) return;
  // "Clauses shelved by Northport", "to be suspended": with an agent, or yet to come, what may be an adjective is a participle.
  const isEvent = forms.has("participle") && ((predicate.isCopular && predicate.isFuture) || hasAgent(tokens, cursor));
  if (!isVerb && !isEvent) return;
  const sawBe = predicate.isCopular;
  const isParticiple = forms.has("participle") && !forms.has("base");
  const isBare = !sawBe && !predicate.isPerfect && isParticiple;
  predicate.isCopular = false;
  predicate.isPassive =
    (sawBe && forms.has("participle")) ||
    (isBare && isHeadline && tokens[end] !== undefined && isBareParticiple(tokens, end - 1)) ||
    (!sawBe && !predicate.isPerfect && forms.has("participle") && hasAgent(tokens, cursor));
  predicate.isPast ||= forms.has("past") && !forms.has("base") && !forms.has("s") && !predicate.isPassive;
};

/** "The terms put forward by the isles": an agent right behind a participle makes it passive without a helper. */
const hasAgent = (tokens: readonly Token[], at: number): boolean => {
  let by = at + 1;
  while (
    by - at < AGENT_REACH &&
    (tokens[by]?.pos === "ADV" || tokens[by]?.pos === "ADP") &&
    tokens[by]?.lower !== "by"
  )
    by++;
  return tokens[by]?.lower === "by" && tokens[by + 1]?.pos !== "NUM";
};

/** "Does not back the treaty": a verb that the tagger takes for an adverb. */
const isVerbBeforeObject = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.info?.forms.has("base") === true && isDirectObject(tokens, at);

const emptyPredicate = (at: number): Predicate => ({
  from: at,
  to: at,
  steps: [],
  isNegated: false,
  modal: null,
  isPassive: false,
  isCopular: false,
  isFuture: false,
  isPast: false,
  isPerfect: false,
  content: { from: at, to: at },
});

const readGroup = (
  tokens: readonly Token[],
  at: number,
  isHeadline: boolean,
): { predicate: Predicate; cursor: number } => {
  const predicate = { ...emptyPredicate(at), isNegated: isNoLonger(tokens, at) };
  let cursor = at;
  let sawBe = false;
  for (; cursor < tokens.length && cursor - at < REACH; cursor++) {
    const token = tokens[cursor];
    if (token === undefined) break;
    const word = token.lower;
    if (NEGATIONS.has(word)) predicate.isNegated = !predicate.isNegated;
    else if (MODALS.has(word)) predicate.modal = word;
    else if (FUTURE.has(word)) {
      predicate.isFuture = true;
    } else if (BE.has(word)) {
      sawBe = true;
      predicate.isPast ||= word === "was" || word === "were";
    } else if (HAVE.has(word)) {
      predicate.isPerfect = true;
      if (isDirectObject(tokens, cursor)) break;
    } else if (DO.has(word)) predicate.isPast ||= word === "did";
    else if (word === "to" && cursor - at <= 2) predicate.isFuture = true;
    else if (
      token.pos === "ADV" &&
      token.info?.adjective.length !== 0 &&
      matchAt(tokens, cursor, "adjective") !== null &&
      sawBe
    )
      break;
    else if (token.pos === "ADV" && isVerbBeforeObject(tokens, cursor)) break;
    else if (token.pos === "ADV" || QUOTES.test(word) || word === ",") continue;
    else break;
  }
  // A headline's bare infinitive is the future: "Japan to lift…".
  predicate.isFuture ||= isHeadline && tokens[at - 1]?.lower === "to";
  predicate.isCopular = sawBe;
  return { predicate, cursor };
};

const isDirectObject = (tokens: readonly Token[], at: number): boolean => {
  const next = tokens[at + 1];
  if (next === undefined || next.info?.forms.has("participle") === true) return false;
  return next.pos === "DET" || next.pos === "NOUN" || next.pos === "ADJ" || next.pos === "NUM" || next.pos === "PROPN";
};

/** "Talks suspended after row": a participle with no object of its own in a headline. */
const isBareParticiple = (tokens: readonly Token[], at: number): boolean => {
  const next = tokens[at + 1];
  // "Voiced opposition to": the noun is its object.
  if (tokens[at]?.pos === "NOUN") return false;
  return (
    next === undefined || next.pos === "ADP" || next.pos === "SCONJ" || next.lower === "by" || next.pos === "PUNCT"
  );
};
