/** Compiles a dossier's actors into a matcher, and finds who is named where in a text: by name, alias, person, demonym or office. */
import type { Actor, Person } from "../model.ts";
import { compileTerms, findTerms, type Matcher, type Term } from "./gate.ts";

export type MentionKind = "name" | "person" | "demonym" | "office";

/** Words that name an actor; `person` where somebody who speaks for it is named. */
export type Mention = { start: number; end: number; actor: string; kind: MentionKind; person: Person | null };

type Naming = { actor: string; kind: MentionKind; person: Person | null };
/** Actors ready to be found; made once a dossier by `compileActors`. */
export type CompiledActors = {
  matcher: Matcher<Naming>;
  offices: ReadonlyMap<string, readonly string[]>;
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

const personTerms = (actor: string, person: Person): Term<Naming>[] => {
  const named = (text: string): Term<Naming> => ({ text, value: { actor, kind: "person", person } });
  const terms = [person.name, ...person.aliases].map(named);
  const parts = person.name.split(/\s+/);
  const [first = "", last = ""] = parts;
  if (parts.length === 2) terms.push(named(`${last} ${first}`));
  if (parts.length === 3) terms.push(named(`${first} ${parts[1] ?? ""}${(parts[2] ?? "").toLowerCase()}`));
  if (parts.length === 2 && !last.includes("-")) terms.push(named(last));
  return terms;
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
  return { matcher: compileTerms(unique), offices, ids: actors.map((actor) => actor.id) };
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
export const findMentions = (text: string, actors: CompiledActors): Mention[] => {
  const mentions: Mention[] = [];
  const known = new Set<string>();
  for (const { start, end, value } of findTerms(text, actors.matcher)) {
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
