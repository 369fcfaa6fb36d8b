/** The trained judgement: linear heads over wording and sense, trees over them and the facts; made by `npm run train`. */
import type { PairFeatures } from "./features.ts";
import weights from "./weights.json" with { type: "json" };

/** A linear head answers one question about wording; the trees weigh the answers together with the facts. */
export const HEADS = ["shift", "hold", "alert", "softens", "hardens", "reverses", "reported"] as const;
export type Head = (typeof HEADS)[number];
/** The heads that the trees are given. */
export const TREE_HEADS = ["shift", "hold", "alert"] as const;

/** A tree as parallel lists by node; a leaf has feature -1. */
export type Tree = { feature: number[]; threshold: number[]; left: number[]; right: number[]; value: number[] };
export type Forest = { bias: number; trees: Tree[] };

/** The data file: `grams` maps a gram to its weight in each head, in the order of HEADS. */
export type Weights = {
  grams: Record<string, number[]>;
  bias: number[];
  /** By head, the weights of the sense. */
  sense: number[][];
  shift: Forest;
  hold: Forest;
  /** Platt's calibration of a forest's sum, σ(slope × sum + intercept): how likely an item whose foremost pair has it shows the verdict. */
  calibration: { shift: [number, number]; hold: [number, number] };
};

/** What the model says of a pair; probabilities are calibrated on subjects that the trees did not see. */
export type Judgement = { shift: number; hold: number; heads: Record<Head, number> };

/** The weights this build ships. */
export const shipped = prepare(weights as unknown as Weights);

export type Model = { weights: Weights; grams: Map<string, number[]> };

export function prepare(data: Weights): Model {
  return { weights: data, grams: new Map(Object.entries(data.grams)) };
}

/** The answers of the linear heads, as log-odds. */
export function askHeads({ grams, sense }: Pick<PairFeatures, "grams" | "sense">, model: Model): number[] {
  const sums = HEADS.map(() => 0);
  let known = 0;
  for (const gram of grams) {
    const weights = model.grams.get(gram);
    if (weights === undefined) continue;
    known++;
    for (let head = 0; head < sums.length; head++) sums[head] = (sums[head] ?? 0) + (weights[head] ?? 0);
  }
  const scale = 1 / Math.sqrt(known + 1);
  return sums.map((sum, head) => {
    const row = model.weights.sense[head] ?? [];
    let dense = 0;
    for (let at = 0; at < sense.length; at++) dense += (row[at] ?? 0) * (sense[at] ?? 0);
    return sum * scale + dense + (model.weights.bias[head] ?? 0);
  });
}

/** The sum of a forest's leaves. */
export function sumTrees({ bias, trees }: Forest, features: ArrayLike<number>): number {
  let sum = bias;
  for (const { feature, threshold, left, right, value } of trees) {
    let node = 0;
    for (let tested = feature[0] ?? -1; tested >= 0; tested = feature[node] ?? -1) {
      node = ((features[tested] ?? 0) <= (threshold[node] ?? 0) ? left[node] : right[node]) ?? 0;
    }
    sum += value[node] ?? 0;
  }
  return sum;
}

/** Judges one item against one position. */
export function judge(pair: PairFeatures, model: Model = shipped): Judgement {
  const answers = askHeads(pair, model);
  const input = [...pair.facts, ...TREE_HEADS.map((head) => answers[HEADS.indexOf(head)] ?? 0)];
  const probability = (which: "shift" | "hold"): number => {
    const [slope, intercept] = model.weights.calibration[which];
    return logistic(slope * sumTrees(model.weights[which], input) + intercept);
  };
  const heads = Object.fromEntries(HEADS.map((head, at) => [head, answers[at] ?? 0])) as Record<Head, number>;
  return { shift: probability("shift"), hold: probability("hold"), heads };
}

export function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
