/** `npm run -s score:reading -- LABELS.jsonl`: acts read from labelled sentences, beside the lexicon's rules alone and the labels' `peer` column. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Act } from "../model.ts";
import { ruleAct } from "../stance/act-rules.ts";
import { actOf, findActor } from "../stance/act.ts";
import { rootOf, scoreActs } from "./act-score.ts";

type Labelled = { id: string; text: string; actor: string; act: string; peer?: string };

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error("usage: npm run -s score:reading -- LABELS.jsonl");
  process.exit(2);
}
const labelled = readFileSync(file, "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => JSON.parse(line) as Labelled);

/** Labels come in capitals, as acts or as their roots. */
const labelOf = (label: string): string => rootOf(label.toLowerCase() as Act | "yield");
const read = ({ text, actor }: Labelled): string => rootOr(actOf(text, actor));
const rule = ({ text, actor }: Labelled): string => {
  const found = findActor(text, actor);
  return rootOr(found === null ? null : (ruleAct(found.tokens, found.place)?.act ?? null));
};

function rootOr(act: Act | null): string {
  return act === null ? "none" : rootOf(act);
}

function report(name: string, rows: Labelled[], answer: (row: Labelled) => string): void {
  const { accuracy, macroF1, byAct } = scoreActs(
    rows.map(({ act }) => labelOf(act)),
    rows.map(answer),
  );
  const figures = `accuracy ${accuracy.toFixed(3)}  macro-F1 ${macroF1.toFixed(3)}`;
  console.log(`${name.padEnd(26)} ${figures}  (${rows.length} sentences)`);
  if (name === "reader") console.log([...byAct].map(([act, f1]) => `  ${act} ${f1.toFixed(2)}`).join(""));
}

/** A quarter of the sentences, by their ids' hash, set aside to see whether what is learned from the others' errors carries over. */
const isHeldBack = ({ id }: Labelled): boolean =>
  Number.parseInt(createHash("sha1").update(id).digest("hex").slice(-2), 16) % 4 === 0;

const lookedAt = labelled.filter((row) => !isHeldBack(row));
const heldBack = labelled.filter(isHeldBack);
report("reader", labelled, read);
report("reader, looked at", lookedAt, read);
report("reader, held back", heldBack, read);
report("lexicon alone", labelled, rule);
report("lexicon alone, held back", heldBack, rule);
if (labelled.every(({ peer }) => peer !== undefined)) {
  const peer = (row: Labelled): string => labelOf(row.peer ?? "");
  report("peer", labelled, peer);
  report("peer, held back", heldBack, peer);
}
