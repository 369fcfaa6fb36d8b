/** Word vectors: how near two words are in use, from a table of frequent words in eight-bit numbers. */
import table from "./vectors.json" with { type: "json" };

/** Numbers of a vector. */
export const VECTOR_SIZE: number = table.size;
/** What one step of the eight-bit numbers is worth; vectors are of length 1 before rounding. */
const STEP = 1 / table.scale;

const rows = new Map<string, number>(table.words.split(" ").map((word, row) => [word, row]));
let cells: Float32Array | null = null;

/** Decoded at first use: starting the Worker should not pay for it. */
function decode(): Float32Array {
  return Float32Array.from(atob(table.data), (char) => ((char.charCodeAt(0) << 24) >> 24) * STEP);
}

/** The vector of a word in lower case, or null where the table lacks it; a compound stands for its first part. */
export function vectorOf(word: string): Float32Array | null {
  const row = rows.get(word) ?? rows.get(word.replace(/['-].*$/, ""));
  if (row === undefined) return null;
  cells ??= decode();
  return cells.subarray(row * VECTOR_SIZE, (row + 1) * VECTOR_SIZE);
}

/** The cosine of two vectors of length 1. */
export function nearness(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < VECTOR_SIZE; at++) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}
