/** What an item costs a dossier that it does not concern: every subject's items held against another's dossier. Exits with 1 above the bar. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadDossier } from "../../src/cli/load-dossier.ts";
import { compileDossier } from "../../src/stance/assess.ts";
import { readItemText, scanItem } from "../../src/stance/scan.ts";

const BAR_US = 20;
/** The least of so many rounds: what disturbs a run only adds to it. */
const ROUNDS = 40;
/** Every so many items: a run of a few seconds. */
const SAMPLE = 6;

const corpus = join(import.meta.dirname, "../eval/corpus");
const subjects = readdirSync(corpus).map((name) => {
  const folder = join(corpus, name);
  const items = readFileSync(join(folder, "items.jsonl"), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as { title: string; summary: string });
  return { dossier: compileDossier(loadDossier(folder)), items };
});
const pairs = subjects.flatMap(({ items }, at) => {
  const other = subjects[(at + 1) % subjects.length];
  const texts = items
    .filter((_, index) => index % SAMPLE === 0)
    .map((item) => readItemText({ ...item, outlet: null, published: null }));
  return other === undefined ? [] : texts.map((text) => ({ text, dossier: other.dossier }));
});
const refused = pairs.filter(({ text, dossier }) => scanItem(text, dossier) === null);

let best = Number.POSITIVE_INFINITY;
for (let round = 0; round < ROUNDS; round++) {
  const start = performance.now();
  for (const { text, dossier } of refused) scanItem(text, dossier);
  best = Math.min(best, performance.now() - start);
}
const cost = (best * 1000) / refused.length;
console.log(
  `gate    ${cost.toFixed(1)} µs an item of no concern (bar ${BAR_US}); ${refused.length} of ${pairs.length} turned away`,
);
process.exit(cost < BAR_US ? 0 : 1);
