/** Finds a headline's verb behind the name that begins it, where the dropped words leave the tagger with a noun ("Northport shelves toll"). */
import { BODIES, SPEAKERS, TOGETHER } from "./lexicon/kinds.ts";
import type { Mention } from "./mention.ts";
import type { Token } from "./tag.ts";

/** How many words may stand before the name: "Now", "The", "Breaking:". */
const OPENING = 2;
/** A shorter word in -s is seldom a verb. */
const VERB_MINIMUM = 4;
const SUBJECTS_JOINED = new Set([",", "and", "&", "then"]);

/** The tokens, with the word behind the headline's opening names as a verb where it can be one and must be. */
export const withHeadlineVerb = (tokens: Token[], mentions: readonly Mention[]): Token[] => {
  const names = openingNames(tokens, mentions);
  if (names === null) return tokens;
  const at = tokens[names.to]?.pos === "ADV" ? names.to + 1 : names.to;
  const token = tokens[at];
  if (token === undefined || token.pos === "VERB" || token.pos === "AUX" || token.isCapital) return tokens;
  if (!(names.isPlural ? isBaseVerb(tokens, at) : isThirdPersonVerb(tokens, at))) return tokens;
  return tokens.map((each, index) => (index === at ? { ...each, pos: "VERB" } : each));
};

/** The names that a headline begins with: where they end, and whether they are several or a people. */
const openingNames = (
  tokens: readonly Token[],
  mentions: readonly Mention[],
): { to: number; isPlural: boolean } | null => {
  const [first] = mentions;
  if (first === undefined || first.kind === "demonym") return null;
  let to = tokens.findIndex((token) => token.start >= first.start);
  if (to > OPENING) return null;
  let isPlural = tokens[to]?.lower.endsWith("s") === true && tokens[to - 1]?.lower === "the";
  for (const [index, mention] of mentions.entries()) {
    const isNext = tokens[to]?.start === mention.start;
    const isJoined =
      index > 0 && SUBJECTS_JOINED.has(tokens[to]?.lower ?? "") && tokens[to + 1]?.start === mention.start;
    if (!isNext && !isJoined) break;
    isPlural ||= isJoined;
    while ((tokens[to]?.start ?? mention.end) < mention.end) to++;
  }
  return { to, isPlural };
};

/** "Sign the treaty", of several names: no verb stands behind it. */
const isBaseVerb = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.info?.forms.has("base") === true && tokens[at + 1]?.pos !== "VERB" && tokens[at + 1]?.pos !== "AUX";

/** A word in -s that is no noun of the lexicon, or behind which no other verb stands. */
const isThirdPersonVerb = (tokens: readonly Token[], at: number): boolean => {
  const token = tokens[at];
  const next = tokens[at + 1];
  if (token === undefined || next === undefined || !token.lower.endsWith("s") || token.lower.endsWith("ss"))
    return false;
  if (SPEAKERS.has(token.lower) || BODIES.has(token.lower) || TOGETHER.has(token.lower)) return false;
  if (token.lower.length < VERB_MINIMUM || next.pos === "VERB" || next.pos === "AUX" || next.lower === "'")
    return false;
  if (next.pos === "DET" || next.lower === "its") return true;
  const { info } = token;
  if (info?.forms.has("s") === true && info.noun.length === 0) return true;
  return !tokens.some((each, index) => index > at && (each.pos === "VERB" || each.pos === "AUX"));
};
