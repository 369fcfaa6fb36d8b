/** What tells an actor's act: the words of its predicate by role, what the lexicon makes of them, and their sense by word vectors. */
import { type Clause, HELPERS } from "./act-clause.ts";
import type { RuledAct } from "./act-rules.ts";
import { verbStepAt } from "./step.ts";
import type { Token } from "./tag.ts";
import { VECTOR_SIZE, vectorOf } from "./vectors.ts";
import { stemOf } from "./words.ts";

/** How strongly a named feature holds, and the token that shows it (-1 where none does). */
export type Shown = { value: number; at: number };
export type ActFeatures = {
  /** By the row of the feature's name. */
  named: Map<number, Shown>;
  /** Mean vectors, one after the other, each of length 1 or 0. */
  dense: Float32Array;
  /** The tokens whose vectors are in the first mean. */
  vectors: number[];
};

/** The row of a feature's name, or -1 for one that has none and is left out. */
export type RowOf = (name: string) => number;

/** The groups of words whose mean vector is taken: all that say something, the nouns, the actor's own head; and all again where the deed is but intended. */
const WORDS = 0;
const NOUNS = 1;
const ACTOR = 2;
const INTENDED = 3;
/** Numbers of the dense part. */
export const DENSE_SIZE: number = 4 * VECTOR_SIZE;

/** Words farther from the verb say less: half at this many tokens. */
const HALF = 8;
/** Pairs of neighbours are taken this near the verb. */
const PAIR_REACH = 9;
const CONTENT = new Set(["VERB", "NOUN", "ADJ", "ADV"]);

/** What a clause is read with: the tokens that name who acts, what the lexicon's rules answered, and the rows of features. */
export type Reading = { actor: readonly Token[]; ruled: RuledAct | null; rowOf: RowOf };

type Building = ActFeatures & { rowOf: RowOf };

/** The features of a clause. */
export const actFeatures = (
  tokens: readonly Token[],
  clause: Clause,
  { actor, ruled, rowOf }: Reading,
): ActFeatures => {
  const features: Building = { named: new Map(), dense: new Float32Array(DENSE_SIZE), vectors: [], rowOf };
  addRuled(features, ruled);
  addActor(features, actor);
  addVerb(features, tokens, clause);
  addWords(features, tokens, clause);
  normalise(features.dense);
  if (isIntent(clause))
    features.dense.copyWithin(INTENDED * VECTOR_SIZE, WORDS * VECTOR_SIZE, (WORDS + 1) * VECTOR_SIZE);
  return features;
};

const add = ({ named, rowOf }: Building, name: string, at: number, value = 1): void => {
  const row = rowOf(name);
  if (row === -1) return;
  const known = named.get(row);
  if (known === undefined || known.value < value) named.set(row, { value, at });
};

/** Adds a word's vector to the group of all words, and to that of nouns where it is one. */
const sum = ({ dense, vectors }: Building, at: number, { lower, pos }: Token, weight: number): void => {
  const vector = vectorOf(lower);
  if (vector === null) return;
  vectors.push(at);
  addVector(dense, WORDS, vector, weight);
  if (pos === "NOUN") addVector(dense, NOUNS, vector, weight);
};

const addVector = (dense: Float32Array, group: number, vector: Float32Array, weight: number): void => {
  const from = group * VECTOR_SIZE;
  for (let at = 0; at < VECTOR_SIZE; at++) dense[from + at] = (dense[from + at] ?? 0) + weight * (vector[at] ?? 0);
};

const addRuled = (features: Building, ruled: RuledAct | null): void => {
  add(features, `rule ${ruled?.act ?? "none"}`, ruled?.from ?? -1);
  if (ruled === null) return;
  const { steps, isNegated, isFuture, modal } = ruled.predicate;
  const outer = steps[0]?.sense;
  const inner = steps.at(-1)?.sense;
  if (outer === undefined || inner === undefined) return;
  add(features, `chain ${steps.map(({ sense }) => sense.behaviour).join(" ")}`, ruled.from);
  add(features, `outer ${outer.lemma}`, ruled.from);
  if (steps.length > 1) {
    add(features, `inner ${inner.act ?? ""} ${inner.valence}`, ruled.to - 1);
    add(features, `chain ${outer.behaviour} ${outer.act ?? ""} ${inner.act ?? inner.valence}`, ruled.from);
  }
  if (isNegated) add(features, `chain not ${outer.behaviour}`, ruled.from);
  if (isFuture || modal !== null) add(features, `chain ${isFuture ? "future" : modal} ${inner.act ?? ""}`, ruled.from);
};

/** Who acts: police arrest, courts judge. The last noun before "of" or "in" counts: "the police chief of X" is a chief. */
const addActor = (features: Building, actor: readonly Token[]): void => {
  const limit = actor.findIndex(({ pos, lower }) => pos === "ADP" || lower === "," || lower === "who");
  const head = (limit === -1 ? actor : actor.slice(0, limit)).findLast(
    ({ pos }) => pos === "NOUN" || pos === "PROPN" || pos === "ADJ",
  );
  if (head === undefined) return;
  add(features, `actor ${stemOf(head.lower)}`, -1);
  const vector = vectorOf(head.lower);
  if (vector !== null) addVector(features.dense, ACTOR, vector, 1);
};

/** How the deed is put, where it is not plainly told: "future", "duty not"; else "". */
const mannerOf = ({ mood, isNegated }: Clause): string =>
  [mood === "plain" ? "" : mood, isNegated ? "not" : ""].join(" ").trim();

const isIntent = ({ mood }: Clause): boolean => mood === "future" || mood === "commit";

const addVerb = (features: Building, tokens: readonly Token[], clause: Clause): void => {
  const manner = mannerOf(clause);
  if (manner !== "") add(features, manner, clause.start);
  if (clause.voice !== "subject") add(features, clause.voice, clause.verb);
  const outer = tokens[clause.outer];
  if (outer !== undefined) add(features, `verb ${stemOf(outer.info?.verb ?? outer.lower)}`, clause.outer);
  const verb = tokens[clause.verb];
  if (verb === undefined) return;
  const base = verb.info?.verb ?? verb.lower;
  const stem = stemOf(base);
  add(features, `verb ${stem}`, clause.verb);
  const next = tokens[clause.verb + 1];
  if (next !== undefined) add(features, `verb ${stem} ${next.lower}`, clause.verb);
  const sense = verbStepAt(tokens, clause.verb)?.sense;
  if (sense === undefined) return;
  add(features, `sense ${sense.behaviour} ${sense.act ?? ""}`, clause.verb);
  if (manner !== "") add(features, `${manner} ${sense.behaviour} ${sense.act ?? ""}`, clause.verb);
};

const addWords = (features: Building, tokens: readonly Token[], clause: Clause): void => {
  const manner = mannerOf(clause);
  let last: string | null = null;
  for (let at = clause.start; at < clause.end; at++) {
    const token = tokens[at];
    if (token === undefined) break;
    const distance = Math.abs(at - clause.verb);
    const weight = HALF / (HALF + distance);
    const stem = stemOf(token.lower);
    if (distance < PAIR_REACH && token.pos !== "PUNCT") {
      if (last !== null) add(features, `${last} ${stem}`, at, weight);
      last = stem;
    }
    if (HELPERS.has(token.lower)) continue;
    if (CONTENT.has(token.pos)) {
      add(features, stem, at, weight);
      sum(features, at, token, weight);
    }
    const act = CONTENT.has(token.pos) || token.pos === "PROPN" ? token.info?.noun[0]?.sense.act : null;
    if (act === null || act === undefined) continue;
    add(features, `noun ${act}`, at, weight);
    if (manner !== "") add(features, `${manner} noun ${act}`, at, weight);
  }
};

const normalise = (dense: Float32Array): void => {
  for (let from = 0; from < DENSE_SIZE; from += VECTOR_SIZE) {
    let square = 0;
    for (let at = from; at < from + VECTOR_SIZE; at++) square += (dense[at] ?? 0) ** 2;
    if (square === 0) continue;
    const length = Math.sqrt(square);
    for (let at = from; at < from + VECTOR_SIZE; at++) dense[at] = (dense[at] ?? 0) / length;
  }
};

/** The likeness in sense of a word to what a row of weights asks of the mean of all words. */
export const senseVote = (word: string, weightAt: (cell: number) => number): number => {
  const vector = vectorOf(word);
  return vector === null ? 0 : vector.reduce((total, cell, at) => total + cell * weightAt(WORDS * VECTOR_SIZE + at), 0);
};
