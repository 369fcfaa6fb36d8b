/** Trains the choice among the acts: multinomial logistic regression, fitted by AdaGrad in a fixed order, rounded to eight bits. */
import type { Act } from "../../model.ts";
import { type ActFeatures, DENSE_SIZE } from "../../stance/act-features.ts";
import type { ActWeights } from "../../stance/act-model.ts";
import { rootOf } from "../act-score.ts";
import type { ActExample } from "./act-examples.ts";

const EPOCHS = 12;
const RATE = 0.1;
const DECAY = 1e-3;
/** A feature of fewer sentences is theirs alone. */
const MIN_SENTENCES = 2;
/** Vectors are of length 1: scaled up, their weights may stay small under the decay. */
const DENSE_SCALE = 2.5;
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

type Coded = { rows: number[]; values: number[]; label: number; weight: number };

/** Fits the weights and rounds them to the data file's steps. */
export function fitActs(examples: readonly ActExample[]): ActWeights {
  const acts = [...new Set(examples.map(({ act }) => act))].toSorted();
  const names = namesOf(examples);
  const rows = new Map(names.map((name, row) => [name, row]));
  const right = examples.filter(isRuleRight).length / examples.length;
  const coded = examples.map((example) => ({
    ...code(
      example.featuresFor((name) => rows.get(name) ?? -1),
      names.length,
    ),
    label: acts.indexOf(example.act),
    weight: isRuleRight(example) ? RULES_RIGHT / right : (1 - RULES_RIGHT) / (1 - right),
  }));
  const weights = descend(coded, names.length + DENSE_SIZE + 1, acts.length);
  return packed(weights, names, acts);
}

const isRuleRight = ({ act, rule }: ActExample): boolean => rule !== null && rootOf(rule) === rootOf(act);

function namesOf(examples: readonly ActExample[]): string[] {
  const rows = new Map<string, number>();
  const users: number[] = [];
  const intern = (name: string): number => {
    const row = rows.get(name) ?? rows.size;
    rows.set(name, row);
    return row;
  };
  for (const { featuresFor } of examples)
    for (const row of featuresFor(intern).named.keys()) users[row] = (users[row] ?? 0) + 1;
  return [...rows].flatMap(([name, row]) => ((users[row] ?? 0) < MIN_SENTENCES ? [] : [name])).toSorted();
}

function code({ named, dense }: ActFeatures, names: number): Pick<Coded, "rows" | "values"> {
  const rows = [...named.keys()];
  const values = [...named.values()].map(({ value }) => value);
  for (const [at, value] of dense.entries()) {
    if (value === 0) continue;
    rows.push(names + at);
    values.push(value * DENSE_SCALE);
  }
  rows.push(names + DENSE_SIZE);
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
