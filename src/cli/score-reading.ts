/** `npm run -s score:reading -- LABELS.jsonl [FINDINGS.jsonl]`: acts read from labelled sentences, beside the labels' `peer` column. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { actOf } from "../stance/act.ts";

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

/** CONCEDE and RETREAT are both YIELD in the labels. */
function rootOf(text: string, actor: string): string {
  const act = actOf(text, actor);
  if (act === null) return "none";
  return act === "concede" || act === "retreat" ? "YIELD" : act.toUpperCase();
}

const roots = [...new Set(labelled.map(({ act }) => act))].toSorted();
function report(name: string, rows: Labelled[], answer: (row: Labelled) => string): void {
  const answers = rows.map(answer);
  const right = rows.filter((row, at) => answers[at] === row.act).length;
  const scores = roots.map((root) => {
    const hits = rows.filter((row, at) => row.act === root && answers[at] === root).length;
    const said = answers.filter((each) => each === root).length;
    const wanted = rows.filter(({ act }) => act === root).length;
    return hits === 0 ? 0 : (2 * hits) / (said + wanted);
  });
  const macro = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  console.log(
    `${name.padEnd(24)} accuracy ${(right / rows.length).toFixed(3)}  macro-F1 ${macro.toFixed(3)}  (${rows.length} sentences)`,
  );
  if (name === "reader")
    console.log(roots.map((root, at) => `  ${root.toLowerCase()} ${(scores[at] ?? 0).toFixed(2)}`).join(""));
}

/** A quarter of the sentences, by their ids' hash, set aside to see whether what is learned from the others' errors carries over. */
const isHeldBack = ({ id }: Labelled): boolean =>
  Number.parseInt(createHash("sha1").update(id).digest("hex").slice(-2), 16) % 4 === 0;

const ours = (row: Labelled): string => rootOf(row.text, row.actor);
report("reader", labelled, ours);
report(
  "reader, looked at",
  labelled.filter((row) => !isHeldBack(row)),
  ours,
);
report("reader, held back", labelled.filter(isHeldBack), ours);
if (labelled.every(({ peer }) => peer !== undefined)) report("peer", labelled, ({ peer }) => peer ?? "");
