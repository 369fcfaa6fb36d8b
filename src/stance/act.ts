/** The one act of a named actor in a sentence: the lexicon's answer weighed with the words of the clause by a trained model. */
import type { Act } from "../model.ts";
import { clauseFrom, clauseOf } from "./act-clause.ts";
import { type ActFeatures, actFeatures } from "./act-features.ts";
import { type ActChoice, type ActModel, chooseAct, shippedActs, votesFor } from "./act-model.ts";
import { type Place, ruleAct } from "./act-rules.ts";
import { splitSentences } from "./sentence.ts";
import { tagSentence, type Token } from "./tag.ts";

/** An act, how likely it is among all acts (0 to 1), and the words (offsets in the text) that spoke for it most, in order. */
export type ExplainedAct = { act: Act; share: number; words: { start: number; end: number }[] };

/** Where the lexicon knows none of the words, an act less likely than this is none. */
const ASSURED = 0.25;
/** Words that speak for an act at least this share of what the foremost does are named, and no more of them than these. */
const SPOKEN = 0.4;
const WORDS_NAMED = 4;

/** The act of the actor that the words name, or null where the text does not have them or says no act. */
export const actOf = (text: string, actor: string): Act | null =>
  readAct(text, actor, shippedActs())?.choice.act ?? null;

/** The same with its reasons. */
export const explainAct = (text: string, actor: string, model: ActModel = shippedActs()): ExplainedAct | null => {
  const read = readAct(text, actor, model);
  if (read === null) return null;
  const { choice, features, tokens } = read;
  return {
    act: choice.act,
    share: choice.share,
    words: wordsFor(votesFor(choice.index, features, tokens, model), tokens),
  };
};

type ReadAct = { choice: ActChoice; features: ActFeatures; tokens: readonly Token[] };

const readAct = (text: string, actor: string, model: ActModel): ReadAct | null => {
  const found = findActor(text, actor);
  if (found === null) return null;
  const { tokens, place, named } = found;
  const ruled = ruleAct(tokens, place);
  const features = actFeatures(tokens, clauseOf(tokens, place), { actor: named, ruled, rowOf: model.rowOf });
  const choice = chooseAct(features, model);
  return ruled === null && choice.share < ASSURED ? null : { choice, features, tokens };
};

/** Of a verb that the lexicon lacks, an act less likely than this is not told. */
const LIKELY = 0.5;

/** The act of the verb group that begins at a token where the lexicon lacks its verb, by the model alone; null where none is likely. */
export const guessAct = (tokens: readonly Token[], at: number, model: ActModel = shippedActs()): Act | null => {
  const { act, share } = chooseAct(
    actFeatures(tokens, clauseFrom(tokens, at), { actor: [], ruled: null, rowOf: model.rowOf }),
    model,
  );
  return share < LIKELY ? null : act;
};

/** An actor found in a text: the tokens of its sentence, its place among them, and the tokens that name it. */
export type FoundActor = { tokens: Token[]; place: Place; named: Token[] };

/** Finds where a text names an actor first, or null. */
export const findActor = (text: string, actor: string): FoundActor | null => {
  const at = text.toLowerCase().indexOf(actor.toLowerCase());
  if (at === -1 || actor === "") return null;
  const span = splitSentences(text).find(({ start, end }) => at >= start && at < end) ?? { start: 0, end: text.length };
  const tokens = tagSentence(text.slice(span.start, span.end), span.start);
  const before = tokens.findLastIndex((token) => token.end <= at);
  const after = tokens.findIndex((token) => token.start >= at + actor.length);
  return { tokens, place: { before, after }, named: tokens.slice(before + 1, after === -1 ? tokens.length : after) };
};

const wordsFor = (votes: ReadonlyMap<number, number>, tokens: readonly Token[]): ExplainedAct["words"] => {
  const most = Math.max(...votes.values());
  return [...votes]
    .filter(([, vote]) => vote > 0 && vote >= SPOKEN * most)
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, WORDS_NAMED)
    .flatMap(([at]) => tokens[at] ?? [])
    .toSorted((a, b) => a.start - b.start)
    .map(({ start, end }) => ({ start, end }));
};
