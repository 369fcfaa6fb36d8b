/** Finds the actor that a noun phrase describes without naming it: by an office ("the harbour minister") or a kind ("the ministry"). */
import type { Memory, SentenceContext } from "./context.ts";
import { ANYBODY, BODIES, PLAIN_QUALIFIERS, SPEAKERS } from "./lexicon/kinds.ts";
import type { Mention } from "./mention.ts";

const COORDINATORS = new Set(["and", "or", "then", "nor"]);

const asMention = (actor: string): Mention => ({ start: 0, end: 0, actor, kind: "office", person: null });

/** One of several: whom the text spoke of last among them, else whom its title is about. */
const nearest = (candidates: readonly string[], memory: Memory): Mention | null => {
  for (const known of [memory.subject, memory.topic])
    if (known !== null && candidates.includes(known.actor)) return known;
  const [only] = candidates;
  return candidates.length === 1 && only !== undefined ? asMention(only) : null;
};

/** "The chief cabinet secretary": the actor that has such an office; where several have, the one spoken of last. */
export const officeHolder = (context: SentenceContext, from: number, to: number): Mention | null => {
  const { tokens, actors, memory } = context;
  for (let at = from; at < to; at++) {
    for (const { words, holders } of actors.officesByWord.get(tokens[at]?.lower ?? "") ?? []) {
      if (at + words.length > to || !words.every((word, index) => tokens[at + index]?.lower === word)) continue;
      if (isForeign(context, from, at)) continue;
      const holder = nearest(holders, memory);
      if (holder !== null) return holder;
    }
  }
  return null;
};

/** "The Nigerian president": what qualifies the office is a name that the dossier lacks. */
const isForeign = ({ tokens, text }: SentenceContext, from: number, at: number): boolean => {
  for (let before = from; before < at; before++) {
    const token = tokens[before];
    if (token === undefined || before === 0 || token.pos === "DET" || PLAIN_QUALIFIERS.has(token.lower)) continue;
    if (/^\p{Lu}/u.test(text.slice(token.start, token.start + 2)) && /(?:an|ean|ish|ese|'s|i)$/.test(token.lower))
      return true;
  }
  return false;
};

/** "The government", "the kingdom", "a spokesman": by the words of its name the actor that is one; else whom the text spoke of last. */
export const describedActor = (context: SentenceContext, from: number, to: number): Mention | null => {
  const { tokens, actors, memory, text } = context;
  let end = from;
  while (
    end < to &&
    tokens[end]?.pos !== "ADP" &&
    tokens[end]?.pos !== "PUNCT" &&
    !COORDINATORS.has(tokens[end]?.lower ?? "")
  )
    end++;
  const head = tokens[end - 1];
  if (head === undefined) return null;
  const isBody = BODIES.has(head.lower);
  if (!isBody && !SPEAKERS.has(head.lower)) return null;
  for (let at = from; at < end - 1; at++) {
    const token = tokens[at];
    if (token?.pos !== "DET" && !PLAIN_QUALIFIERS.has(token?.lower ?? "")) return null;
  }
  const article = tokens[from]?.lower ?? "";
  const isDefinite = article === "the" || end - from === 1 || !isBody;
  if (!isDefinite || (tokens[end]?.lower === "of" && to - end > 1)) return null;
  if (ANYBODY.has(head.lower) && article === "the" && memory.subject !== null) return memory.subject;
  const named = actors.heads.get(head.lower) ?? [];
  if (named.length > 0) return nearest(named, memory);
  const isPlural = end - from === 1 && !/^\p{Lu}/u.test(text.slice(head.start, head.start + 2));
  if (isBody && isPlural) return null;
  const holders = actors.officeHeads.get(head.lower) ?? [];
  return nearest(holders, memory) ?? memory.subject ?? memory.topic;
};
