/** Reads the predicate that starts at a token: a chain of lexicon steps ("refuses | to drop | its demand"), composed outermost first. */
import type { Act, Polarity } from "../model.ts";
import { LIGHT } from "./lexicon/verbs.ts";
import { type Pattern, verbPatterns } from "./lexicon/lexicon.ts";
import type { Sense } from "./lexicon/sense.ts";
import type { Token } from "./tag.ts";

/** One step: the sense found and the tokens (half-open) that gave it. */
export type Step = { sense: Sense; from: number; to: number };

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

const BE = new Set(["be", "is", "are", "was", "were", "been", "being", "am", "'s", "'re"]);
const HAVE = new Set(["have", "has", "had", "having", "'ve", "'d"]);
const DO = new Set(["do", "does", "did"]);
const MODALS = new Set(["may", "might", "could", "can", "would", "should", "must", "ought", "cannot"]);
const FUTURE = new Set(["will", "shall", "'ll", "wo", "going"]);
const NEGATIONS = new Set(["not", "n't", "never", "no", "neither", "nor", "hardly", "barely", "without"]);
const QUOTES = /^["“”'‘’«»]$/;
/** How far apart the parts of one chain may stand. */
const REACH = 8;
/** How far behind a participle its agent may stand. */
const AGENT_REACH = 3;
/** How many steps a chain may have. */
const DEPTH = 5;
const CLAUSE_END = new Set([
  ";",
  ":",
  "but",
  "while",
  "although",
  "though",
  "because",
  "after",
  "before",
  "when",
  "as",
  "since",
  "until",
  "despite",
  "amid",
  "whereas",
  "saying",
  "who",
  "which",
  "where",
  "if",
  "unless",
]);
/** Through these a verb reaches its object or complement. */
const LINKS = new Set([
  "to",
  "on",
  "for",
  "of",
  "from",
  "in",
  "with",
  "against",
  "at",
  "over",
  "into",
  "about",
  "toward",
  "towards",
  "a",
  "an",
  "the",
  "its",
  "their",
  "his",
  "her",
  "our",
  "any",
  "all",
  "some",
  "more",
  "new",
  "further",
  "that",
  "this",
  "these",
  "those",
  "part",
  "parts",
  "down",
  "up",
  "out",
]);

/** The predicate whose verb group begins at `at`, or null where no word of the lexicon is in it. */
export const readPredicate = (tokens: readonly Token[], at: number, isHeadline: boolean): Predicate | null => {
  const { predicate, cursor } = readGroup(tokens, at, isHeadline);
  const first = tokens[cursor] === undefined ? null : stepAt(tokens, cursor, predicate.isCopular || isHeadline);
  if (first === null) return null;
  setVoice(predicate, tokens, { cursor, end: first.step.to, isVerb: first.isVerb, isHeadline });
  extend(predicate, tokens, first.step);
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
  extend(predicate, tokens, first);
  return predicate;
};

type Voiced = { cursor: number; end: number; isVerb: boolean; isHeadline: boolean };

const setVoice = (
  predicate: Predicate,
  tokens: readonly Token[],
  { cursor, end, isVerb, isHeadline }: Voiced,
): void => {
  const forms = tokens[cursor]?.info?.forms;
  if (forms === undefined || !isVerb) return;
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
  const predicate = emptyPredicate(at);
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

/** Follows a step through its complement as far as the lexicon knows the words. */
const extend = (predicate: Predicate, tokens: readonly Token[], first: Step): void => {
  let step = first;
  for (;;) {
    predicate.steps.push(step);
    predicate.to = step.to;
    if (predicate.steps.length >= DEPTH) break;
    const isSaying =
      step.sense.behaviour === "say" || step.sense.behaviour === "deny" || step.sense.behaviour === "doubt";
    if (isSaying && step.sense.act !== null && isClauseNext(tokens, step.to)) break;
    if (isSaying && step.sense.act === null && !isInfinitiveNext(tokens, step.to)) break;
    const next = nextStep(tokens, step);
    if (next === null) break;
    if (next.negations % 2 === 1) predicate.isNegated = !predicate.isNegated;
    step = next.step;
    if (!step.sense.isThrough) {
      predicate.steps.push(step);
      predicate.to = step.to;
      break;
    }
  }
  const last = predicate.steps.at(-1);
  const after = contentAfter(tokens, predicate.to);
  const isNoun = last !== undefined && tokens[last.from]?.info?.noun.some(({ sense }) => sense === last.sense) === true;
  // "Sanctions on the isles" are about the sanctions; "the offer", with nothing after it, about itself.
  if (last === undefined) return;
  const isThing = last.sense.behaviour === "thing";
  const own = compoundStart(tokens, last.from, predicate.steps.at(-2)?.to ?? last.from);
  if (!isThing && after.to > after.from) predicate.content = after;
  else if (isThing || (isNoun && predicate.steps.length > 1))
    predicate.content = { from: own, to: contentAfter(tokens, last.from).to };
  else predicate.content = { from: last.to > last.from + 1 ? last.to - 1 : after.from, to: after.to };
};

/** "The harbour plan": where the words begin that qualify a noun. */
const compoundStart = (tokens: readonly Token[], at: number, floor: number): number => {
  let from = at;
  while (from > floor && COMPOUND.has(tokens[from - 1]?.pos ?? "")) from--;
  return from;
};
const COMPOUND = new Set(["NOUN", "PROPN", "ADJ", "NUM"]);

const isClauseNext = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.lower === "that" || (tokens[at]?.pos === "PRON" && tokens[at + 1]?.pos === "VERB");

const isInfinitiveNext = (tokens: readonly Token[], at: number): boolean => tokens[at]?.lower === "to";

/** The next word of the lexicon that the step governs: an infinitive, a gerund, or a noun of its object. */
const nextStep = (tokens: readonly Token[], step: Step): { step: Step; negations: number } | null => {
  let negations = 0;
  // "Agree to | lift": the phrase took the "to" of the infinitive.
  let isVerbal = tokens[step.to - 1]?.lower === "to";
  for (let at = step.to; at < tokens.length && at - step.to < REACH; at++) {
    const token = tokens[at];
    if (token === undefined) return null;
    const word = token.lower;
    if (NEGATIONS.has(word)) {
      negations++;
      continue;
    }
    if (CLAUSE_END.has(word) || word === "." || (word === "whether" && tokens[at + 1]?.lower !== "to")) return null;
    if (word === "," && !(tokens[at - 1]?.pos === "ADJ" && tokens[at + 1]?.pos === "ADJ")) return null;
    if (word === "to") {
      isVerbal = true;
      continue;
    }
    if (QUOTES.test(word) || BE.has(word) || HAVE.has(word)) continue;
    // "An end to the embargo": behind a determiner stands a noun.
    if (token.pos === "DET" || POSSESSIVES.has(word)) isVerbal = false;
    const forms = token.info?.forms;
    const isGerund = forms?.has("ing") === true && (token.pos === "VERB" || token.pos === "AUX");
    const isInfinitive = isVerbal && forms?.has("base") === true;
    if (isInfinitive || isGerund) {
      const found = verbStepAt(tokens, at);
      if (found !== null) return { step: found, negations };
    }
    const noun = matchAt(tokens, at, "noun");
    // "Begs the army to stay": who is asked is not what is asked for.
    if (noun?.sense.behaviour === "thing" && step.sense.behaviour === "request" && tokens[noun.to]?.lower === "to")
      continue;
    // The last noun of a compound is its head: "sanctions relief", "ceasefire talks".
    if (noun !== null) {
      const further = matchAt(tokens, noun.to, "noun");
      if (further !== null && tokens[noun.to]?.pos !== "VERB") return { step: headOf(noun, further), negations };
      return { step: noun, negations };
    }
    if (token.pos === "VERB" && !isVerbal && forms !== undefined && !isGerund && at > step.to) return null;
    if (isVerbal && token.pos === "VERB") isVerbal = false;
  }
  return null;
};

const headOf = (first: Step, second: Step): Step => ({ ...second, from: first.from });

/** "Welcome the plan", "suspended the talks": with an object of its own, a word is a verb before it is an adjective. */
const isObjectNext = (tokens: readonly Token[], at: number): boolean => {
  const next = tokens[at];
  return next !== undefined && (next.pos === "DET" || next.pos === "PROPN" || POSSESSIVES.has(next.lower));
};

/** The step at a token: a verb of the lexicon, or after "be" an adjective or noun. */
const stepAt = (tokens: readonly Token[], at: number, mayJudge: boolean): { step: Step; isVerb: boolean } | null => {
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
  const lemma = tokens[at]?.info?.verb;
  if (lemma === null || lemma === undefined) return null;
  for (const pattern of verbPatterns(lemma)) {
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

const matchAt = (tokens: readonly Token[], at: number, kind: "noun" | "adjective"): Step | null => {
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

const POSSESSIVES = new Set(["its", "their", "his", "her", "our", "my", "your"]);
const isSameWord = (word: string | undefined, wanted: string): boolean =>
  word === wanted || (wanted === "its" && word !== undefined && POSSESSIVES.has(word));

const DASHES = new Set(["-", "–", "—", "--", "---"]);

/** A dash between words, not within one, ends what is spoken of. */
const isSpacedDash = (tokens: readonly Token[], at: number): boolean => {
  const token = tokens[at];
  return (
    token !== undefined && DASHES.has(token.lower) && token.start > (tokens[at - 1]?.end ?? 0) && at < tokens.length - 1
  );
};

/** The words after a step up to the end of its clause. */
const contentAfter = (tokens: readonly Token[], from: number): { from: number; to: number } => {
  let to = from;
  if (CLAUSE_END.has(tokens[from]?.lower ?? "")) return { from, to };
  while (to < tokens.length && to - from < 40) {
    const word = tokens[to]?.lower ?? "";
    if (
      (to > from && CLAUSE_END.has(word)) ||
      word === ";" ||
      isSpacedDash(tokens, to) ||
      (word === "only" && CLAUSE_END.has(tokens[to + 1]?.lower ?? "")) ||
      (word === "," && (to === from || !LINKS.has(tokens[to + 1]?.lower ?? "")))
    )
      break;
    to++;
  }
  while (to > from && tokens[to - 1]?.pos === "PUNCT") to--;
  return { from, to };
};

/** What the chain amounts to: an act of PLOVER and the polarity toward the content. */
export const compose = (predicate: Predicate): { act: Act | null; polarity: Polarity } => {
  const { steps, isNegated } = predicate;
  let polarity: Polarity = 1;
  for (const step of steps) {
    // Where the last noun is itself the content ("drops its refusal"), it does not turn the polarity toward it.
    const isContent = steps.length > 1 && step === steps.at(-1) && predicate.content.from < step.to;
    if (step.sense.polarity === -1 && !isContent) polarity = polarity === 1 ? -1 : 1;
  }
  if (isNegated) polarity = polarity === 1 ? -1 : 1;
  const act = actOf(
    steps.map((step) => step.sense),
    isNegated,
  );
  return { act: predicate.isFuture || predicate.modal === "would" ? announced(act) : act, polarity };
};

const COOPERATIVE = new Set<Act>(["consult", "cooperate", "aid", "retreat", "concede", "support"]);
const HOSTILE = new Set<Act>(["assault", "coerce", "sanction", "mobilize", "protest"]);

/** PLOVER codes what is only announced as the intent: to agree, or to threaten. */
const announced = (act: Act | null): Act | null => {
  if (act === null) return null;
  if (COOPERATIVE.has(act)) return "agree";
  return HOSTILE.has(act) ? "threaten" : act;
};

/** The act of a chain, from the inside out. */
const actOf = (senses: readonly Sense[], isNegated: boolean): Act | null => {
  const [outer, ...rest] = senses;
  if (outer === undefined) return null;
  const inner = rest.length > 0 ? actOf(rest, false) : null;
  const act = combine(outer, rest, inner);
  if (!isNegated) return act;
  if (outer.behaviour === "refuse" || outer.behaviour === "deny") return "agree";
  if (outer.behaviour === "stop") return "reject";
  if (act === "reject") return "agree";
  return outer.behaviour === "act" && (act === "accuse" || act === "threaten") ? null : "reject";
};

/** Words of deciding: what was decided is done by deciding it, where a promise is only that. */
const DECISIONS = new Set([
  "decide",
  "determine",
  "resolve",
  "approve",
  "okay",
  "ok",
  "greenlight",
  "green-light",
  "opt",
  "choose",
  "give ~ green light",
  "give ~ go-ahead",
  "approval",
  "decision",
]);
const AGREEMENTS = new Set(["agreement", "agree"]);
const CALLS_FOR_TALKS = new Set(["summon"]);

/** Giving these back, or up, yields whatever it is; withdrawing help is a sanction. */
const WITHHOLDING = new Set(["withdraw", "pull back", "pull out", "reverse", "undo", "waive", "lift"]);
/** What is called off is refused; what is halted or ended was under way (CAMEO 164 and 165: relations are reduced). */
const CANCELLING = new Set([
  "cancel",
  "call off",
  "scrap",
  "drop",
  "shelve",
  "ditch",
  "dump",
  "axe",
  "pull the plug on",
  "rescind",
  "revoke",
  "tear up",
  "abandon",
  "forgo",
  "forego",
]);

const combine = (outer: Sense, rest: readonly Sense[], inner: Act | null): Act | null => {
  const [next] = rest;
  const innerMost = rest.at(-1);
  switch (outer.behaviour) {
    case "act":
      // Peacekeepers are deployed to help.
      return outer.act === "mobilize" && innerMost?.act === "aid" ? "aid" : outer.act;
    case "refuse":
      return next?.behaviour === "thing" || next === undefined ? (outer.act ?? "reject") : "reject";
    case "commit":
      if (inner === "reject") return inner;
      // Who agrees to leave, to yield or to strike has agreed; who decides or vows to has done or threatened it.
      if (outer.lemma === "agree to") return outer.act;
      if (inner === "concede") return inner;
      if (inner === "support" && next?.behaviour !== "thing") return inner;
      if (DECISIONS.has(outer.lemma)) return inner ?? outer.act;
      if (inner !== null && HOSTILE.has(inner)) return "threaten";
      if (AGREEMENTS.has(outer.lemma) && next !== undefined && AGREEMENTS.has(next.lemma)) return "support";
      return outer.act;
    case "allow":
      return outer.act ?? "retreat";
    case "want":
      return inner === "reject" ? inner : "request";
    case "consider":
      return inner;
    case "request":
      if (CALLS_FOR_TALKS.has(outer.lemma)) return inner === "accuse" || inner === "protest" ? "accuse" : "request";
      if (outer.polarity === -1) return "request";
      return inner === "accuse" || (next?.behaviour === "thing" && next.valence === "hostile") ? "accuse" : "request";
    case "stop":
      if (outer.act === "retreat" && (innerMost?.act === "retreat" || !WITHHOLDING.has(outer.lemma))) return "retreat";
      if (outer.act !== null && next?.valence !== "friendly") return outer.act;
      if (next?.valence === "friendly")
        return CANCELLING.has(outer.lemma) && innerMost?.act !== "aid" ? "reject" : "sanction";
      if (next?.valence === "hostile") return "retreat";
      if (next?.valence === "claim") return "concede";
      return outer.act ?? (inner === "reject" ? "concede" : "retreat");
    case "fail":
      return "reject";
    case "start":
    case "keep":
      return inner ?? outer.act;
    case "say":
    case "deny":
    case "doubt":
      return outer.act ?? inner;
    case "judge":
      return outer.polarity === -1 ? "reject" : "support";
    case "thing":
      return outer.act;
  }
};
