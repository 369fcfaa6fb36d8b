/** Finds a headline's verb behind the name that begins it, where the dropped words leave the tagger with a noun ("Northport shelves toll"). */
import { BODIES, SPEAKERS, TOGETHER } from "./lexicon/kinds.ts";
import type { Mention } from "./mention.ts";
import type { Token } from "./tag.ts";

/** How many words may stand before the name: "Now", "The", "Breaking:". */
const OPENING = 2;
/** A shorter word in -s is seldom a verb. */
const VERB_MINIMUM = 4;
const SUBJECTS_JOINED = new Set([",", "and", "&", "then"]);

type Names = { to: number; isPlural: boolean };

/** The tokens, with the word behind the names that open the headline, or what follows its colon, as a verb where it can be one and must be. */
export const withHeadlineVerb = (tokens: Token[], mentions: readonly Mention[]): Token[] => {
  const colon = tokens.findIndex(({ lower }) => lower === ":");
  const opened = withVerb(tokens, openingNames(tokens, mentions, 0) ?? openingBody(tokens, 0));
  if (colon === -1) return opened;
  return withVerb(opened, openingNames(tokens, mentions, colon + 1) ?? openingBody(tokens, colon + 1));
};

const withVerb = (tokens: Token[], names: Names | null): Token[] => {
  if (names === null) return tokens;
  const at = tokens[names.to]?.pos === "ADV" ? names.to + 1 : names.to;
  const token = tokens[at];
  if (token === undefined || token.pos === "VERB" || token.pos === "AUX" || token.isCapital) return tokens;
  if (!(names.isPlural && isBaseVerb(tokens, at)) && !isThirdPersonVerb(tokens, at)) return tokens;
  return tokens.map((each, index) => (index === at ? { ...each, pos: "VERB" } : each));
};

/** The names that begin right behind a place: where they end, and whether they are several or may be a people's. */
const openingNames = (tokens: readonly Token[], mentions: readonly Mention[], from: number): Names | null => {
  const start = tokens[from]?.start ?? Infinity;
  const first = mentions.findIndex((mention) => mention.start >= start);
  const mention = mentions[first];
  if (mention === undefined || mention.kind === "demonym") return null;
  let to = from;
  while (to - from <= OPENING && (tokens[to]?.start ?? Infinity) < mention.start) to++;
  if (tokens[to]?.start !== mention.start) return null;
  let isPlural = false;
  for (let at = first; at < mentions.length; at++) {
    const name = mentions[at];
    if (name === undefined) break;
    const isNext = tokens[to]?.start === name.start;
    const isJoined = at > first && SUBJECTS_JOINED.has(tokens[to]?.lower ?? "") && tokens[to + 1]?.start === name.start;
    if (!isNext && !isJoined) break;
    while ((tokens[to]?.start ?? name.end) < name.end) to++;
    isPlural ||= isJoined || tokens[to - 1]?.lower.endsWith("s") === true;
  }
  return { to, isPlural };
};

/** "Bank cuts rates", "The guild breaks its rule". */
const openingBody = (tokens: readonly Token[], from: number): Names | null => {
  const at = tokens[from]?.pos === "DET" ? from + 1 : from;
  return BODIES.has(tokens[at]?.lower ?? "") ? { to: at + 1, isPlural: false } : null;
};

/** "Sign the treaty", of several names: no verb stands behind it. */
const isBaseVerb = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.info?.forms.has("base") === true &&
  tokens[at]?.info?.noun.length === 0 &&
  tokens[at + 1]?.pos !== "VERB" &&
  tokens[at + 1]?.pos !== "AUX";

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
