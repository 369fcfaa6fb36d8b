/**
 * Compares the labels of the corpus with a second, independent labelling of a sample: agreement and Cohen's kappa.
 *
 * `node src/cli/agreement.ts`
 */
import { readFileSync } from "node:fs";
import { type Label, labelledSets } from "./labelled.ts";

type Second = { id: string; alert: boolean; labels: Label[] };
type Pair = [string, string];

const file = `${import.meta.dirname}/../../tests/eval/agreement.jsonl`;
const first = new Map(labelledSets().flatMap(({ items }) => items.map((item) => [item.id, item])));
const alerts: Pair[] = [];
const verdicts: Pair[] = [];
const directions: Pair[] = [];
for (const line of readFileSync(file, "utf8").split("\n").filter(Boolean)) {
  const second = JSON.parse(line) as Second;
  const item = first.get(second.id);
  if (item === undefined) throw new Error(`no item ${second.id}`);
  alerts.push([String(item.alert), String(second.alert)]);
  for (const position of new Set([...item.labels, ...second.labels].map((label) => label.position))) {
    const [ours, theirs] = [item, second].map(({ labels }) => labels.find((label) => label.position === position));
    verdicts.push([ours?.verdict ?? "none", theirs?.verdict ?? "none"]);
    if (ours?.verdict === "shift" && theirs?.verdict === "shift")
      directions.push([String(ours.direction), String(theirs.direction)]);
  }
}
for (const [name, pairs] of Object.entries({ alert: alerts, verdict: verdicts, direction: directions })) {
  const agreed = share(pairs, ([ours, theirs]) => ours === theirs);
  console.log(
    `${name}: ${pairs.length} pairs, agreement ${agreed.toFixed(3)}, kappa ${kappa(pairs, agreed).toFixed(3)}`,
  );
}

/** Cohen's kappa: agreement beyond what the two labellers' frequencies give by chance. */
function kappa(pairs: Pair[], agreed: number): number {
  const labels = new Set(pairs.flat());
  let chance = 0;
  for (const label of labels)
    chance += share(pairs, ([ours]) => ours === label) * share(pairs, ([, theirs]) => theirs === label);
  return (agreed - chance) / (1 - chance);
}

function share(pairs: Pair[], is: (pair: Pair) => boolean): number {
  return pairs.filter(is).length / pairs.length;
}
