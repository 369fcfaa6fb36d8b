/** Follows a predicate through its complement: a chain of steps ("refuses | to drop | its demand"), outermost first. */
import { BE, HAVE, NEGATIONS, QUOTES } from "./auxiliaries.ts";
import { CLAUSE_END, compoundStart, contentAfter } from "./content.ts";
import type { Predicate } from "./predicate.ts";
import { matchAt, POSSESSIVES, type Step, verbStepAt } from "./step.ts";
import type { Token } from "./tag.ts";

/** How far apart the parts of one chain may stand. */
export const REACH = 8;
/** How many steps a chain may have. */
const DEPTH = 5;

/** Follows a step through its complement as far as the lexicon knows the words. */
export const follow = (predicate: Predicate, tokens: readonly Token[], first: Step): void => {
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
