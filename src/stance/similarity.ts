/** How much of what a position says an item says too, word by word and by nearness of words. */
import type { CompiledDossier, CompiledPosition, Reference, ReferenceWord } from "./compile.ts";
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
  /** -1 to 1 each: the same share, counted against where the item is against what the sentence is for, or the other way round. */
  statementSide: number;
  holdSide: number;
  shiftSide: number;
};

/** Below it two words merely share a register. */
const UNRELATED = 0.4;
/** The memo of a long-lived isolate stays this small. */
const MEMO_LIMIT = 4000;

/** The likeness of an item to every position of the dossier. */
export function likenesses(scan: Scan, dossier: CompiledDossier): Likeness[] {
  const all = new Float32Array(dossier.words.length);
  const title = new Float32Array(dossier.words.length);
  const sides = new Float32Array(dossier.words.length);
  for (const [at, word] of scan.content.entries()) {
    const near = nearnessToAll(word, dossier);
    raise(all, near);
    take(sides, near, scan.valences[at] ?? 0);
    if (word.field === "title") raise(title, near);
  }
  return dossier.positions.map((position) => likeness(position, { all, title, sides }, dossier));
}

/** By reference word: the nearest word of the item, of its title, and the nearest one with a side, signed. */
type Cover = { all: Float32Array; title: Float32Array; sides: Float32Array };

function likeness(position: CompiledPosition, { all, title, sides }: Cover, dossier: CompiledDossier): Likeness {
  const best = (references: Reference[], cover: Float32Array): number =>
    references.reduce((most, reference) => Math.max(most, covered(reference, cover, dossier)), 0);
  return {
    statement: covered(position.statement, all, dossier),
    statementInTitle: covered(position.statement, title, dossier),
    hold: best(position.holds, all),
    holdInTitle: best(position.holds, title),
    shift: best(position.shifts, all),
    shiftInTitle: best(position.shifts, title),
    statementSide: sided(position.statement, sides, dossier),
    holdSide: furthest(position.holds.map((reference) => sided(reference, sides, dossier))),
    shiftSide: furthest(position.shifts.map((reference) => sided(reference, sides, dossier))),
  };
}

function covered(reference: Reference, cover: Float32Array, { words }: CompiledDossier): number {
  let sum = 0;
  let weight = 0;
  for (const place of reference.places) {
    const own = words[place]?.weight ?? 0;
    weight += own;
    sum += own * (cover[place] ?? 0);
  }
  return weight === 0 ? 0 : sum / weight;
}

function sided(reference: Reference, sides: Float32Array, { words }: CompiledDossier): number {
  let sum = 0;
  let weight = 0;
  for (const [at, place] of reference.places.entries()) {
    const own = words[place]?.weight ?? 0;
    weight += own;
    sum += own * (sides[place] ?? 0) * (reference.valences[at] ?? 0);
  }
  return weight === 0 ? 0 : sum / weight;
}

/** The number with the largest magnitude. */
function furthest(numbers: number[]): number {
  return numbers.reduce((most, number) => (Math.abs(number) > Math.abs(most) ? number : most), 0);
}

/** The reference words that a word is near to at all, by their places, and how near: above 0, up to 1. */
export type Nearness = { places: Uint16Array; degrees: Float32Array };

/** How near a word of an item is to the reference words; kept for the next item. */
export function nearnessToAll(word: Word, { words, seen }: CompiledDossier): Nearness {
  const known = seen.get(word.lower);
  if (known !== undefined) return known;
  const vector = vectorOf(word.lower);
  const degreeOf = (reference: ReferenceWord): number => {
    if (reference.stem === word.stem) return 1;
    if (vector === null || reference.vector === null) return 0;
    return Math.max(0, (nearness(vector, reference.vector) - UNRELATED) / (1 - UNRELATED));
  };
  const all = words.map(degreeOf);
  const places = Uint16Array.from([...all.keys()].filter((place) => (all[place] ?? 0) > 0));
  const near = { places, degrees: Float32Array.from(places, (place) => all[place] ?? 0) };
  if (seen.size >= MEMO_LIMIT) seen.clear();
  seen.set(word.lower, near);
  return near;
}

/** Raises what covers each reference word to a word's nearness. */
export function raise(cover: Float32Array, { places, degrees }: Nearness): void {
  for (let at = 0; at < places.length; at++) {
    const [place, degree] = [places[at] ?? 0, degrees[at] ?? 0];
    if (degree > (cover[place] ?? 0)) cover[place] = degree;
  }
}

function take(sides: Float32Array, { places, degrees }: Nearness, valence: number): void {
  if (valence === 0) return;
  for (let at = 0; at < places.length; at++) {
    const [place, degree] = [places[at] ?? 0, degrees[at] ?? 0];
    if (degree > Math.abs(sides[place] ?? 0)) sides[place] = valence * degree;
  }
}
