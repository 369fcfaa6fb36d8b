/** Measures the choice among the acts on sentences that its weights did not see. */
import { chooseAct, prepareActs } from "../../stance/act-model.ts";
import { type ActScore, rootOf, scoreActs } from "../act-score.ts";
import type { ActExample } from "./act-examples.ts";
import { fitActs } from "./act-fit.ts";

/** Scores each sentence by weights that did not see it, and the lexicon's rules on the same ones. */
export function crossValidateActs(
  examples: readonly ActExample[],
  folds: number,
): { model: ActScore; rules: ActScore } {
  const answers: string[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const model = prepareActs(fitActs(examples.filter((_, at) => at % folds !== fold)));
    for (const [at, { featuresFor }] of examples.entries())
      if (at % folds === fold) answers[at] = rootOf(chooseAct(featuresFor(model.rowOf), model).act);
  }
  const wanted = examples.map(({ act }) => rootOf(act));
  return {
    model: scoreActs(wanted, answers),
    rules: scoreActs(
      wanted,
      examples.map(({ rule }) => (rule === null ? "none" : rootOf(rule))),
    ),
  };
}
