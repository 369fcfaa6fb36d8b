/** Makes a dossier ready for assessing: names to find, and the words of its positions to compare with. */
import type { Dossier, Position, Target } from "../model.ts";
import { compileTerms, type Matcher } from "./gate.ts";
import { compileActors, type CompiledActors } from "./mention.ts";
import { vectorOf } from "./vectors.ts";
import { isContentWord, stemOf, type Word, wordsOf } from "./words.ts";

/** A sentence of the dossier as its words' places in the dossier's list of reference words. */
export type Reference = number[];

/** A word that some position uses. */
export type ReferenceWord = { stem: string; vector: Float32Array | null; weight: number };

export type CompiledPosition = {
  position: Position;
  /** Stems of the target's name and terms. */
  targetStems: Set<string>;
  /** Stems of all that the dossier says about this position. */
  stems: Set<string>;
  statement: Reference;
  holds: Reference[];
  shifts: Reference[];
};

/** A dossier made ready for assessing, once per isolate. */
export type CompiledDossier = {
  id: string;
  source: Dossier;
  actors: CompiledActors;
  offices: Matcher<readonly string[]>;
  /** Stems that some position uses: an item without two of them concerns no position. */
  stems: Set<string>;
  words: ReferenceWord[];
  positions: CompiledPosition[];
  /** Nearness of words met to all reference words; a memo, bounded by its user. */
  seen: Map<string, Float32Array>;
};

/** Prepares a dossier; its cost grows with the dossier's text. */
export function compileDossier(source: Dossier): CompiledDossier {
  const actors = compileActors(source.actors);
  const names = nameStems(source);
  const places = new Map<string, number>();
  const words: ReferenceWord[] = [];
  const refer = (text: string): Reference =>
    content(text, names).map((word) => {
      const known = places.get(word.stem);
      if (known !== undefined) return known;
      places.set(word.stem, words.length);
      return words.push({ stem: word.stem, vector: vectorOf(word.lower), weight: 1 }) - 1;
    });
  const positions = source.positions.map((position) => compilePosition(position, source.targets, names, refer));
  weigh(words, positions);
  return {
    id: source.id,
    source,
    actors,
    offices: compileTerms([...actors.offices].map(([text, value]) => ({ text, value }))),
    stems: new Set(positions.flatMap(({ stems }) => [...stems])),
    words,
    positions,
    seen: new Map(),
  };
}

function compilePosition(
  position: Position,
  targets: Target[],
  names: Set<string>,
  refer: (text: string) => Reference,
): CompiledPosition {
  const target = targets.find(({ id }) => id === position.target);
  const stems = (text: string): string[] => content(text, names).map(({ stem }) => stem);
  const targetStems = new Set(target === undefined ? [] : [target.name, ...target.terms].flatMap(stems));
  const own = [position.statement, ...position.holds, ...position.shifts].flatMap(stems);
  return {
    position,
    targetStems,
    stems: new Set([...targetStems, ...own]),
    statement: refer(position.statement),
    holds: position.holds.map(refer),
    shifts: position.shifts.map(refer),
  };
}

/** A word counts the more the fewer positions use it (inverse document frequency). */
function weigh(words: ReferenceWord[], positions: CompiledPosition[]): void {
  for (const word of words) {
    const users = positions.filter(({ stems }) => stems.has(word.stem)).length;
    word.weight = Math.log(1 + positions.length / Math.max(1, users));
  }
}

/** Words that name an actor are found as names, not as content. */
function nameStems({ actors }: Dossier): Set<string> {
  const named = actors.flatMap((actor) => [
    actor.name,
    ...actor.aliases,
    ...actor.people.flatMap((person) => [person.name, ...person.aliases]),
  ]);
  return new Set(named.flatMap((name) => wordsOf(name, "title").map(({ lower }) => stemOf(lower))));
}

function content(text: string, names: Set<string>): Word[] {
  return wordsOf(text, "title").filter((word) => isContentWord(word) && !names.has(word.stem));
}
