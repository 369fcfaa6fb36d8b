/** The wording of an item as one position sees it: names and the target's words masked, then single words and pairs of them. */
import type { CompiledPosition } from "./compile.ts";
import type { Scan } from "./scan.ts";

/** Masks: what they stand for differs from dossier to dossier, what stands around them does not. */
const HOLDER = "<holder>";
const OTHER = "<other>";
const TARGET = "<target>";
const NUMBER = "<number>";
const START = "<start>";
const END = "<end>";

type Sequences = { title: string[]; summary: string[] };

/** The item's words, masked. */
export function maskedWords({ text, names }: Scan, { position, targetStems }: CompiledPosition): Sequences {
  const sequences: Sequences = { title: [], summary: [] };
  let last = "";
  for (const [at, word] of text.words.entries()) {
    const naming = names[at] ?? null;
    let written = word.lower.replace(/'s$/, "");
    if (naming !== null) written = naming.actors.some((actor) => position.holders.includes(actor)) ? HOLDER : OTHER;
    else if (targetStems.has(word.stem)) written = TARGET;
    else if (/^\d/.test(word.lower)) written = NUMBER;
    const sequence = sequences[word.field];
    // "Fumio Kishida" is one holder, not two.
    if (written !== last || !written.startsWith("<") || sequence.length === 0) sequence.push(written);
    last = written;
  }
  return sequences;
}

/** Every gram once: words, words by field, neighbours, neighbours but one, and words beside a holder or a target in one field. */
export function gramsOf(sequences: Sequences): Set<string> {
  const grams = new Set<string>();
  for (const field of ["title", "summary"] as const) {
    const sequence = [START, ...sequences[field], END];
    for (const [at, word] of sequence.entries()) {
      grams.add(word).add(`${field}:${word}`);
      const next = sequence[at + 1];
      if (next !== undefined) grams.add(`${word} ${next}`);
      const afterNext = sequence[at + 2];
      if (afterNext !== undefined) grams.add(`${word} _ ${afterNext}`);
    }
    const hasHolder = sequence.includes(HOLDER);
    const hasTarget = sequence.includes(TARGET);
    for (const word of new Set(sequences[field])) {
      if (hasHolder) grams.add(`${HOLDER}&${word}`);
      if (hasTarget) grams.add(`${TARGET}&${word}`);
    }
  }
  return grams;
}
