/** The act that the lexicon gives a named actor: of the predicate it is the subject, the agent or the possessor of. */
import type { Act } from "../model.ts";
import { compose } from "./compose.ts";
import { type Predicate, readPlainPredicate, readPredicate } from "./predicate.ts";
import type { Token } from "./tag.ts";

/** How far a subject's verb may stand from it, past appositions and asides. */
const SUBJECT_REACH = 40;
/** Verbs tried before a sentence is given up: the first may be a word that only looks like one. */
const VERBS_TRIED = 4;
/** How far what is said may begin after the verb of saying. */
const CONTENT_REACH = 30;
/** How far a passive's agent may stand behind its participle. */
const AGENT_REACH = 12;

/** What stands around an actor: the token before it, and the one after it (-1 where there is none). */
export type Place = { before: number; after: number };
/** An act, the tokens (half-open) whose words gave it, and the predicate that they are of. */
export type RuledAct = { act: Act; from: number; to: number; predicate: Predicate };

/** The act by the lexicon alone, or null where it knows none of the words. */
export const ruleAct = (tokens: readonly Token[], { before, after }: Place): RuledAct | null =>
  asAgent(tokens, before) ?? asSubject(tokens, after) ?? asNeighbour(tokens, before, after);

/** "Was condemned by X": the participle or noun before "by". */
const asAgent = (tokens: readonly Token[], before: number): RuledAct | null => {
  if (!tokens.slice(Math.max(0, before - 2), before + 1).some((token) => token.lower === "by")) return null;
  for (let at = before; at >= 0 && before - at < AGENT_REACH; at--) {
    const info = tokens[at]?.info;
    const isNoun = (info?.noun.length ?? 0) > 0 && at < before;
    if (info?.forms.has("participle") !== true && !isNoun) continue;
    const act = actAt(tokens, at, true);
    if (act !== null) return act;
  }
  return null;
};

const asSubject = (tokens: readonly Token[], after: number): RuledAct | null => {
  if (after === -1) return null;
  for (const at of verbsAfter(tokens, after)) {
    const predicate = readPredicate(tokens, at, false);
    if (predicate === null) continue;
    const act = isPlainSaying(predicate) ? actSaid(tokens, predicate.to) : ruled(predicate);
    if (act !== null) return act;
  }
  return null;
};

const isPlainSaying = ({ steps }: Predicate): boolean =>
  steps.length === 1 && steps[0]?.sense.behaviour === "say" && steps[0].sense.act === null;

const OBLIGATIONS = new Set(["must", "should", "ought"]);

/** What somebody says: their own act where the words have one; that another must do something is a request. */
const actSaid = (tokens: readonly Token[], from: number): RuledAct | null => {
  for (let at = from; at < tokens.length && at - from < CONTENT_REACH; at++) {
    const pos = tokens[at]?.pos;
    if (pos !== "VERB" && pos !== "AUX") continue;
    const predicate = readPredicate(tokens, at, false) ?? readPlainPredicate(tokens, at, false);
    const act = predicate === null ? null : ruled(predicate);
    if (predicate !== null && predicate.modal !== null && OBLIGATIONS.has(predicate.modal))
      return { act: "request", from: at, to: predicate.to, predicate };
    if (act !== null) return act;
  }
  return null;
};

/** Where verb groups begin after a subject, past brackets and relative clauses. */
export const verbsAfter = (tokens: readonly Token[], from: number): number[] => {
  const found: number[] = [];
  let depth = 0;
  let isRelative = false;
  for (let at = from; at < tokens.length && at - from < SUBJECT_REACH && found.length < VERBS_TRIED; at++) {
    const token = tokens[at];
    if (token === undefined) break;
    const word = token.lower;
    if (word === "(" || word === "[") depth++;
    else if (word === ")" || word === "]") depth--;
    else if (word === "who" || word === "which" || word === "whose") isRelative = true;
    else if (isRelative && word === ",") isRelative = false;
    else if (word === "." || word === ";") break;
    else if (depth <= 0 && !isRelative && mayBeVerb(token)) found.push(at);
  }
  return found;
};

const NEVER_VERBS = new Set(["ADJ", "DET", "PROPN", "NOUN", "ADP"]);
const mayBeVerb = (token: Token): boolean =>
  token.pos === "VERB" ||
  token.pos === "AUX" ||
  (typeof token.info?.verb === "string" && token.info.forms.size > 0 && !NEVER_VERBS.has(token.pos));

/** Titles and fragments: the nearest words of the lexicon after the actor, else before it. */
const asNeighbour = (tokens: readonly Token[], before: number, after: number): RuledAct | null => {
  for (let at = after; at !== -1 && at < tokens.length && at - after < SUBJECT_REACH; at++) {
    const act = actAt(tokens, at, true);
    if (act !== null) return act;
  }
  for (let at = 0; at < before; at++) {
    const act = actAt(tokens, at, true);
    if (act !== null) return act;
  }
  return null;
};

const actAt = (tokens: readonly Token[], at: number, isHeadline: boolean): RuledAct | null => {
  const predicate = readPredicate(tokens, at, isHeadline);
  return predicate === null ? null : ruled(predicate);
};

const ruled = (predicate: Predicate): RuledAct | null => {
  const { act } = compose(predicate);
  return act === null ? null : { act, from: predicate.steps[0]?.from ?? predicate.from, to: predicate.to, predicate };
};
