/** Says whether a predicate may begin at a token. */
import type { Frame } from "./factuality.ts";
import { isThirdPerson, isVerb } from "./subject.ts";
import type { Token } from "./tag.ts";

/** A predicate cannot begin with these, whatever the tagger says. */
const NOT_VERBS = new Set(["according", "including", "following", "regarding", "concerning", "pending", "during"]);

/** Whether the token is, or in a headline may stand for, a verb that begins a predicate. */
export const startsPredicate = (tokens: readonly Token[], at: number, frame: Frame): boolean => {
  const token = tokens[at];
  if (token === undefined || NOT_VERBS.has(token.lower)) return false;
  if (token.pos === "VERB" || token.pos === "AUX") return isVerb(tokens, at) && !isGerundNoun(tokens, at);
  if (isThirdPerson(tokens, at) || isInfinitive(tokens, at)) return true;
  const hasForms = token.info?.verb !== null && token.info?.verb !== undefined;
  // Headlines drop what tells the tagger that a word is a verb: "Japan tests ban", "Seoul set to talk".
  const isNominal = token.pos === "NOUN" || token.pos === "ADJ" || token.pos === "PROPN";
  if (frame.isTitle && hasForms && at > 0 && isNominal && !token.isCapital && token.info?.forms.has("base") !== true)
    return true;
  return (
    frame.isTitle &&
    at > 0 &&
    (token.info?.adjective.length ?? 0) > 0 &&
    tokens[at + 1]?.pos !== "NOUN" &&
    tokens[at + 1]?.pos !== "PROPN" &&
    !(PARTICLES.has(token.lower) && hasVerbBefore(tokens, at))
  );
};

const PARTICLES = new Set(["out", "over", "off", "about", "against"]);
/** "Fund sells out": with a verb in its clause already, no copula was dropped. */
const hasVerbBefore = (tokens: readonly Token[], at: number): boolean => {
  for (let back = at - 1; back >= 0 && tokens[back]?.pos !== "PUNCT"; back--) if (isVerb(tokens, back)) return true;
  return false;
};

/** "The Oslo meeting": behind a noun and before nothing, a word in -ing is a noun. */
const isGerundNoun = (tokens: readonly Token[], at: number): boolean => {
  const before = tokens[at - 1]?.pos;
  const next = tokens[at + 1]?.pos ?? "PUNCT";
  const isBehindNoun = before === "NOUN" || before === "PROPN" || before === "ADJ";
  return isBehindNoun && tokens[at]?.lower.endsWith("ing") === true && (next === "PUNCT" || next === "ADP");
};

const isInfinitive = (tokens: readonly Token[], at: number): boolean =>
  tokens[at - 1]?.lower === "to" && tokens[at]?.pos === "ADV" && tokens[at]?.info?.forms.has("base") === true;
