/** Trains the choice among the acts on sentences with a marked actor: multinomial logistic regression, fitted by AdaGrad in a fixed order. */
import type { Act } from "../../model.ts";
import { clauseOf } from "../../stance/act-clause.ts";
import { type ActFeatures, actFeatures, DENSE_SIZE } from "../../stance/act-features.ts";
import type { ActWeights } from "../../stance/act-model.ts";
import { ruleAct } from "../../stance/act-rules.ts";
import { findActor } from "../../stance/act.ts";

/** A sentence, the words of it that name an actor, and that actor's act. */
export type ActSentence = { id: string; text: string; actor: string; target: string | null; act: Act };
export type ActExample = { features: ActFeatures; act: Act; rule: Act | null };

const EPOCHS = 12;
const RATE = 0.1;
const DECAY = 1e-3;
/** A feature of fewer sentences is theirs alone. */
const MIN_SENTENCES = 2;
/** Vectors are of length 1: scaled up, their weights may stay small under the decay. */
const DENSE_SCALE = 1.5;
/** How often the rules are right on news that nobody read for what they lack; the sentences were written to hold such words, so that they weigh less where the rules are wrong. */
const RULES_RIGHT = 0.75;
/** Steps through the sentences, which are sorted by act, in an order that mixes acts: a prime larger than their number. */
const STRIDE = 7919;
const SHIFT = 31;
/** The smallest weight kept, and what one step of the eight-bit numbers is worth. */
const STEP = 0.04;
const LARGEST = 127;
/** Features whose weights all stay below so many steps are left out of the data file. */
const NEGLIGIBLE_STEPS = 5;

/** Reads a sentence as `actOf` does, or throws where it lacks its actor: such a sentence is a fault of the set. */
export function exampleOf({ id, text, actor, act }: ActSentence): ActExample {
  const found = findActor(text, actor);
  if (found === null) throw new Error(`${id} does not name its actor`);
  const ruled = ruleAct(found.tokens, found.place);
  const features = actFeatures(found.tokens, clauseOf(found.tokens, found.place), found.named, ruled);
  return { features, act, rule: ruled?.act ?? null };
}

type Coded = { rows: number[]; values: number[]; label: number; weight: number };

/** Fits the weights and rounds them to the data file's steps. */
export function fitActs(examples: readonly ActExample[]): ActWeights {
  const acts = [...new Set(examples.map(({ act }) => act))].toSorted();
  const names = namesOf(examples);
  const rowOf = new Map(names.map((name, row) => [name, row]));
  const right = examples.filter(isRuleRight).length / examples.length;
  const coded = examples.map((example) => ({
    ...code(example.features, rowOf),
    label: acts.indexOf(example.act),
    weight: isRuleRight(example) ? RULES_RIGHT / right : (1 - RULES_RIGHT) / (1 - right),
  }));
  const weights = descend(coded, names.length + DENSE_SIZE + 1, acts.length);
  return packed(weights, names, acts);
}

const isRuleRight = ({ act, rule }: ActExample): boolean => rule !== null && rootOf(rule) === rootOf(act);

/** Conceding and retreating are both the field's YIELD. */
export const rootOf = (act: Act): string => (act === "concede" || act === "retreat" ? "yield" : act);

function namesOf(examples: readonly ActExample[]): string[] {
  const users = new Map<string, number>();
  for (const { features } of examples)
    for (const name of features.named.keys()) users.set(name, (users.get(name) ?? 0) + 1);
  return [...users].flatMap(([name, count]) => (count < MIN_SENTENCES ? [] : [name])).toSorted();
}

function code({ named, dense }: ActFeatures, rowOf: ReadonlyMap<string, number>): Pick<Coded, "rows" | "values"> {
  const rows: number[] = [];
  const values: number[] = [];
  for (const [name, { value }] of named) {
    const row = rowOf.get(name);
    if (row === undefined) continue;
    rows.push(row);
    values.push(value);
  }
  for (const [at, value] of dense.entries()) {
    if (value === 0) continue;
    rows.push(rowOf.size + at);
    values.push(value * DENSE_SCALE);
  }
  rows.push(rowOf.size + DENSE_SIZE);
  values.push(1);
  return { rows, values };
}

function descend(coded: readonly Coded[], rows: number, acts: number): Float64Array {
  const weights = new Float64Array(rows * acts);
  const squares = new Float64Array(rows * acts).fill(1);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (let step = 0; step < coded.length; step++) {
      const example = coded[(step * STRIDE + epoch * SHIFT) % coded.length];
      if (example === undefined) continue;
      const errors = errorsOf(example, weights, acts);
      for (const [at, row] of example.rows.entries()) {
        const decay = row === rows - 1 ? 0 : DECAY;
        const value = (example.values[at] ?? 0) * example.weight;
        for (let act = 0; act < acts; act++) {
          const cell = row * acts + act;
          const gradient = (errors[act] ?? 0) * value + decay * (weights[cell] ?? 0);
          const square = (squares[cell] ?? 0) + gradient * gradient;
          squares[cell] = square;
          weights[cell] = (weights[cell] ?? 0) - (RATE * gradient) / Math.sqrt(square);
        }
      }
    }
  }
  return weights;
}

/** By act, the likelihood less what was wanted. */
function errorsOf({ rows, values, label }: Coded, weights: Float64Array, acts: number): Float64Array {
  const sums = new Float64Array(acts);
  for (const [at, row] of rows.entries()) {
    const value = values[at] ?? 0;
    for (let act = 0; act < acts; act++) sums[act] = (sums[act] ?? 0) + value * (weights[row * acts + act] ?? 0);
  }
  const most = Math.max(...sums);
  const powers = sums.map((sum) => Math.exp(sum - most));
  const total = powers.reduce((all, power) => all + power, 0);
  return powers.map((power, act) => power / total - Number(act === label));
}

function packed(weights: Float64Array, names: readonly string[], acts: Act[]): ActWeights {
  const stepsOf = (row: number, scale: number): number[] =>
    acts.map((_, act) => {
      const steps = Math.round(((weights[row * acts.length + act] ?? 0) * scale) / STEP);
      return Math.max(-LARGEST, Math.min(LARGEST, steps));
    });
  const named = names
    .map((name, row) => ({ name, steps: stepsOf(row, 1) }))
    .filter(({ steps }) => steps.some((step) => Math.abs(step) >= NEGLIGIBLE_STEPS));
  const dense = Array.from({ length: DENSE_SIZE }, (_, at) => stepsOf(names.length + at, DENSE_SCALE));
  const cells = [...named.map(({ steps }) => steps), ...dense, stepsOf(names.length + DENSE_SIZE, 1)];
  return {
    acts,
    names: named.map(({ name }) => name).join("\n"),
    step: STEP,
    cells: Buffer.from(Int8Array.from(cells.flat()).buffer).toString("base64"),
  };
}
