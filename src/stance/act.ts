/** The one act of a named actor in a sentence: the predicate it is the subject, the agent or the possessor of. */
import type { Act } from "../model.ts";
import { compose } from "./compose.ts";
import { type Predicate, readPlainPredicate, readPredicate } from "./predicate.ts";
import { splitSentences } from "./sentence.ts";
import { tagSentence, type Token } from "./tag.ts";

/** How far a subject's verb may stand from it, past appositions and asides. */
const SUBJECT_REACH = 40;
/** Verbs tried before a sentence is given up: the first may be a word that only looks like one. */
const VERBS_TRIED = 4;
/** How far what is said may begin after the verb of saying. */
const CONTENT_REACH = 30;
/** How far a passive's agent may stand behind its participle. */
const AGENT_REACH = 12;

/** The act of the actor that the words name, or null where the text does not have them or says no act. */
export const actOf = (text: string, actor: string): Act | null => {
  const at = text.toLowerCase().indexOf(actor.toLowerCase());
  if (at === -1) return null;
  const span = splitSentences(text).find(({ start, end }) => at >= start && at < end) ?? { start: 0, end: text.length };
  const tokens = tagSentence(text.slice(span.start, span.end), span.start);
  const before = tokens.findLastIndex((token) => token.end <= at);
  const after = tokens.findIndex((token) => token.start >= at + actor.length);
  return asAgent(tokens, before) ?? asSubject(tokens, after) ?? asNeighbour(tokens, before, after);
};

/** "Was condemned by X": the participle or noun before "by". */
const asAgent = (tokens: readonly Token[], before: number): Act | null => {
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

const asSubject = (tokens: readonly Token[], after: number): Act | null => {
  if (after === -1) return null;
  for (const at of verbsAfter(tokens, after)) {
    const predicate = readPredicate(tokens, at, false);
    if (predicate === null) continue;
    const act = isPlainSaying(predicate) ? actSaid(tokens, predicate.to) : compose(predicate).act;
    if (act !== null) return act;
  }
  return null;
};

const isPlainSaying = ({ steps }: Predicate): boolean =>
  steps.length === 1 && steps[0]?.sense.behaviour === "say" && steps[0].sense.act === null;

const OBLIGATIONS = new Set(["must", "should", "ought"]);

/** What somebody says: their own act where the words have one; that another must do something is a request. */
const actSaid = (tokens: readonly Token[], from: number): Act | null => {
  for (let at = from; at < tokens.length && at - from < CONTENT_REACH; at++) {
    const pos = tokens[at]?.pos;
    if (pos !== "VERB" && pos !== "AUX") continue;
    const predicate = readPredicate(tokens, at, false) ?? readPlainPredicate(tokens, at, false);
    const act = predicate === null ? null : compose(predicate).act;
    if (predicate !== null && predicate.modal !== null && OBLIGATIONS.has(predicate.modal)) return "request";
    if (act !== null) return act;
  }
  return null;
};

/** Where verb groups begin after a subject, past brackets and relative clauses. */
const verbsAfter = (tokens: readonly Token[], from: number): number[] => {
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
const asNeighbour = (tokens: readonly Token[], before: number, after: number): Act | null => {
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

const actAt = (tokens: readonly Token[], at: number, isHeadline: boolean): Act | null => {
  const predicate = readPredicate(tokens, at, isHeadline);
  return predicate === null ? null : compose(predicate).act;
};
