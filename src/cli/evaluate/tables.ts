/** The tables of an evaluation. */
import type { LabelledItem, LabelledSet } from "../labelled.ts";
import type { Band, Table } from "./page.ts";
import { type Answer, ratesOf, type Score } from "./score.ts";

/** A set with the detector's answers and score, and the peers' scores. */
export type Measured = { set: LabelledSet; answers: Answer[]; score: Score; keyword: Score; verb: Score };

const BANDS = 10;

/** Alerts, shifts and holds by set. */
export function setTable(learned: Measured[], tested: Measured[]): Table {
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
  const rows = (of: Measured[], use: string): string[][] => [
    ...of.map(({ set, score }) => setRow(`${set.name} [${use}]`, score)),
    setRow(`all [${use}]`, sum(of.map(({ score }) => score))),
  ];
  const subjects = tested.slice(0, -2).map(({ score }) => score);
  return {
    title: "Alerts by set; those marked learn were learnt from, those marked test never looked at",
    rows: [head, ...rows(learned, "learn"), ...rows(tested, "test"), setRow("subjects held out [test]", sum(subjects))],
  };
}

/** The detector beside its peers. */
export function peerTable(tested: Measured[]): Table {
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

/** How many items are right, by what makes them hard. */
export function breakdowns(tested: Measured[]): Table[] {
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

/** Verdicts by label. */
export function confusionTable(tested: Measured[]): Table {
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

/** How often findings of a confidence are right. */
export function calibration(tested: Measured[]): Band[] {
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

function setRow(name: string, score: Score): string[] {
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
}
