/** What choosing an act costs beside finding the actor and asking the lexicon, on the project's own sentences. Exits with 1 above the bar. */
import { actSentences } from "../../src/cli/train/act-examples.ts";
import { ruleAct } from "../../src/stance/act-rules.ts";
import { actOf, findActor } from "../../src/stance/act.ts";

/** With choosing, an act may cost so many times what finding the actor, tagging its sentence and asking the lexicon do: some 15 µs beside 7. */
const BAR = 4;
const ROUNDS = 300;
/** A round of so few sentences, of every act, ends within a slice of the scheduler's time. */
const EVERY = 20;

const sentences = actSentences().filter((_, at) => at % EVERY === 0);

type Work = (text: string, actor: string) => void;
const ruleOnly: Work = (text, actor) => {
  const found = findActor(text, actor);
  if (found !== null) ruleAct(found.tokens, found.place);
};

/** Microseconds a sentence. */
function time(work: Work): number {
  const start = performance.now();
  for (const { text, actor } of sentences) work(text, actor);
  return ((performance.now() - start) * 1000) / sentences.length;
}

// In turn, so that what disturbs the machine disturbs both; the least of several rounds, since it only adds.
let rules = Number.POSITIVE_INFINITY;
let all = Number.POSITIVE_INFINITY;
for (let round = 0; round < ROUNDS; round++) {
  rules = Math.min(rules, time(ruleOnly));
  all = Math.min(all, time(actOf));
}
const ratio = all / rules;
console.log(
  `act     ${all.toFixed(1)} µs a sentence, ${(all - rules).toFixed(1)} of them for choosing; ${ratio.toFixed(2)} times the lexicon alone (bar ${BAR})`,
);
process.exit(ratio <= BAR ? 0 : 1);
