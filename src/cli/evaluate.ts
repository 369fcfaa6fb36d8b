/**
 * Measures the detector and two peers over every labelled set, prints one table and writes `.wrangler/evaluation.html`.
 *
 * `npm run evaluate` prints; `-- --check` fails where a set's figures fell below `tests/eval/figures.json`; `-- --write` renews that
 * file; `-- --errors SET` prints a set's wrong alerts (never look at those of a set for testing while developing).
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { wouldAlert } from "../alert/decide.ts";
import { DEFAULT_POLICY } from "../alert/policy.ts";
import { assess, compileDossier } from "../stance/assess.ts";
import { type Band, evaluationPage, type Table } from "./evaluate/page.ts";
import { peersOf } from "./evaluate/peers.ts";
import { type Answer, ratesOf, type Score, scoreAnswers } from "./evaluate/score.ts";
import { type LabelledItem, type LabelledSet, labelledSets } from "./labelled.ts";

const ROOT = `${import.meta.dirname}/../..`;
const FIGURES = `${ROOT}/tests/eval/figures.json`;
const PAGE = `${ROOT}/.wrangler/evaluation.html`;
/** A change may cost a set this much of its F1, or so many alerts, before it counts as worse: rounding, not judgement. */
const TOLERANCE = 0.005;
const BANDS = 10;

const { values: options } = parseArgs({
  options: {
    check: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
    errors: { type: "string" },
  },
});

type Measured = { set: LabelledSet; answers: Answer[]; score: Score; keyword: Score; verb: Score };

const measured = labelledSets().map(measure);
const learned = measured.filter(({ set }) => set.use === "learn");
const tested = measured.filter(({ set }) => set.use === "test");
const tables = [setTable(), peerTable(), ...breakdowns(), confusionTable()];
for (const { title, rows } of tables) console.log(`\n${title}\n${aligned(rows)}`);
mkdirSync(`${ROOT}/.wrangler`, { recursive: true });
writeFileSync(PAGE, evaluationPage(tables, calibration()));
console.log(`\nwritten: ${PAGE}`);
if (options.errors !== undefined) printErrors(options.errors);
if (options.write) writeFileSync(FIGURES, `${JSON.stringify(figures(), null, 2)}\n`);
if (options.check) check();

function measure(set: LabelledSet): Measured {
  const dossiers = [compileDossier(set.dossier)];
  const peers = peersOf(set.dossier);
  const answers = set.items.map((item): Answer => {
    const findings = assess(item, dossiers).map(({ finding }) => finding);
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

function setTable(): Table {
  const head = [
    "set",
    "items",
    "precision",
    "recall",
    "F1",
    "false per 100 quiet",
    "shift F1",
    "hold F1",
    "direction",
    "certainty",
  ];
  const row = (name: string, score: Score): string[] => {
    const { precision, recall, f1 } = ratesOf(score.alert);
    const share = (count: number): string => figure(score.shift.right === 0 ? 0 : count / score.shift.right);
    return [
      name,
      String(score.items),
      figure(precision),
      figure(recall),
      figure(f1),
      ((100 * score.alert.false) / Math.max(1, score.quiet)).toFixed(1),
      figure(ratesOf(score.shift).f1),
      figure(ratesOf(score.hold).f1),
      share(score.directionsRight),
      share(score.certaintiesRight),
    ];
  };
  const rows = (of: Measured[], use: string): string[][] => [
    ...of.map(({ set, score }) => row(`${set.name} [${use}]`, score)),
    row(`all [${use}]`, sum(of.map(({ score }) => score))),
  ];
  const subjects = tested.slice(0, -2).map(({ score }) => score);
  return {
    title: "Alerts by set; those marked learn were learnt from, those marked test never looked at",
    rows: [head, ...rows(learned, "learn"), ...rows(tested, "test"), row("subjects held out [test]", sum(subjects))],
  };
}

function peerTable(): Table {
  const row = (name: string, pick: (of: Measured) => Score): string[] => {
    const { precision, recall, f1 } = ratesOf(sum(tested.map(pick)).alert);
    return [name, figure(precision), figure(recall), figure(f1)];
  };
  return {
    title: "Beside peers, on the sets for testing",
    rows: [
      ["", "precision", "recall", "F1"],
      row("this detector", ({ score }) => score),
      row("holder's name and target's term", ({ keyword }) => keyword),
      row("the same and a verb of change", ({ verb }) => verb),
    ],
  };
}

function breakdowns(): Table[] {
  const cells = tested.flatMap(({ set, answers }) =>
    set.items.map((item, at) => ({ item, isAlert: answers[at]?.alert ?? false })),
  );
  const table = (title: string, keyOf: (item: LabelledItem) => string): Table => {
    const groups = Map.groupBy(cells, ({ item }) => keyOf(item));
    const rows = [...groups]
      .toSorted((a, b) => b[1].length - a[1].length)
      .map(([key, of]) => {
        const wrong = of.filter(({ item, isAlert }) => item.alert !== isAlert).length;
        return [key, String(of.length), String(wrong), figure(1 - wrong / of.length)];
      });
    return { title, rows: [["", "items", "wrong", "right"], ...rows] };
  };
  return [
    table("By kind, on the sets for testing", ({ kind }) => kind),
    table("By trap, on the sets for testing", ({ trap }) => trap),
    table("By who stands behind it, on the sets for testing", ({ labels }) => labels[0]?.certainty ?? "no label"),
  ];
}

function confusionTable(): Table {
  const verdicts = ["shift", "hold", "undecided", "nothing"];
  const counts = new Map<string, number>();
  for (const { set, answers } of tested) {
    for (const [at, item] of set.items.entries()) {
      for (const { position, verdict } of item.labels) {
        const found = answers[at]?.findings.find((finding) => finding.position === position)?.verdict ?? "nothing";
        counts.set(`${verdict} ${found}`, (counts.get(`${verdict} ${found}`) ?? 0) + 1);
      }
    }
  }
  const rows = ["shift", "hold", "none"].map((label) => [
    label,
    ...verdicts.map((found) => String(counts.get(`${label} ${found}`) ?? 0)),
  ]);
  return {
    title: "Verdicts found (across) for labels (down), on the sets for testing",
    rows: [["", ...verdicts], ...rows],
  };
}

function calibration(): Band[] {
  const shifts = tested.flatMap(({ set, answers }) =>
    answers.flatMap(({ findings }, at) =>
      findings
        .filter(({ verdict }) => verdict !== "hold")
        .map(({ position, confidence }) => {
          const label = set.items[at]?.labels.find((each) => each.position === position);
          return { confidence, isRight: label?.verdict === "shift" };
        }),
    ),
  );
  const bands = Map.groupBy(shifts, ({ confidence }) => Math.min(BANDS - 1, Math.floor(confidence * BANDS)));
  return [...bands.values()].map((of) => ({
    confidence: of.reduce((total, { confidence }) => total + confidence, 0) / of.length,
    right: of.filter(({ isRight }) => isRight).length / of.length,
    findings: of.length,
  }));
}

function figures(): Record<string, { precision: number; recall: number; f1: number }> {
  const rounded = (value: number): number => Number(value.toFixed(3));
  return Object.fromEntries(
    measured.map(({ set, score }) => {
      const { precision, recall, f1 } = ratesOf(score.alert);
      return [set.name, { precision: rounded(precision), recall: rounded(recall), f1: rounded(f1) }];
    }),
  );
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

function sum(scores: Score[]): Score {
  const tally = (pick: (score: Score) => Score["alert"]): Score["alert"] => ({
    right: total(scores, (score) => pick(score).right),
    false: total(scores, (score) => pick(score).false),
    missed: total(scores, (score) => pick(score).missed),
  });
  return {
    items: total(scores, ({ items }) => items),
    quiet: total(scores, ({ quiet }) => quiet),
    alert: tally(({ alert }) => alert),
    shift: tally(({ shift }) => shift),
    hold: tally(({ hold }) => hold),
    directionsRight: total(scores, ({ directionsRight }) => directionsRight),
    certaintiesRight: total(scores, ({ certaintiesRight }) => certaintiesRight),
  };
}

function total<T>(list: T[], pick: (each: T) => number): number {
  return list.reduce((all, each) => all + pick(each), 0);
}

function figure(value: number): string {
  return value.toFixed(3);
}

function aligned(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  const pad = (cell: string, column: number): string =>
    column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  return rows.map((row) => row.map(pad).join("  ")).join("\n");
}
