/**
 * Measures the detector and two peers over every labelled set, prints one table and writes `.wrangler/evaluation.html`.
 *
 * `npm run evaluate` prints; `-- --check` fails where the F1 of a set for testing fell below `tests/eval/figures.json`; `-- --write` renews that
 * file; `-- --errors SET` prints a set's wrong alerts (never look at those of a set for testing while developing).
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { wouldAlert } from "../alert/decide.ts";
import { DEFAULT_POLICY } from "../alert/policy.ts";
import { assessWith, compileDossier } from "../stance/assess.ts";
import { prepare, type Weights } from "../stance/model.ts";
import { evaluationPage } from "./evaluate/page.ts";
import { peersOf } from "./evaluate/peers.ts";
import { type Answer, ratesOf, scoreAnswers } from "./evaluate/score.ts";
import { breakdowns, calibration, confusionTable, type Measured, peerTable, setTable } from "./evaluate/tables.ts";
import { type LabelledSet, labelledSets } from "./labelled.ts";

const ROOT = `${import.meta.dirname}/../..`;
const FIGURES = `${ROOT}/tests/eval/figures.json`;
/** Weights that never saw the sets for testing; the shipped ones learnt from all sets. */
const MODEL = prepare(JSON.parse(readFileSync(`${ROOT}/tests/eval/weights.json`, "utf8")) as Weights);
const PAGE = `${ROOT}/.wrangler/evaluation.html`;
/** A retraining moves a set's F1 by so much without meaning anything: thirty or forty alerts a set, one of them is 0.02. */
const TOLERANCE = 0.03;

const { values: options } = parseArgs({
  options: {
    check: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
    errors: { type: "string" },
  },
});

const measured = labelledSets().map(measure);
const learned = measured.filter(({ set }) => set.use === "learn");
const tested = measured.filter(({ set }) => set.use === "test");
const tables = [setTable(learned, tested), peerTable(tested), ...breakdowns(tested), confusionTable(tested)];
for (const { title, rows } of tables) console.log(`\n${title}\n${aligned(rows)}`);
mkdirSync(`${ROOT}/.wrangler`, { recursive: true });
writeFileSync(PAGE, evaluationPage(tables, calibration(tested)));
console.log(`\nwritten: ${PAGE}`);
if (options.errors !== undefined) printErrors(options.errors);
if (options.write) writeFileSync(FIGURES, `${JSON.stringify(figures(), null, 2)}\n`);
if (options.check) check();

function measure(set: LabelledSet): Measured {
  const dossiers = [compileDossier(set.dossier)];
  const peers = peersOf(set.dossier);
  const answers = set.items.map((item): Answer => {
    const findings = assessWith(item, dossiers, MODEL).map(({ finding }) => finding);
    return { alert: wouldAlert(findings, DEFAULT_POLICY), findings };
  });
  return {
    set,
    answers,
    score: scoreAnswers(set.items, answers),
    keyword: scoreAnswers(set.items, set.items.map(peers.keyword)),
    verb: scoreAnswers(set.items, set.items.map(peers.keywordAndVerb)),
  };
}

function figures(): Record<string, { precision: number; recall: number; f1: number }> {
  return Object.fromEntries(
    tested.map(({ set, score }) => {
      const { precision, recall, f1 } = ratesOf(score.alert);
      return [set.name, { precision: rounded(precision), recall: rounded(recall), f1: rounded(f1) }];
    }),
  );
}

/** Figures are kept to so many digits. */
function rounded(value: number): number {
  return Number(value.toFixed(3));
}

function check(): void {
  const before = JSON.parse(readFileSync(FIGURES, "utf8")) as ReturnType<typeof figures>;
  for (const [name, { f1 }] of Object.entries(figures())) {
    const bar = before[name]?.f1;
    if (bar !== undefined && f1 >= bar - TOLERANCE) continue;
    console.error(bar === undefined ? `${name} has no figures yet` : `${name}: F1 fell from ${bar} to ${f1}`);
    process.exitCode = 1;
  }
}

function printErrors(name: string): void {
  for (const { set, answers } of measured.filter((each) => each.set.name === name || name === each.set.use)) {
    for (const [at, item] of set.items.entries()) {
      const answer = answers[at];
      if (answer === undefined || answer.alert === item.alert) continue;
      console.log(
        `\n${item.id} wanted ${item.alert ? "an alert" : "no alert"} [${item.trap}]\n${item.title}\n${item.summary}`,
      );
      for (const { position, verdict, direction } of item.labels)
        console.log(`  label ${position} ${verdict} ${direction ?? ""}`);
      for (const { position, verdict, confidence, why } of answer.findings)
        console.log(`  found ${position} ${verdict} ${confidence}: ${why}`);
    }
  }
}

function aligned(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  const pad = (cell: string, column: number): string =>
    column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  return rows.map((row) => row.map(pad).join("  ")).join("\n");
}
