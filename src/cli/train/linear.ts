/** Logistic regression over sparse grams and a dense sense, fitted by AdaGrad in a fixed order. */
import { HEADS } from "../../stance/model.ts";

/** One pair to learn from; `labels` has an answer for each head, or null where the head does not ask it. */
export type Example = {
  /** The set that the item comes from: its words are its own, whatever it is held against. */
  origin: number;
  subject: number;
  grams: string[];
  sense: Float32Array;
  labels: (0 | 1 | null)[];
};

export type Linear = {
  vocabulary: Map<string, number>;
  weights: Float64Array[];
  sense: Float64Array[];
  bias: number[];
};

/** A gram that few subjects use is about those subjects, not about changing one's mind. */
const MIN_SUBJECTS = 4;
const MIN_EXAMPLES = 6;
const EPOCHS = 15;
const GRAM_RATE = 0.5;
const SENSE_RATE = 0.2;
const BIAS_RATE = 0.02;
const GRAM_DECAY = 2e-4;
const SENSE_DECAY = 1e-3;
/** About the share of changes. */
const FIRST_BIAS = -2;
/** Steps through the examples in an order that mixes subjects: primes larger than any batch of one subject. */
const STRIDE = 7919;
const SHIFT = 31;

/** Fits all heads. */
export function fitHeads(examples: Example[]): Linear {
  const vocabulary = vocabularyOf(examples);
  const coded = examples.map(({ grams }) => grams.flatMap((gram) => vocabulary.get(gram) ?? []));
  const heads = HEADS.map((_, head) => fitHead(examples, coded, vocabulary.size, head));
  return {
    vocabulary,
    weights: heads.map(({ weights }) => weights),
    sense: heads.map(({ sense }) => sense),
    bias: heads.map(({ bias }) => bias),
  };
}

function vocabularyOf(examples: Example[]): Map<string, number> {
  const users = new Map<string, { subjects: Set<number>; examples: number }>();
  for (const { origin, grams } of examples) {
    for (const gram of grams) {
      const known = users.get(gram) ?? { subjects: new Set(), examples: 0 };
      known.subjects.add(origin);
      known.examples++;
      users.set(gram, known);
    }
  }
  const kept = [...users].filter(([, use]) => use.subjects.size >= MIN_SUBJECTS && use.examples >= MIN_EXAMPLES);
  return new Map(kept.map(([gram], at) => [gram, at]));
}

function fitHead(examples: Example[], coded: number[][], grams: number, head: number) {
  const size = examples[0]?.sense.length ?? 0;
  const weights = new Float64Array(grams);
  const gramSquares = new Float64Array(grams).fill(1);
  const sense = new Float64Array(size);
  const senseSquares = new Float64Array(size).fill(1);
  let bias = FIRST_BIAS;
  const asked = [...examples.keys()].filter((at) => examples[at]?.labels[head] !== null);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (let step = 0; step < asked.length; step++) {
      const at = asked[(step * STRIDE + epoch * SHIFT) % asked.length] ?? 0;
      const code = coded[at] ?? [];
      const dense = examples[at]?.sense ?? new Float32Array(size);
      const scale = 1 / Math.sqrt(code.length + 1);
      let sum = bias;
      for (const gram of code) sum += (weights[gram] ?? 0) * scale;
      for (let cell = 0; cell < size; cell++) sum += (sense[cell] ?? 0) * (dense[cell] ?? 0);
      const error = 1 / (1 + Math.exp(-sum)) - (examples[at]?.labels[head] ?? 0);
      bias -= BIAS_RATE * error;
      for (const gram of code) descend(weights, gramSquares, gram, error * scale, GRAM_DECAY, GRAM_RATE);
      for (let cell = 0; cell < size; cell++)
        descend(sense, senseSquares, cell, error * (dense[cell] ?? 0), SENSE_DECAY, SENSE_RATE);
    }
  }
  return { weights, sense, bias };
}

function descend(
  weights: Float64Array,
  squares: Float64Array,
  at: number,
  slope: number,
  decay: number,
  rate: number,
): void {
  const weight = weights[at] ?? 0;
  const gradient = slope + decay * weight;
  const square = (squares[at] ?? 0) + gradient * gradient;
  squares[at] = square;
  weights[at] = weight - (rate * gradient) / Math.sqrt(square);
}
