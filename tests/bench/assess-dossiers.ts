/** What an item costs with 3 dossiers loaded, and how that grows with 1, 10 and 100: with those it concerns, not with those loaded. */
import { labelledSets } from "../../src/cli/labelled.ts";
import { assess, compileDossier } from "../../src/stance/assess.ts";

const ROUNDS = 3;
const [first, ...others] = [...new Map(labelledSets().map((set) => [set.dossier.id, set])).values()];
if (first === undefined) throw new Error("no labelled sets");
const items = [first, ...others.slice(0, 2)].flatMap((set) => set.items);

/** More dossiers than there are: copies under other ids, with names that no item has. */
const compiled = [first, ...others].map(({ dossier }) => compileDossier(dossier));
const strangers = Array.from({ length: 100 }, (_, at) => {
  const { dossier } = others[at % others.length] ?? first;
  const named = (name: string): string => `${name.replaceAll(/\p{L}+/gu, "Zzyx")} ${at}`;
  return compileDossier({
    ...dossier,
    id: `${dossier.id}-${at}`,
    actors: dossier.actors.map((actor) => ({
      ...actor,
      name: named(actor.name),
      aliases: [],
      offices: [],
      people: [],
    })),
  });
});

function medianMs(dossiers: typeof compiled): number {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const item of items) {
      const start = performance.now();
      assess(item, dossiers);
      if (round > 0) times.push(performance.now() - start);
    }
  }
  return times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;
}

console.log(`3 dossiers, items of these three: median ${medianMs(compiled.slice(0, 3)).toFixed(3)} ms an item`);
const one = medianMs(compiled.slice(0, 1));
for (const count of [1, 10, 100]) {
  const time = medianMs([...compiled.slice(0, 1), ...strangers.slice(0, count - 1)]);
  console.log(
    `1 dossier that may concern the items, ${count} loaded: median ${time.toFixed(3)} ms, ${(time / one).toFixed(1)} times one`,
  );
}
