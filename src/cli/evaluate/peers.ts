/** What people use today: an alert on a holder's name with a term of the target, and the same with a verb of change. */
import type { Dossier } from "../../model.ts";
import { compileTerms, findTerms, type Matcher } from "../../stance/gate.ts";
import { plainText } from "../../stance/text.ts";
import type { LabelledItem } from "../labelled.ts";
import type { Answer } from "./score.ts";

/** Verbs and phrases that somebody who sets up alerts by hand would list. */
const CHANGE =
  /\b(?:agree|accept|drop|abandon|reverse|lift|eas(?:e|ing)|end|suspend|scrap|withdraw|quit|halt|resume|recogni[sz]e|normali[sz]e|soften|harden|back(?:s|ed)? down|give(?:s|n)? up|gave up|no longer|u-turn|shift|change|rule[sd]? out|reject|cancel|renounce|relax|concede|waive|adopt|law)\w*/i;

export type Peer = (item: LabelledItem) => Answer;

/** The two peers for a dossier. */
export function peersOf(dossier: Dossier): { keyword: Peer; keywordAndVerb: Peer } {
  const positions = dossier.positions.map((position) => {
    const holders = dossier.actors.filter(({ id }) => position.holders.includes(id));
    const names = holders.flatMap((actor) => [
      actor.name,
      ...actor.aliases,
      ...actor.people.flatMap((person) => [person.name, ...person.aliases]),
    ]);
    const terms = dossier.targets.find(({ id }) => id === position.target)?.terms ?? [];
    return { names: matcher(names), terms: matcher(terms) };
  });
  const matches = (item: LabelledItem): boolean => {
    const text = textOf(item);
    return positions.some(({ names, terms }) => findTerms(text, names).length > 0 && findTerms(text, terms).length > 0);
  };
  return {
    keyword: (item) => ({ alert: matches(item), findings: [] }),
    keywordAndVerb: (item) => ({ alert: matches(item) && CHANGE.test(textOf(item)), findings: [] }),
  };
}

function matcher(texts: string[]): Matcher<true> {
  return compileTerms(texts.map((text) => ({ text, value: true as const })));
}

function textOf({ title, summary }: LabelledItem): string {
  return `${plainText(title)}\n${plainText(summary)}`;
}
