/** The trained choice among the acts: a linear model over the features of an actor's clause; made by `npm run train`. */
import type { Act } from "../model.ts";
import { type ActFeatures, DENSE_SIZE } from "./act-features.ts";
import table from "./act-weights.json" with { type: "json" };

/** The data file: `cells` holds eight-bit weights in base64, a row by act for each name, then for each dense number, then the bias. */
export type ActWeights = {
  acts: Act[];
  /** Names of features, by lines. */
  names: string;
  /** What one step of the eight-bit numbers is worth. */
  step: number;
  cells: string;
};

export type ActModel = { acts: readonly Act[]; rows: ReadonlyMap<string, number>; weights: Float32Array };

/** The act chosen, its share of the likelihood (0 to 1), and how much each token spoke for it. */
export type ActChoice = { act: Act; share: number; votes: ReadonlyMap<number, number> };

/** Decodes the data file. */
export const prepareActs = ({ acts, names, step, cells }: ActWeights): ActModel => ({
  acts,
  rows: new Map(names.split("\n").map((name, row) => [name, row])),
  weights: Float32Array.from(atob(cells), (char) => ((char.charCodeAt(0) << 24) >> 24) * step),
});

let shipped: ActModel | null = null;
/** The weights of this build, decoded at first use. */
export const shippedActs = (): ActModel => (shipped ??= prepareActs(table as ActWeights));

/** Both are the field's YIELD: they stand together against the other acts. */
const YIELDS: readonly Act[] = ["concede", "retreat"];

/** Chooses the act of a clause. */
export const chooseAct = ({ named, dense }: ActFeatures, model: ActModel): ActChoice => {
  const { acts, rows, weights } = model;
  const size = acts.length;
  const first = rows.size * size;
  const sums = weights.slice(first + DENSE_SIZE * size, first + (DENSE_SIZE + 1) * size);
  for (const [name, { value }] of named) {
    const row = rows.get(name);
    if (row !== undefined) addRow(sums, weights, row * size, value);
  }
  for (let at = 0; at < DENSE_SIZE; at++) {
    const value = dense[at] ?? 0;
    if (value !== 0) addRow(sums, weights, first + at * size, value);
  }
  const shares = softmax(sums);
  const isYield = (index: number): boolean => YIELDS.includes(acts[index] ?? "agree");
  const yielded = shares.reduce((total, share, index) => (isYield(index) ? total + share : total), 0);
  const rooted = shares.map((share, index) => (isYield(index) ? yielded : share));
  let best = 0;
  for (let index = 1; index < size; index++) {
    const more = (rooted[index] ?? 0) - (rooted[best] ?? 0);
    if (more > 0 || (more === 0 && (shares[index] ?? 0) > (shares[best] ?? 0))) best = index;
  }
  const votes = new Map<number, number>();
  for (const [name, { value, at }] of named) {
    const row = rows.get(name);
    if (row === undefined || at === -1) continue;
    const own = weights.subarray(row * size, (row + 1) * size);
    const vote = (own[best] ?? 0) - own.reduce((total, weight) => total + weight, 0) / size;
    votes.set(at, (votes.get(at) ?? 0) + vote * value);
  }
  return { act: acts[best] ?? "agree", share: rooted[best] ?? 0, votes };
};

const addRow = (sums: Float32Array, weights: Float32Array, from: number, value: number): void => {
  for (let index = 0; index < sums.length; index++)
    sums[index] = (sums[index] ?? 0) + value * (weights[from + index] ?? 0);
};

const softmax = (sums: Float32Array): Float32Array => {
  const most = Math.max(...sums);
  const powers = sums.map((sum) => Math.exp(sum - most));
  const total = powers.reduce((all, power) => all + power, 0);
  return powers.map((power) => power / total);
};
