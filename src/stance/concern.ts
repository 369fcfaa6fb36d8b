/** Picks the dossiers that an item may concern, in one pass over its words through one index of all dossiers. */
import type { CompiledDossier, CompiledPosition } from "./compile.ts";
import { findEvery, type Matcher, mergeMatchers } from "./gate.ts";
import { type ItemText, UNNAMED_WORDS } from "./scan.ts";

/** What leads from an item's words to dossiers, by their places in the list. */
export type DossierIndex = {
  dossiers: readonly CompiledDossier[];
  /** By the names and offices of their actors. */
  names: Matcher<number>;
  /** By the stems of what their positions are about. */
  targets: Map<string, { place: number; position: CompiledPosition }[]>;
};

/** Builds the index; its cost grows with the dossiers' names and targets. */
export function indexDossiers(dossiers: readonly CompiledDossier[]): DossierIndex {
  const targets: DossierIndex["targets"] = new Map();
  for (const [place, { positions }] of dossiers.entries()) {
    for (const position of positions) {
      for (const stem of position.targetStems) {
        const known = targets.get(stem);
        if (known === undefined) targets.set(stem, [{ place, position }]);
        else known.push({ place, position });
      }
    }
  }
  const matchers = dossiers.flatMap(({ actors, offices }, place) => [
    { matcher: actors.matcher, value: place },
    { matcher: offices, value: place },
  ]);
  return { dossiers, names: mergeMatchers(matchers), targets };
}

/** Those that name somebody the item names, or have a position whose target and another word of it the item shares; in their order. */
export function concernedBy(text: ItemText, { dossiers, names, targets }: DossierIndex): CompiledDossier[] {
  const places = new Set([
    ...findEvery(text.title, names, text.keyed.title),
    ...findEvery(text.summary, names, text.keyed.summary),
  ]);
  for (const stem of text.stems) {
    for (const { place, position } of targets.get(stem) ?? []) {
      if (!places.has(place) && isShared(text.stems, position.stems)) places.add(place);
    }
  }
  return [...places].toSorted((a, b) => a - b).flatMap((place) => dossiers[place] ?? []);
}

function isShared(stems: Set<string>, those: Set<string>): boolean {
  let shared = 0;
  for (const stem of stems) {
    if (those.has(stem) && ++shared >= UNNAMED_WORDS) return true;
  }
  return false;
}

/** Feeds are watched by few different sets of dossiers; an isolate keeps the indexes of so many, the newest. */
const KEPT = 32;
const kept: DossierIndex[] = [];

/** The index of these dossiers, built when they are first asked for. */
export function indexOf(dossiers: readonly CompiledDossier[]): DossierIndex {
  const known = kept.find((index) => isSame(index.dossiers, dossiers));
  if (known !== undefined) return known;
  const index = indexDossiers([...dossiers]);
  kept.unshift(index);
  kept.length = Math.min(kept.length, KEPT);
  return index;
}

function isSame(these: readonly CompiledDossier[], those: readonly CompiledDossier[]): boolean {
  return these.length === those.length && these.every((dossier, place) => dossier === those[place]);
}
