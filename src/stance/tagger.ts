/**
 * wink-nlp's tokens and parts of speech, from the parts that its `readDoc` is made of: how a written form is cut into tokens, and what the
 * model knows of each, is the same in every sentence and asked once; only what a sentence decides is worked out for each. The model's other parts (entities, sentiment) stay out of the
 * Worker.
 */
import describeForm from "wink-eng-lite-web-model/dist/feature.js";
import loadCore from "wink-eng-lite-web-model/dist/load-core-model.js";
import loadTagging from "wink-eng-lite-web-model/dist/load-pos-model.js";
import createCache, { type Cache } from "wink-nlp/src/cache.js";
import compileExpressions from "wink-nlp/src/compile-trex.js";
import constants from "wink-nlp/src/constants.js";
import wrapDocument from "wink-nlp/src/dd-wrapper.js";
import createTokenizer from "wink-nlp/src/tokenizer.js";
import { hintEvent, readAutomaton, runAutomaton } from "./automaton.ts";

const core = loadCore();
const lists = Object.values(core.features).flatMap(({ list }) =>
  list === undefined ? [] : [{ list, length: list.length }],
);

/**
 * What the model alone knows. A cache keeps every new word that it meets, and the tokenizer leaves whole what it finds there: how a text is
 * cut would depend on what was read before it ("Clinton's" is one token once some text had it before a comma), and an isolate's memory on
 * how much it has read. So a cache that met a new word is given up, with what it added to the model's lists.
 */
const freshCache = (): Cache => {
  for (const { list, length } of lists) list.length = length;
  const features = Object.fromEntries(
    Object.entries(core.features).map(([name, feature]) => [name, { ...feature, hash: over(feature.hash) }]),
  );
  return createCache({ ...core, features }, describeForm);
};
/** An object of its own where there is none of that name in the one behind it. */
const over = (hash: object | undefined): object | undefined =>
  hash === undefined ? undefined : (Object.create(hash) as object);

let cache = freshCache();
const isGrown = (): boolean => lists.some(({ list, length }) => list.length > length);
const tokenize = createTokenizer(compileExpressions(core.trex), core.tcat.hash, core.preserve);
const automata = loadTagging().machines.map(readAutomaton);

/** What every place of a token has in common: `value` is what the token is written as, the numbers are the model's. */
export type Lexeme = {
  value: string;
  pos: number;
  /** The event that the automata are given instead of the part of speech; 0 where that is given itself. */
  hint: number;
  /** The parts of speech that the word can be, as bits. */
  possible: number;
  /** Whether the part of speech is settled, as it is for the words of a contraction. */
  isSettled: boolean;
};

/** The names of parts of speech, by their numbers. */
const names = core.features.pos?.list ?? [];

/** What has no part of speech is a noun, as in `readDoc`. */
const NOUN = 8;

/** The tokens that a run of characters without a space is cut into. */
export const cutForm = (written: string): Lexeme[] => {
  const tokens: number[] = [];
  const document = wrapDocument({ cache, tokens, nonBreakingSpaces: {} });
  tokenize(document, written);
  document.clean();
  const lexemes: Lexeme[] = [];
  for (let at = 0; at < tokens.length; at += constants.tkSize) {
    const [lexeme = 0, spacing = 0, fixed = 0] = tokens.slice(at, at + constants.tkSize);
    lexemes.push(lexemeOf(lexeme, spacing, fixed));
  }
  if (isGrown()) cache = freshCache();
  return lexemes;
};

const lexemeOf = (lexeme: number, spacing: number, fixed: number): Lexeme => {
  const hint = cache.property(lexeme, "posHint");
  const normal = spacing > constants.psMask ? cache.nox(spacing) : cache.normal(lexeme);
  return {
    value: cache.value(lexeme),
    pos:
      fixed === 0
        ? cache.posOf(cache.mappedSpelling(lexeme)) || NOUN
        : (fixed & constants.posMask) >>> constants.bits4lemma,
    hint: hint ? hintEvent(hint) : 0,
    possible: names.reduce((bits, _, pos) => (cache.isMemberPOS(normal, pos) ? bits | (1 << pos) : bits), 0),
    isSettled: fixed !== 0,
  };
};

/** The parts of speech of a sentence's tokens, by their names. */
export const tagLexemes = (lexemes: readonly Lexeme[]): string[] => {
  const tags = lexemes.map(({ pos }) => pos);
  const settle = (at: number, pos: number): void => {
    if (pos < 0) tags[at] = -pos;
    else if (((lexemes[at]?.possible ?? 0) & (1 << pos)) !== 0) tags[at] = pos;
  };
  for (const automaton of automata) {
    const events = tags.map((tag, at) => lexemes[at]?.hint || tag);
    runAutomaton(automaton, events, settle);
  }
  return tags.map((tag, at) => {
    const lexeme = lexemes[at];
    return names[lexeme?.isSettled === true ? lexeme.pos : tag] ?? "";
  });
};
