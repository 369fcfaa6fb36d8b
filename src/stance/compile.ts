/** Makes a dossier ready for assessing: names to find, and the words of its positions to compare with. */
import type { Dossier, Position, Target } from "../model.ts";
import { compileTerms, type Matcher } from "./gate.ts";
import { compileActors, type CompiledActors, findMentions } from "./mention.ts";
import { readItem } from "./read.ts";
import type { Nearness } from "./similarity.ts";
import { valencesOf } from "./valence.ts";
import { vectorOf } from "./vectors.ts";
import { isContentWord, stemOf, type Word, wordsOf } from "./words.ts";

/** A sentence of the dossier as its words' places in the dossier's list of reference words, and whether it is for or against each. */
export type Reference = { places: number[]; valences: number[] };

/** What the reader finds in a sentence of the dossier: for or against which words. */
export type ReadReference = { places: number[]; polarity: number };

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
  /** Ids of actors that the position's sentences name beside its holders. */
  counterparts: Set<string>;
  /** The share of those sentences that name one: whether the position is about them. */
  counterpartShare: number;
  readHolds: ReadReference[];
  readShifts: ReadReference[];
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
  seen: Map<string, Nearness>;
};

/** Prepares a dossier; its cost grows with the dossier's text. */
export function compileDossier(source: Dossier): CompiledDossier {
  const actors = compileActors(source.actors);
  const names = nameStems(source);
  const places = new Map<string, number>();
  const words: ReferenceWord[] = [];
  const placeOf = ({ stem, lower }: Word): number => {
    const known = places.get(stem);
    if (known !== undefined) return known;
    places.set(stem, words.length);
    return words.push({ stem, vector: vectorOf(lower), weight: 1 }) - 1;
  };
  const refer = (text: string): Reference => {
    const all = wordsOf(text, "title");
    const valences = valencesOf(all, text);
    const own = [...all.entries()].filter(([, word]) => isContentWord(word) && !names.has(word.stem));
    return { places: own.map(([, word]) => placeOf(word)), valences: own.map(([at]) => valences[at] ?? 0) };
  };
  const read = (text: string): ReadReference[] =>
    readItem({ title: text, summary: "" }, actors).statements.flatMap(({ content, polarity }) => {
      const { places } = refer(content?.quote ?? "");
      return polarity === 0 || places.length === 0 ? [] : [{ places, polarity }];
    });
  const positions = source.positions.map((position) =>
    compilePosition(position, source.targets, names, { refer, read, actors }),
  );
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
  {
    refer,
    read,
    actors,
  }: { refer: (text: string) => Reference; read: (text: string) => ReadReference[]; actors: CompiledActors },
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
    ...counterpartsOf(position, actors),
    readHolds: [position.statement, ...position.holds].flatMap(read),
    readShifts: position.shifts.flatMap(read),
  };
}

function counterpartsOf(
  position: Position,
  actors: CompiledActors,
): Pick<CompiledPosition, "counterparts" | "counterpartShare"> {
  const named = [position.statement, ...position.holds, ...position.shifts].map((text) =>
    findMentions(text, actors).flatMap(({ actor }) => (position.holders.includes(actor) ? [] : [actor])),
  );
  return {
    counterparts: new Set(named.flat()),
    counterpartShare: named.filter((actors) => actors.length > 0).length / named.length,
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
