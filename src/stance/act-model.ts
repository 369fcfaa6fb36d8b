/** The trained choice among the acts: a linear model over the features of an actor's clause; made by `npm run train`. */
import type { Act } from "../model.ts";
import { type ActFeatures, DENSE_SIZE, type RowOf, senseVote } from "./act-features.ts";
import table from "./act-weights.json" with { type: "json" };
import type { Token } from "./tag.ts";

/** The data file: `cells` holds eight-bit weights in base64, a row by act for each name, then for each dense number, then the bias. */
export type ActWeights = {
  acts: Act[];
  /** Names of features, by lines. */
  names: string;
  /** What one step of the eight-bit numbers is worth. */
  step: number;
  cells: string;
};

export type ActModel = { acts: readonly Act[]; names: number; rowOf: RowOf; weights: Float32Array };

/** The act chosen, by its place among the model's acts, and its share of the likelihood (0 to 1). */
export type ActChoice = { act: Act; index: number; share: number };

/** Decodes the data file. */
export const prepareActs = ({ acts, names, step, cells }: ActWeights): ActModel => {
  const rows = new Map(names.split("\n").map((name, row) => [name, row]));
  return {
    acts,
    names: rows.size,
    rowOf: (name) => rows.get(name) ?? -1,
    weights: Float32Array.from(atob(cells), (char) => ((char.charCodeAt(0) << 24) >> 24) * step),
  };
};

let shipped: ActModel | null = null;
/** The weights of this build, decoded at first use. */
export const shippedActs = (): ActModel => (shipped ??= prepareActs(table as ActWeights));

/** Both are the field's YIELD: they stand together against the other acts. */
const YIELDS: readonly Act[] = ["concede", "retreat"];

/** Chooses the act of a clause. */
export const chooseAct = ({ named, dense }: ActFeatures, { acts, names, weights }: ActModel): ActChoice => {
  const size = acts.length;
  const bias = (names + DENSE_SIZE) * size;
  const sums = weights.slice(bias, bias + size);
  for (const [row, { value }] of named) addRow(sums, weights, row * size, value);
  for (let at = 0; at < DENSE_SIZE; at++) {
    const value = dense[at] ?? 0;
    if (value !== 0) addRow(sums, weights, (names + at) * size, value);
  }
  return chosen(acts, likelihoods(sums));
};

const addRow = (sums: Float32Array, weights: Float32Array, from: number, value: number): void => {
  const size = sums.length;
  for (let index = 0; index < size; index++) sums[index] = (sums[index] ?? 0) + value * (weights[from + index] ?? 0);
};

const likelihoods = (sums: Float32Array): Float32Array => {
  let most = -Infinity;
  for (const sum of sums) if (sum > most) most = sum;
  let total = 0;
  for (let index = 0; index < sums.length; index++) {
    const power = Math.exp((sums[index] ?? 0) - most);
    sums[index] = power;
    total += power;
  }
  for (let index = 0; index < sums.length; index++) sums[index] = (sums[index] ?? 0) / total;
  return sums;
};

const chosen = (acts: readonly Act[], shares: Float32Array): ActChoice => {
  const yields = YIELDS.map((act) => acts.indexOf(act)).filter((index) => index !== -1);
  const yielded = yields.reduce((total, index) => total + (shares[index] ?? 0), 0);
  let best = 0;
  for (let index = 1; index < shares.length; index++) if ((shares[index] ?? 0) > (shares[best] ?? 0)) best = index;
  const isYield = yields.includes(best) || yielded > (shares[best] ?? 0);
  const index = isYield ? yields.reduce((a, b) => ((shares[b] ?? 0) > (shares[a] ?? 0) ? b : a)) : best;
  return { act: acts[index] ?? "agree", index, share: isYield ? yielded : (shares[index] ?? 0) };
};

/** How much each token spoke for an act, given by its place among the model's acts, rather than for acts in general. */
export const votesFor = (
  index: number,
  { named, vectors }: ActFeatures,
  tokens: readonly Token[],
  { acts, names, weights }: ActModel,
): Map<number, number> => {
  const size = acts.length;
  const margin = (row: number): number => {
    const own = weights.subarray(row * size, (row + 1) * size);
    return (own[index] ?? 0) - own.reduce((total, weight) => total + weight, 0) / size;
  };
  const votes = new Map<number, number>();
  const vote = (at: number, value: number): void => {
    votes.set(at, (votes.get(at) ?? 0) + value);
  };
  for (const [row, { value, at }] of named) if (at !== -1) vote(at, margin(row) * value);
  for (const at of vectors) {
    const sense = senseVote(tokens[at]?.lower ?? "", (cell) => margin(names + cell));
    vote(at, sense / Math.sqrt(vectors.length));
  }
  return votes;
};
