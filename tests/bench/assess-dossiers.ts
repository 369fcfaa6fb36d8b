/**
 * What an item costs with 3 dossiers loaded, and how that grows with those loaded and with those that it concerns. Exits with 1 above a bar.
 */
import { labelledSets } from "../../src/cli/labelled.ts";
import type { Dossier } from "../../src/model.ts";
import { assess, type CompiledDossier, compileDossier } from "../../src/stance/assess.ts";
import { readItemText, scanItem } from "../../src/stance/scan.ts";

/** An item may cost this in the median with three dossiers loaded. */
const BAR_MS = 0.5;
/** With a hundred dossiers loaded of which it concerns one, an item may cost this many times what it costs with that one alone. */
const LOADED_BAR = 1.5;
const ROUNDS = 8;
const LOADED = [1, 10, 100];

const sets = [...new Map(labelledSets().map((set) => [set.dossier.id, set])).values()];
const compiled = sets.map(({ dossier }) => compileDossier(dossier));
type Items = (typeof sets)[number]["items"];
const items = sets[0]?.items ?? [];

/** Moves letters by half the alphabet, so that no word of any text is left. */
function move(value: string): string {
  return value.replaceAll(/[a-z]/gi, (letter) => {
    const isEarly = letter.toLowerCase() <= "m";
    return String.fromCharCode(letter.charCodeAt(0) + (isEarly ? 13 : -13));
  });
}

/** A dossier as long as the one given that shares no word with it. */
function stranger({ actors, targets, positions, ...rest }: Dossier, at: number): CompiledDossier {
  return compileDossier({
    ...rest,
    id: `${rest.id}-${at}`,
    actors: actors.map((actor) => ({
      ...actor,
      name: move(actor.name),
      aliases: actor.aliases.map(move),
      offices: actor.offices.map(move),
      people: actor.people.map((person) => ({
        ...person,
        name: move(person.name),
        aliases: person.aliases.map(move),
      })),
    })),
    targets: targets.map((target) => ({ ...target, name: move(target.name), terms: target.terms.map(move) })),
    positions: positions.map((position) => ({
      ...position,
      statement: move(position.statement),
      holds: position.holds.map(move),
      shifts: position.shifts.map(move),
    })),
  });
}
const strangers = Array.from({ length: Math.max(...LOADED) }, (_, at) => sets[at % sets.length]).flatMap((set, at) =>
  set === undefined ? [] : [stranger(set.dossier, at)],
);

/** The median over the items of the least of several rounds: what disturbs a run only adds to it. */
function medianMs(items: Items, dossiers: CompiledDossier[]): number {
  const least = items.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [at, item] of items.entries()) {
      const start = performance.now();
      assess(item, dossiers);
      least[at] = Math.min(least[at] ?? 0, performance.now() - start);
    }
  }
  return least.toSorted((a, b) => a - b)[least.length >> 1] ?? 0;
}

/** How many of the dossiers an item concerns, in the mean. */
function concerned(items: Items, dossiers: CompiledDossier[]): number {
  const count = items.reduce((sum, item) => {
    const text = readItemText(item);
    return sum + dossiers.filter((dossier) => scanItem(text, dossier) !== null).length;
  }, 0);
  return count / items.length;
}

const three = medianMs(
  sets.slice(0, 3).flatMap((set) => set.items),
  compiled.slice(0, 3),
);
console.log(`3 loaded, items of these three: median ${three.toFixed(3)} ms an item (bar ${BAR_MS})`);

/** The medians as ever more dossiers are loaded that concern no item; says each, and how many times the first the last is. */
function growthOf(what: string, own: CompiledDossier[]): number {
  const medians = LOADED.map((count) => medianMs(items, [...own, ...strangers].slice(0, count)));
  const shown = medians.map((time, at) => `${LOADED[at] ?? 0} loaded ${(time * 1000).toFixed(0)} µs`).join(", ");
  const growth = (medians.at(-1) ?? 0) / (medians[0] ?? 1);
  console.log(`items that concern ${what} dossier: ${shown}; ${growth.toFixed(2)} times`);
  return growth;
}
growthOf("no", []);
const growth = growthOf("one", compiled.slice(0, 1));
for (const count of [1, 4, compiled.length]) {
  const loaded = compiled.slice(0, count);
  const time = medianMs(items, loaded);
  console.log(
    `${count} real subjects loaded, items concern ${concerned(items, loaded).toFixed(1)}: median ${time.toFixed(3)} ms`,
  );
}
process.exit(three <= BAR_MS && growth <= LOADED_BAR ? 0 : 1);
