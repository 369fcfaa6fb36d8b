/** `npm run -s score:actors`: in how many labelled changes the reader finds an act of whoever changed, by what words, beside items without one. */
import type { Factuality, Statement } from "../model.ts";
import { compileActors, findMentions } from "../stance/mention.ts";
import { readItem } from "../stance/read.ts";
import { type LabelledItem, type LabelledSet, labelledSets } from "./labelled.ts";

/** Ways of asserting that commit the one who acts. */
const COMMITTED: ReadonlySet<Factuality> = new Set(["asserted", "done", "planned"]);

const table: string[][] = [["labels", "pairs", "named", "acts", "by an act", "committed", "quoted"]];
const learned = labelledSets().filter(({ use }) => use === "learn");
for (const verdict of ["shift", "hold", "none"] as const) table.push(rowOf(verdict));
for (const row of table)
  console.log(
    row
      .map((cell) => cell.padEnd(11))
      .join("")
      .trimEnd(),
  );

/** Shares of the pairs of an item and a position with that label: the holder is named, acts, acts by an act of the vocabulary, commits itself, is a source. */
function rowOf(verdict: LabelledItem["labels"][number]["verdict"]): string[] {
  const found = learned.flatMap((set) => pairsOf(set, verdict));
  const share = (is: (pair: Pair) => boolean): string => (found.filter(is).length / found.length).toFixed(3);
  return [
    verdict,
    String(found.length),
    share(({ isNamed }) => isNamed),
    share(({ own }) => own.length > 0),
    share(({ own }) => own.some(({ act }) => act !== null)),
    share(({ own }) => own.some(({ act, factuality }) => act !== null && COMMITTED.has(factuality))),
    share(({ isSource }) => isSource),
  ];
}

type Pair = { isNamed: boolean; own: Statement[]; isSource: boolean };

function pairsOf({ dossier, items }: LabelledSet, verdict: string): Pair[] {
  const actors = compileActors(dossier.actors);
  const holders = new Map(dossier.positions.map((position) => [position.id, position.holders]));
  return items.flatMap((item) => {
    const labels = item.labels.filter((label) => label.verdict === verdict);
    if (labels.length === 0) return [];
    const { text, statements } = readItem(item, actors);
    const named = [...findMentions(text.title, actors), ...findMentions(text.summary, actors)];
    return labels.map(({ position }): Pair => {
      const isHolder = (id: string | null): boolean => id !== null && holders.get(position)?.includes(id) === true;
      return {
        isNamed: named.some(({ actor }) => isHolder(actor)),
        own: statements.filter(({ actor }) => isHolder(actor.id)),
        isSource: statements.some(({ sources }) => sources.some(({ actor }) => isHolder(actor))),
      };
    });
  });
}
