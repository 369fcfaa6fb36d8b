/** Finds the actors that a noun phrase names at its head, one or several that "and" joins. */
import type { SentenceContext } from "./context.ts";
import { HOME_BODIES } from "./lexicon/kinds.ts";
import type { Mention } from "./mention.ts";
import { sourceOf } from "./source.ts";
import type { Token } from "./tag.ts";

const COORDINATORS = new Set(["and", "or", "then", "nor"]);
/** A coordination's names stand no further apart, titles and articles included. */
const COORDINATION_REACH = 6;

/** The first actor named that no preposition governs, with those that "and" joins to it. */
export const headMentions = (context: SentenceContext, from: number, to: number): Mention[] => {
  const { tokens, mentions } = context;
  const start = tokens[from]?.start ?? 0;
  const end = tokens[to - 1]?.end ?? 0;
  const inside = mentions.filter((mention) => mention.start >= start && mention.end <= end);
  const at = inside.findIndex((mention) => isHead(context, from, mention));
  const [first, ...rest] = at === -1 ? [] : inside.slice(at);
  if (first === undefined) return [];
  const joined = [first];
  let isJoined = false;
  for (const mention of rest) {
    const link = linkBetween(tokens, joined.at(-1)?.end ?? 0, mention.start);
    if (link === null) break;
    joined.push(mention);
    // A headline joins by a comma: "Northport, Southport sign".
    isJoined ||= link === "and" || (context.frame.isTitle && mention.end >= end);
  }
  const actors = new Set<string>();
  return isJoined ? joined.filter(({ actor }) => !actors.has(actor) && actors.add(actor)) : [first];
};

/** What joins two names: "and", a comma of a list, or nothing. */
const linkBetween = (tokens: readonly Token[], start: number, end: number): "and" | "," | null => {
  const from = tokens.findIndex((token) => token.start >= start);
  let link: "and" | "," | null = null;
  for (let at = from; at - from < COORDINATION_REACH; at++) {
    const token = tokens[at];
    if (token === undefined) return null;
    if (token.start >= end) return link;
    if (token.lower === "and" || token.lower === "&") link = "and";
    else if (token.lower === ",") link ??= ",";
    else if (token.pos !== "DET" && token.pos !== "NOUN" && token.pos !== "PROPN" && token.pos !== "ADJ") return null;
  }
  return null;
};

/** Not "in X", "of X" or "with X"; but "the government of X" and "officials from X" speak for X. */
const isHead = ({ tokens }: SentenceContext, from: number, mention: Mention): boolean => {
  let at = from;
  while ((tokens[at]?.start ?? mention.start) < mention.start) at++;
  for (let before = at - 1; before >= from; before--) {
    const token = tokens[before];
    if (token === undefined || token.pos === "PUNCT" || COORDINATORS.has(token.lower) || token.pos === "PRON")
      return true;
    // A determiner begins a phrase of its own: "from next year the EU".
    if (token.pos === "DET" && tokens[before - 1]?.pos !== "ADP") return true;
    if (token.pos !== "ADP") continue;
    if (token.lower === "in") return HOME_BODIES.has(tokens[before - 1]?.lower ?? "") && tokens[from]?.pos !== "ADP";
    if (token.lower !== "of" && token.lower !== "from") return false;
    return sourceOf(tokens, from, before, []) !== null && tokens[from]?.pos !== "ADP";
  }
  return true;
};
