/** How much of what a position says an item says too, word by word and by nearness of words. */
import type { CompiledDossier, CompiledPosition, Reference } from "./compile.ts";
import type { Scan } from "./scan.ts";
import { nearness, vectorOf } from "./vectors.ts";
import type { Word } from "./words.ts";

/** 0 to 1 each: the share of a sentence's weight that the whole item, or its title, covers. */
export type Likeness = {
  statement: number;
  statementInTitle: number;
  hold: number;
  holdInTitle: number;
  shift: number;
  shiftInTitle: number;
};

/** Below it two words merely share a register. */
const UNRELATED = 0.4;
/** The memo of a long-lived isolate stays this small. */
const MEMO_LIMIT = 4000;

/** The likeness of an item to every position of the dossier. */
export function likenesses(scan: Scan, dossier: CompiledDossier): Likeness[] {
  const all = new Float32Array(dossier.words.length);
  const title = new Float32Array(dossier.words.length);
  for (const word of scan.content) {
    const near = nearnessToAll(word, dossier);
    raise(all, near);
    if (word.field === "title") raise(title, near);
  }
  return dossier.positions.map((position) => likeness(position, all, title, dossier));
}

function likeness(
  position: CompiledPosition,
  all: Float32Array,
  title: Float32Array,
  dossier: CompiledDossier,
): Likeness {
  const best = (references: Reference[], cover: Float32Array): number =>
    references.reduce((most, reference) => Math.max(most, covered(reference, cover, dossier)), 0);
  return {
    statement: covered(position.statement, all, dossier),
    statementInTitle: covered(position.statement, title, dossier),
    hold: best(position.holds, all),
    holdInTitle: best(position.holds, title),
    shift: best(position.shifts, all),
    shiftInTitle: best(position.shifts, title),
  };
}

function covered(reference: Reference, cover: Float32Array, { words }: CompiledDossier): number {
  let sum = 0;
  let weight = 0;
  for (const place of reference) {
    const own = words[place]?.weight ?? 0;
    weight += own;
    sum += own * (cover[place] ?? 0);
  }
  return weight === 0 ? 0 : sum / weight;
}

function nearnessToAll(word: Word, { words, seen }: CompiledDossier): Float32Array {
  const known = seen.get(word.lower);
  if (known !== undefined) return known;
  const vector = vectorOf(word.lower);
  const near = Float32Array.from(words, (reference) => {
    if (reference.stem === word.stem) return 1;
    if (vector === null || reference.vector === null) return 0;
    return Math.max(0, (nearness(vector, reference.vector) - UNRELATED) / (1 - UNRELATED));
  });
  if (seen.size >= MEMO_LIMIT) seen.clear();
  seen.set(word.lower, near);
  return near;
}

function raise(cover: Float32Array, near: Float32Array): void {
  for (let at = 0; at < cover.length; at++) if ((near[at] ?? 0) > (cover[at] ?? 0)) cover[at] = near[at] ?? 0;
}
