/** Reads the sentences that the acts are learnt from, as `actOf` reads them. */
import { readFileSync } from "node:fs";
import type { Act } from "../../model.ts";
import { clauseOf } from "../../stance/act-clause.ts";
import { type ActFeatures, actFeatures, type RowOf } from "../../stance/act-features.ts";
import { ruleAct } from "../../stance/act-rules.ts";
import { findActor } from "../../stance/act.ts";

/** A sentence, the words of it that name an actor, and that actor's act. */
export type ActSentence = { id: string; text: string; actor: string; target: string | null; act: Act };
/** Its act, what the lexicon's rules answer, and the features of the actor's clause, in rows of a vocabulary or of a model. */
export type ActExample = { act: Act; rule: Act | null; featuresFor: (rowOf: RowOf) => ActFeatures };

const SENTENCES = `${import.meta.dirname}/../../../tests/eval/acts.jsonl`;

/** The project's own sentences. */
export function actSentences(): ActSentence[] {
  return readFileSync(SENTENCES, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as ActSentence);
}

/** Reads a sentence as `actOf` does, or throws where it lacks its actor: such a sentence is a fault of the set. */
export function exampleOf({ id, text, actor, act }: ActSentence): ActExample {
  const found = findActor(text, actor);
  if (found === null) throw new Error(`${id} does not name its actor`);
  const { tokens, place, named } = found;
  const ruled = ruleAct(tokens, place);
  const clause = clauseOf(tokens, place);
  const featuresFor = (rowOf: RowOf): ActFeatures => actFeatures(tokens, clause, { actor: named, ruled, rowOf });
  return { act, rule: ruled?.act ?? null, featuresFor };
}
