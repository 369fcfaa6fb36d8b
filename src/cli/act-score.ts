/** How well acts are told: accuracy, and F1 averaged over the acts wanted, as roots of the field's vocabulary. */
import type { Act } from "../model.ts";

/** Accuracy, macro-averaged F1, and F1 by act. */
export type ActScore = { accuracy: number; macroF1: number; byAct: Map<string, number> };

/** Conceding and retreating are both the field's YIELD. */
export const rootOf = (act: Act | "yield"): string => (act === "concede" || act === "retreat" ? "yield" : act);

/** Scores answers beside what was wanted, both as roots. */
export const scoreActs = (wanted: readonly string[], answered: readonly string[]): ActScore => {
  const byAct = new Map<string, number>();
  for (const act of [...new Set(wanted)].toSorted()) {
    const hits = wanted.filter((each, at) => each === act && answered[at] === act).length;
    const all = wanted.filter((each) => each === act).length + answered.filter((each) => each === act).length;
    byAct.set(act, (2 * hits) / all);
  }
  const right = wanted.filter((each, at) => each === answered[at]).length;
  return {
    accuracy: right / wanted.length,
    macroF1: [...byAct.values()].reduce((sum, each) => sum + each, 0) / byAct.size,
    byAct,
  };
};
