/** The lexicon, indexed by word form: what the data files hold, ready to look up. */
import { ADJECTIVES } from "./adjectives.ts";
import { verbForms, withS, type VerbForm } from "./inflect.ts";
import { DEED_NOUNS, THINGS } from "./nouns.ts";
import type { Sense } from "./sense.ts";
import { VERBS } from "./verbs.ts";

/** A sense and the words that must follow its first one: "rule | out", "take | ~ off the table". */
export type Pattern = { rest: readonly string[]; sense: Sense };

/** All that the lexicon knows of one word form. */
export type WordInfo = {
  /** The base form, where the word can be a verb of the lexicon, and which forms of it the word is. */
  verb: string | null;
  forms: ReadonlySet<VerbForm>;
  /** The senses of that verb, longest phrase first. */
  verbs: readonly Pattern[];
  noun: readonly Pattern[];
  adjective: readonly Pattern[];
};

type Entry = { verb: string | null; forms: Set<VerbForm>; verbs: Pattern[]; noun: Pattern[]; adjective: Pattern[] };
const WORDS = new Map<string, Entry>();
const VERB_PATTERNS = new Map<string, Pattern[]>();

const MATERIAL_ACTS = new Set(["cooperate", "aid", "retreat", "sanction", "mobilize", "coerce", "assault", "protest"]);

const info = (form: string): Entry => {
  let found = WORDS.get(form);
  if (found === undefined) {
    found = { verb: null, forms: new Set(), verbs: [], noun: [], adjective: [] };
    WORDS.set(form, found);
  }
  return found;
};

/** The more of a phrase is given, the sooner it is tried; a gap says less than its absence. */
const literals = ({ rest }: Pattern): number => rest.filter((word) => word !== "~").length;

const insert = (patterns: Pattern[], pattern: Pattern): void => {
  const isKnown = patterns.some((other) => other.rest.join(" ") === pattern.rest.join(" "));
  if (!isKnown) patterns.push(pattern);
  patterns.sort((a, b) => literals(b) - literals(a) || a.rest.length - b.rest.length);
};

for (const [behaviour, act, polarity, words] of VERBS) {
  const isMaterial = (act !== null && MATERIAL_ACTS.has(act)) || behaviour === "stop" || behaviour === "start";
  for (const phrase of words.split(" ")) {
    const [verb = "", ...rest] = phrase.split("_");
    const lemma = phrase.replaceAll("_", " ");
    const patterns = VERB_PATTERNS.get(verb) ?? [];
    for (const [form, kind] of verbForms(verb)) {
      const entry = info(form);
      if (entry.verb === null) {
        entry.verb = verb;
        entry.verbs = patterns;
      }
      if (entry.verb === verb) entry.forms.add(kind);
    }
    insert(patterns, {
      rest,
      sense: { lemma, behaviour, act, polarity, valence: "plain", isThrough: true, isMaterial },
    });
    VERB_PATTERNS.set(verb, patterns);
  }
}

const addNoun = (text: string, sense: Sense): void => {
  const words = text.split("_");
  const last = words.at(-1) ?? "";
  for (const form of [last, withS(last)]) {
    const phrase = [...words.slice(0, -1), form];
    insert(info(phrase[0] ?? form).noun, { rest: phrase.slice(1), sense });
  }
};

for (const [behaviour, act, polarity, words] of DEED_NOUNS) {
  for (const phrase of words.split(" ")) {
    const valence = act === "request" ? "claim" : act === "coerce" ? "hostile" : "plain";
    addNoun(phrase, {
      lemma: phrase.replaceAll("_", " "),
      behaviour,
      act,
      polarity,
      valence,
      isThrough: true,
      isMaterial: false,
    });
  }
}
for (const [act, valence, words] of THINGS) {
  for (const phrase of words.split(" ")) {
    const isMaterial = act !== null && MATERIAL_ACTS.has(act);
    addNoun(phrase, {
      lemma: phrase.replaceAll("_", " "),
      behaviour: "thing",
      act,
      polarity: 1,
      valence,
      isThrough: false,
      isMaterial,
    });
  }
}
for (const [behaviour, act, polarity, words] of ADJECTIVES) {
  for (const phrase of words.split(" ")) {
    const [first = "", ...rest] = phrase.split("_");
    insert(info(first).adjective, {
      rest,
      sense: {
        lemma: phrase.replaceAll("_", " "),
        behaviour,
        act,
        polarity,
        valence: "plain",
        isThrough: true,
        isMaterial: false,
      },
    });
  }
}

/** What the lexicon knows of a lower-cased word form, or undefined. */
export const lookUp = (form: string): WordInfo | undefined => WORDS.get(form);
