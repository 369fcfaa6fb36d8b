/** Fits the whole judgement: heads, trees over answers of heads that did not see the subject, calibration over trees that did not. */
import {
  askHeads,
  type Forest,
  HEADS,
  logistic,
  type Model,
  prepare,
  sumTrees,
  TREE_HEADS,
  type Weights,
} from "../../stance/model.ts";
import { boost } from "./boost.ts";
import { fitHeads, type Linear } from "./linear.ts";
import { isNative, type Pair } from "./pairs.ts";

const INNER_FOLDS = 5;
const OUTER_FOLDS = 6;
const TREES = { depth: 3, rate: 0.05, minHessian: 4, lambda: 4, columns: 0.5, rows: 0.7, trees: 250, seed: 1 };
const NOT_CALIBRATED: [number, number] = [1, 0];
/** Grams that weigh less than this in every head are left out of the data file. */
const NEGLIGIBLE = 0.02;

export type CrossValidated = { shift: number[]; hold: number[] };

/** The weights, with the calibrated probabilities that each pair got from models that never saw its subject. */
export function fitJudgement(pairs: Pair[]): { weights: Weights; unseen: CrossValidated } {
  const sums: CrossValidated = { shift: [], hold: [] };
  for (let fold = 0; fold < OUTER_FOLDS; fold++) {
    const isHere = ({ subject, origin }: Pair): boolean => [subject, origin].some((set) => set % OUTER_FOLDS === fold);
    const model = prepare(fitUncalibrated(pairs.filter((pair) => !isHere(pair))));
    for (const [at, pair] of pairs.entries()) {
      if (pair.subject % OUTER_FOLDS !== fold) continue;
      const input = treeInput(pair, model);
      sums.shift[at] = sumTrees(model.weights.shift, input);
      sums.hold[at] = sumTrees(model.weights.hold, input);
    }
  }
  const calibrate = (which: "shift" | "hold"): [number, number] => calibrateItems(pairs, sums[which], which);
  const calibration = { shift: calibrate("shift"), hold: calibrate("hold") };
  const calibrated = (which: "shift" | "hold"): number[] =>
    sums[which].map((sum) => logistic(calibration[which][0] * sum + calibration[which][1]));
  return {
    weights: { ...fitUncalibrated(pairs), calibration },
    unseen: { shift: calibrated("shift"), hold: calibrated("hold") },
  };
}

/** Calibrates on each item's foremost pair: whether the item shows such a verdict at all. */
function calibrateItems(pairs: Pair[], sums: number[], which: "shift" | "hold"): [number, number] {
  const head = HEADS.indexOf(which);
  const items = new Map<number, { sum: number; label: 0 | 1 }>();
  for (const [at, pair] of pairs.entries()) {
    if (!isNative(pair)) continue;
    const known = items.get(pair.item) ?? { sum: -Infinity, label: 0 };
    const label = known.label === 1 || pair.labels[head] === 1 ? 1 : 0;
    items.set(pair.item, { sum: Math.max(known.sum, sums[at] ?? 0), label });
  }
  const foremost = [...items.values()];
  return platt(
    foremost.map(({ sum }) => sum),
    foremost.map(({ label }) => label),
  );
}

/** Heads learn wording from the items' own dossiers; trees learn from strangers too that the same words may concern nobody here. */
function fitUncalibrated(pairs: Pair[]): Weights {
  const subjects = [...new Set(pairs.map(({ subject }) => subject))];
  const native = pairs.filter(isNative);
  const inputs: number[][] = [];
  for (let fold = 0; fold < INNER_FOLDS; fold++) {
    const isHere = (pair: Pair): boolean => subjects.indexOf(pair.origin) % INNER_FOLDS === fold;
    const model = prepare(weightsOf(fitHeads(native.filter((pair) => !isHere(pair)))));
    for (const [at, pair] of pairs.entries()) if (isHere(pair)) inputs[at] = treeInput(pair, model);
  }
  const forest = (which: "shift" | "hold"): Forest =>
    boost(
      inputs,
      pairs.map(({ labels }) => labels[HEADS.indexOf(which)] ?? 0),
      TREES,
    );
  return { ...weightsOf(fitHeads(native)), shift: forest("shift"), hold: forest("hold") };
}

function treeInput(pair: Pair, model: Model): number[] {
  const answers = askHeads({ grams: new Set(pair.grams), sense: pair.sense }, model);
  return [...pair.facts, ...TREE_HEADS.map((head) => answers[HEADS.indexOf(head)] ?? 0)];
}

function weightsOf({ vocabulary, weights, sense, bias }: Linear): Weights {
  const grams: Weights["grams"] = {};
  for (const [gram, at] of vocabulary) {
    const row = weights.map((head) => rounded(head[at] ?? 0));
    if (row.some((weight) => Math.abs(weight) >= NEGLIGIBLE)) grams[gram] = row;
  }
  const none: Forest = { bias: 0, trees: [] };
  return {
    grams,
    bias: bias.map(rounded),
    sense: sense.map((head) => [...head].map(rounded)),
    shift: none,
    hold: none,
    calibration: { shift: NOT_CALIBRATED, hold: NOT_CALIBRATED },
  };
}

/** The data file keeps so many digits. */
function rounded(value: number): number {
  return Number(value.toFixed(3));
}

/** Platt's scaling by gradient descent: slope and intercept of the log-odds. */
function platt(sums: number[], labels: (0 | 1)[]): [number, number] {
  const STEPS = 3000;
  const RATE = 0.5;
  let slope = 1;
  let intercept = 0;
  for (let step = 0; step < STEPS; step++) {
    let slopeError = 0;
    let interceptError = 0;
    for (const [at, sum] of sums.entries()) {
      const error = logistic(slope * sum + intercept) - (labels[at] ?? 0);
      slopeError += error * sum;
      interceptError += error;
    }
    slope -= (RATE * slopeError) / sums.length;
    intercept -= (RATE * interceptError) / sums.length;
  }
  return [Number(slope.toFixed(4)), Number(intercept.toFixed(4))];
}
