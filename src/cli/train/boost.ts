/** Gradient-boosted trees with logistic loss (Friedman 2001), splits found over histograms; deterministic for a seed. */
import type { Forest, Tree } from "../../stance/model.ts";

export type BoostOptions = {
  trees: number;
  depth: number;
  rate: number;
  minHessian: number;
  lambda: number;
  columns: number;
  rows: number;
  seed: number;
};

const BINS = 32;
const MINIMAL_GAIN = 1e-6;

type Column = { cuts: number[]; bins: Uint8Array };
type Gradients = { first: Float64Array; second: Float64Array };

/** Fits a forest whose sum is the log-odds of `labels[i] === 1`. */
export function boost(rows: number[][], labels: number[], options: BoostOptions): Forest {
  const columns = (rows[0] ?? []).map((_, feature) => binned(rows.map((row) => row[feature] ?? 0)));
  const positives = labels.reduce((sum, label) => sum + label, 0);
  const bias = Math.log(positives / (labels.length - positives));
  const sums = new Float64Array(rows.length).fill(bias);
  const gradients: Gradients = { first: new Float64Array(rows.length), second: new Float64Array(rows.length) };
  const random = randomNumbers(options.seed);
  const trees: Tree[] = [];
  for (let round = 0; round < options.trees; round++) {
    for (const [at, sum] of sums.entries()) {
      const probability = 1 / (1 + Math.exp(-sum));
      gradients.first[at] = probability - (labels[at] ?? 0);
      gradients.second[at] = probability * (1 - probability);
    }
    const chosen = columns.flatMap((column, feature) =>
      column.cuts.length > 0 && random() < options.columns ? [feature] : [],
    );
    const sample = rows.flatMap((_, at) => (random() < options.rows ? [at] : []));
    const tree: Tree = { feature: [], threshold: [], left: [], right: [], value: [] };
    grow({ tree, columns, chosen, gradients, options }, sample, options.depth);
    for (const at of sums.keys()) sums[at] = (sums[at] ?? 0) + leafOf(tree, columns, at);
    trees.push(tree);
  }
  return { bias, trees };
}

/** A small generator (Numerical Recipes' constants), so that training gives the same weights everywhere. */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

type Growth = { tree: Tree; columns: Column[]; chosen: number[]; gradients: Gradients; options: BoostOptions };

function grow(growth: Growth, rows: number[], depth: number): number {
  const { tree, columns, gradients, options } = growth;
  const node = tree.feature.length;
  let first = 0;
  let second = 0;
  for (const at of rows) {
    first += gradients.first[at] ?? 0;
    second += gradients.second[at] ?? 0;
  }
  tree.feature.push(-1);
  tree.threshold.push(0);
  tree.left.push(0);
  tree.right.push(0);
  tree.value.push(Number(((-options.rate * first) / (second + options.lambda)).toFixed(4)));
  if (depth === 0 || second < 2 * options.minHessian) return node;
  const split = bestSplit(growth, rows, first, second);
  if (split === null) return node;
  const bins = columns[split.feature]?.bins;
  const isLeft = (at: number): boolean => (bins?.[at] ?? 0) <= split.bin;
  tree.feature[node] = split.feature;
  tree.threshold[node] = columns[split.feature]?.cuts[split.bin] ?? 0;
  tree.value[node] = 0;
  tree.left[node] = grow(growth, rows.filter(isLeft), depth - 1);
  tree.right[node] = grow(
    growth,
    rows.filter((at) => !isLeft(at)),
    depth - 1,
  );
  return node;
}

function bestSplit({ columns, chosen, gradients, options }: Growth, rows: number[], first: number, second: number) {
  const score = (sum: number, weight: number): number => (sum * sum) / (weight + options.lambda);
  const firsts = new Float64Array(BINS + 1);
  const seconds = new Float64Array(BINS + 1);
  let best: { feature: number; bin: number } | null = null;
  let most = MINIMAL_GAIN;
  for (const feature of chosen) {
    const column = columns[feature];
    if (column === undefined) continue;
    firsts.fill(0);
    seconds.fill(0);
    for (const at of rows) {
      const bin = column.bins[at] ?? 0;
      firsts[bin] = (firsts[bin] ?? 0) + (gradients.first[at] ?? 0);
      seconds[bin] = (seconds[bin] ?? 0) + (gradients.second[at] ?? 0);
    }
    let left = 0;
    let weight = 0;
    for (const bin of column.cuts.keys()) {
      left += firsts[bin] ?? 0;
      weight += seconds[bin] ?? 0;
      if (weight < options.minHessian || second - weight < options.minHessian) continue;
      const gain = score(left, weight) + score(first - left, second - weight) - score(first, second);
      if (gain <= most) continue;
      most = gain;
      best = { feature, bin };
    }
  }
  return best;
}

function leafOf(tree: Tree, columns: Column[], row: number): number {
  let node = 0;
  for (let feature = tree.feature[0] ?? -1; feature >= 0; feature = tree.feature[node] ?? -1) {
    const column = columns[feature];
    const cut = tree.threshold[node] ?? 0;
    const isLeft = column === undefined || (column.cuts[column.bins[row] ?? 0] ?? Infinity) <= cut;
    node = (isLeft ? tree.left[node] : tree.right[node]) ?? 0;
  }
  return tree.value[node] ?? 0;
}

function binned(values: number[]): Column {
  const sorted = values.toSorted((a, b) => a - b);
  const distinct = [...new Set(sorted)];
  const cuts =
    distinct.length <= BINS
      ? distinct.slice(1).map((value, at) => rounded((value + (distinct[at] ?? value)) / 2))
      : [
          ...new Set(
            Array.from({ length: BINS - 1 }, (_, bin) =>
              rounded(sorted[Math.floor(((bin + 1) * sorted.length) / BINS)] ?? 0),
            ),
          ),
        ];
  const bins = Uint8Array.from(values, (value) => {
    const bin = cuts.findIndex((cut) => value <= cut);
    return bin === -1 ? cuts.length : bin;
  });
  return { cuts, bins };
}

/** The data file keeps so many digits. */
function rounded(value: number): number {
  return Number(value.toFixed(4));
}
