/** Compiles a dossier's actors into a matcher, and finds who is named where in a text: by name, alias, person, demonym or office. */
import type { Actor, Person } from "../model.ts";
import { compileTerms, findTerms, type Matcher, type Term } from "./gate.ts";
import type { KeyedWord } from "./keyed.ts";

export type MentionKind = "name" | "person" | "demonym" | "office";

/** Words that name an actor; `person` where somebody who speaks for it is named. */
export type Mention = { start: number; end: number; actor: string; kind: MentionKind; person: Person | null };

type Naming = { actor: string; kind: MentionKind; person: Person | null };
/** Actors ready to be found; made once a dossier by `compileActors`. */
export type CompiledActors = {
  matcher: Matcher<Naming>;
  offices: ReadonlyMap<string, readonly string[]>;
  /** Offices by their first word, longest first, with the actors that have them. */
  officesByWord: ReadonlyMap<string, readonly { words: readonly string[]; holders: readonly string[] }[]>;
  /** The actors that have an office of this last word ("minister"), and whose own name ends with this word or has it before "of" ("commission"). */
  officeHeads: ReadonlyMap<string, readonly string[]>;
  heads: ReadonlyMap<string, readonly string[]>;
  ids: readonly string[];
};

const COMPASS = /^(North|South|East|West)(?:ern)? (.+)$/;

/** Adjectives and inhabitants by the regular endings: Japan → Japanese, Ukraine → Ukrainian, Hungary → Hungarian. Irregular ones are aliases. */
const demonyms = (name: string): string[] => {
  if (!/^\p{Lu}\p{Ll}{3,}$/u.test(name)) return [];
  const stem = name.replace(/(?:a|e|y|ey|ia)$/, "");
  const trunk = name.replace(/(?:an|ain|and|en|ey|ia|a|o|e|y)$/, "");
  const regular = [
    `${name}n`,
    `${name}ese`,
    `${name}ian`,
    `${name}ish`,
    `${stem}an`,
    `${stem}ian`,
    `${stem}ese`,
    `${stem}ish`,
    `${trunk}ish`,
    `${trunk}ese`,
    `${trunk}ean`,
  ];
  if (/(?:n|q|l|d|t)$/.test(name) || name.endsWith("stan")) regular.push(`${name}i`);
  if (name.endsWith("many")) regular.push(name.slice(0, -1));
  return regular;
};

const placeTerms = (actor: string, alias: string): Term<Naming>[] => {
  const named = (text: string): Term<Naming> => ({ text, value: { actor, kind: "name", person: null } });
  const demonym = (text: string): Term<Naming> => ({ text, value: { actor, kind: "demonym", person: null } });
  const bare = alias.replace(/^the /i, "");
  const terms = [named(bare), ...demonyms(bare).map(demonym)];
  const compass = COMPASS.exec(bare);
  if (compass !== null) {
    const [, side = "", land = ""] = compass;
    terms.push(named(`${side[0] ?? ""} ${land}`), named(side));
    for (const form of demonyms(land)) terms.push(demonym(`${side} ${form}`), demonym(`${side[0] ?? ""} ${form}`));
  }
  if (/^(?:\p{Lu}\.?){2,3}$/u.test(bare))
    terms.push(named(bare.replaceAll(".", "").split("").join(" ")), named(bare.replaceAll(".", "")));
  return terms;
};

/** Words of a surname that stand before its last: "von der Leyen", "de la Fuente". */
const PARTICLE = /^(?:al|bin|bint|da|de|del|della|den|der|di|do|dos|du|el|ibn|la|le|ten|ter|van|von|zu)$/i;
/** What is written behind a surname. */
const SUFFIX = /^(?:Jr|Sr|II|III|IV)\.?$/;
const INITIAL = /^\p{Lu}\.?$/u;
/** The last word of a longer name may be half a given name ("Kim Yo Jong"); those are short. */
const SURNAME_MINIMUM = 5;

/** What somebody is called by without a first name: the surname, with its particles, without "al-", or before a given name of two syllables. */
const surnames = (name: string): string[] => {
  const parts = name.split(/\s+/).filter((part) => !SUFFIX.test(part) && !INITIAL.test(part));
  const last = parts.at(-1) ?? "";
  if (parts.length < 2) return [];
  // "Lai Ching-te": the given name comes last.
  if (/-\p{Ll}/u.test(last)) return parts.length === 2 ? [parts[0] ?? ""] : [];
  const article = /^al-(\p{Lu}.*)$/iu.exec(last)?.[1];
  if (article !== undefined) return [last, article];
  const particle = parts.findIndex((part, at) => at > 0 && PARTICLE.test(part));
  if (particle > 0) return [parts.slice(particle).join(" ")];
  if (parts.length === 2) return [last];
  return last.length < SURNAME_MINIMUM ? [] : [last, parts.slice(-2).join(" ")];
};

const personTerms = (actor: string, person: Person): Term<Naming>[] => {
  const named = (text: string): Term<Naming> => ({ text, value: { actor, kind: "person", person } });
  const parts = person.name.split(/\s+/);
  const [first = "", last = ""] = parts;
  const terms = [person.name, ...person.aliases, ...surnames(person.name)].map(named);
  if (parts.length === 2) terms.push(named(`${last} ${first}`));
  if (parts.length === 3) terms.push(named(`${first} ${parts[1] ?? ""}${(parts[2] ?? "").toLowerCase()}`));
  if (parts.some((part) => SUFFIX.test(part))) terms.push(named(parts.filter((part) => !SUFFIX.test(part)).join(" ")));
  return terms;
};

/** "Bank of England" → "bank", "Sudanese army" → "army". */
const headOf = (name: string): string =>
  (/^(.*?)(?: of .*)?$/i.exec(name.toLowerCase())?.[1] ?? "").split(/\s+/).at(-1) ?? "";

const note = (map: Map<string, string[]>, word: string, ids: readonly string[]): void => {
  const known = map.get(word) ?? [];
  map.set(word, [...known, ...ids.filter((id) => !known.includes(id))]);
};

const compileOffices = (
  offices: ReadonlyMap<string, readonly string[]>,
): Pick<CompiledActors, "officesByWord" | "officeHeads"> => {
  const officesByWord = new Map<string, { words: string[]; holders: readonly string[] }[]>();
  const officeHeads = new Map<string, string[]>();
  for (const [office, holders] of offices) {
    const words = office.split(/\s+/);
    const [first = ""] = words;
    const known = [...(officesByWord.get(first) ?? []), { words, holders }];
    officesByWord.set(
      first,
      known.toSorted((a, b) => b.words.length - a.words.length),
    );
    note(officeHeads, headOf(office), holders);
  }
  return { officesByWord, officeHeads };
};

/** Builds the matcher for all actors of a dossier. Cost grows with their names; do it once. */
export const compileActors = (actors: readonly Actor[]): CompiledActors => {
  const terms: Term<Naming>[] = [];
  const offices = new Map<string, string[]>();
  for (const actor of actors) {
    for (const alias of [actor.name, ...actor.aliases]) terms.push(...placeTerms(actor.id, alias));
    for (const person of actor.people) terms.push(...personTerms(actor.id, person));
    for (const office of actor.offices) {
      const key = office.toLowerCase().replace(/^the /, "");
      offices.set(key, [...(offices.get(key) ?? []), actor.id]);
    }
  }
  const seen = new Set<string>();
  const unique = terms.filter(({ text, value }) => {
    const key = `${text.toLowerCase()}\u0000${value.actor}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  const heads = new Map<string, string[]>();
  for (const actor of actors)
    for (const alias of [actor.name, ...actor.aliases]) note(heads, headOf(alias), [actor.id]);
  return {
    matcher: compileTerms(unique),
    offices,
    ...compileOffices(offices),
    heads,
    ids: actors.map((actor) => actor.id),
  };
};

/** Nobody in particular: a reader without a dossier. */
export const NO_ACTORS: CompiledActors = compileActors([]);

/** Two-letter-free words that make a bare compass word part of another name ("North Sea", "South Bank"). */
const isPartOfOtherName = (text: string, start: number, end: number): boolean => {
  const written = text.slice(start, end);
  if (!/^(?:North|South|East|West)$/i.test(written)) return false;
  if (written[0] !== written[0]?.toUpperCase()) return true;
  return (
    /^ (?:of|by|wing|coast|side|bank|end|pole|wind|and)\b/.test(text.slice(end, end + 8)) ||
    (/^ \p{Lu}\p{Ll}/u.test(text.slice(end, end + 3)) && /[a-z]/.test(text))
  );
};

/** Whom a text names, left to right; where a name belongs to several actors, the first of them that was named before, else the first. */
export const findMentions = (text: string, actors: CompiledActors, words?: KeyedWord[]): Mention[] => {
  const mentions: Mention[] = [];
  const known = new Set<string>();
  for (const { start, end, value } of findTerms(text, actors.matcher, words)) {
    if (isPartOfOtherName(text, start, end)) continue;
    const previous = mentions.at(-1);
    const mention = { start, end, ...value };
    if (previous !== undefined && previous.start === start) {
      if (!known.has(previous.actor) && known.has(value.actor)) mentions[mentions.length - 1] = mention;
      continue;
    }
    mentions.push(mention);
    known.add(value.actor);
  }
  return mentions;
};
