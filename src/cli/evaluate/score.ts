/** Scores answers against labels, as the shared scorer does: alerts by item, shifts and holds by position. */
import type { Finding } from "../../model.ts";
import type { LabelledItem } from "../labelled.ts";

export type Answer = { alert: boolean; findings: Finding[] };
/** True and false positives, and false negatives. */
export type Tally = { right: number; false: number; missed: number };
export type Score = {
  items: number;
  quiet: number;
  alert: Tally;
  shift: Tally;
  hold: Tally;
  directionsRight: number;
  certaintiesRight: number;
};

export type Rates = { precision: number; recall: number; f1: number };

/** Scores all items; `answers` run beside them. */
export function scoreAnswers(items: LabelledItem[], answers: Answer[]): Score {
  const score: Score = {
    items: 0,
    quiet: 0,
    alert: empty(),
    shift: empty(),
    hold: empty(),
    directionsRight: 0,
    certaintiesRight: 0,
  };
  for (const [at, item] of items.entries()) {
    const answer = answers[at];
    if (answer === undefined) throw new Error(`no answer for ${item.id}`);
    score.items++;
    if (!item.alert) score.quiet++;
    count(score.alert, item.alert, answer.alert);
    for (const verdict of ["shift", "hold"] as const) {
      const wanted = item.labels.filter((label) => label.verdict === verdict);
      const found = answer.findings.filter((finding) => finding.verdict === verdict);
      for (const label of wanted) {
        const match = found.find(({ position }) => position === label.position);
        count(score[verdict], true, match !== undefined);
        if (verdict !== "shift" || match === undefined) continue;
        if (match.direction === label.direction) score.directionsRight++;
        if (match.certainty === label.certainty) score.certaintiesRight++;
      }
      score[verdict].false += found.filter(({ position }) =>
        wanted.every((label) => label.position !== position),
      ).length;
    }
  }
  return score;
}

/** Precision, recall and F1; 0 where there is nothing to divide by. */
export function ratesOf({ right, false: wrong, missed }: Tally): Rates {
  return {
    precision: ratio(right, right + wrong),
    recall: ratio(right, right + missed),
    f1: ratio(2 * right, 2 * right + wrong + missed),
  };
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function empty(): Tally {
  return { right: 0, false: 0, missed: 0 };
}

function count(tally: Tally, isWanted: boolean, isFound: boolean): void {
  if (isWanted && isFound) tally.right++;
  else if (isFound) tally.false++;
  else if (isWanted) tally.missed++;
}
