/** How well scores rank the items that should alert. */

/** Average precision, the best F1 with its threshold, and the recall at some precisions, in a line of text. */
export function averagePrecision(scores: number[], wanted: boolean[]): string {
  const order = scores
    .map((score, at) => ({ score, isWanted: wanted[at] ?? false }))
    .toSorted((a, b) => b.score - a.score);
  const all = wanted.filter(Boolean).length;
  let found = 0;
  let sum = 0;
  let best = { f1: 0, precision: 0, recall: 0, score: 0 };
  const recalls = new Map<number, number>();
  for (const [at, { score, isWanted }] of order.entries()) {
    if (isWanted) {
      found++;
      sum += found / (at + 1);
    }
    const precision = found / (at + 1);
    const recall = found / all;
    const f1 = (2 * found) / (at + 1 + all);
    if (f1 > best.f1) best = { f1, precision, recall, score };
    for (const bar of [0.9, 0.8, 0.7]) if (precision >= bar) recalls.set(bar, recall);
  }
  const at = [...recalls].map(([bar, recall]) => `${recall.toFixed(2)} at ${bar}`).join(", ");
  return (
    `average precision ${(sum / all).toFixed(3)}; best F1 ${best.f1.toFixed(3)} ` +
    `(${best.precision.toFixed(2)} / ${best.recall.toFixed(2)} from ${best.score.toFixed(2)}); recall ${at}`
  );
}
