/** What reading costs: against plain tagging of the same text, of items that concern nobody, and as a text grows. Exits with 1 above a bar. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import model from "wink-eng-lite-web-model";
import winkNLP from "wink-nlp";
import { findTerms } from "../../src/stance/gate.ts";
import { compileActors } from "../../src/stance/mention.ts";
import { readItem } from "../../src/stance/read.ts";

/** Reading may cost this many times what tagging alone does. */
const READ_BAR = 2;
/** An irrelevant item may cost this many microseconds. */
const GATE_BAR_US = 20;
/** Eight times the text may cost this many times eight. */
const GROWTH_BAR = 1.5;
const ROUNDS = 100;

type Item = { title: string; summary: string };
const file = join(import.meta.dirname, "../eval/japan-north-korea-summit/items.jsonl");
const items = readFileSync(file, "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => JSON.parse(line) as Partial<Item>)
  .map(({ title = "", summary = "" }): Item => ({ title, summary }));
const bytes = items.reduce((sum, { title, summary }) => sum + title.length + summary.length, 0);

const place = (name: string, aliases: string[]) => ({ id: name, name, aliases, offices: [], people: [] });
const actors = compileActors([place("Northland", ["Northport", "Northlanders"]), place("Southland", ["Southport"])]);

const nlp = winkNLP(model, ["pos"]);
// oxlint-disable-next-line typescript/unbound-method
const posOf = nlp.its.pos;
const tag = (text: string): number => {
  const tokens = nlp.readDoc(text).tokens();
  return tokens.out().length + tokens.out(posOf).length;
};

/**
 * The milliseconds that works take over all inputs, each input at its least of several rounds, work by work in turn: what else the machine
 * does only adds to a round, and an input is short enough to be spared in one of them.
 */
function least<T>(inputs: readonly T[], ...works: ((input: T) => void)[]): number[] {
  const best = works.map(() => inputs.map(() => Number.POSITIVE_INFINITY));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [which, work] of works.entries()) {
      const times = best[which] ?? [];
      for (const [at, input] of inputs.entries()) {
        const start = performance.now();
        work(input);
        times[at] = Math.min(times[at] ?? 0, performance.now() - start);
      }
    }
  }
  return best.map((times) => times.reduce((sum, time) => sum + time, 0));
}

const [reading = 0, tagging = 0, gating = 0] = least(
  items,
  (item) => readItem(item, actors),
  ({ title, summary }) => tag(title) + tag(summary),
  ({ title, summary }) => findTerms(`${title}\n${summary}`, actors.matcher),
);
const us = (ms: number): number => (ms * 1000) / items.length;
const sentence =
  "Northland's harbour minister refused to drop the demand for talks, Southport officials said on Monday. ";
const short = { title: "", summary: sentence.repeat(20) };
const long = { title: "", summary: sentence.repeat(160) };
const [longer = 0] = least([long], (item) => readItem(item, actors));
const [shorter = 1] = least([short], (item) => readItem(item, actors));
const growth = longer / shorter / 8;

const ratio = reading / tagging;
console.log(
  `read    ${us(reading).toFixed(0)} µs an item, ${(bytes / reading / 1000).toFixed(1)} MB/s (${items.length} items)`,
);
console.log(
  `tag     ${us(tagging).toFixed(0)} µs an item, ${(bytes / tagging / 1000).toFixed(1)} MB/s; reading costs ${ratio.toFixed(2)} times that (bar ${READ_BAR})`,
);
console.log(`gate    ${us(gating).toFixed(1)} µs an irrelevant item (bar ${GATE_BAR_US})`);
console.log(
  `growth  8 times the text costs ${(growth * 8).toFixed(1)} times as much (bar ${(GROWTH_BAR * 8).toFixed(0)})`,
);
process.exit(ratio <= READ_BAR && us(gating) <= GATE_BAR_US && growth <= GROWTH_BAR ? 0 : 1);
