/** Says whom a noun phrase stands for: somebody it names, whoever has an office, whom the text spoke of before, or nobody of the dossier. */
import type { Resolution, Rung, Source } from "../model.ts";
import { sourceOf } from "./source.ts";
import { type Memory, rungOf, type SentenceContext } from "./context.ts";
import { ANYBODY, BODIES, HOME_BODIES, PLAIN_QUALIFIERS, SPEAKERS, TOGETHER } from "./lexicon/kinds.ts";
import type { Mention } from "./mention.ts";
import type { Token } from "./tag.ts";

/** Who acts, and the tokens (half-open) that say so; `others` act too ("A and B"), `isNegative` for "nobody", "no minister", "neither side". */
export type Subject = {
  source: Source;
  by: Resolution | null;
  others: readonly Source[];
  from: number;
  to: number;
  isNegative: boolean;
};

const COORDINATORS = new Set(["and", "or", "then", "nor"]);
const NEGATIVE = new Set(["no", "nobody", "none", "neither", "nothing", "few"]);
/** A subject whatever stands before it. */
const NOMINATIVE = new Set(["he", "she", "they", "it", "we", "i"]);
const PERSONAL = new Set(["he", "she", "his", "her"]);
const PRONOUNS = new Set(["he", "she", "they", "it", "both"]);
const POSSESSIVES = new Set(["his", "her", "their", "its"]);
const OBJECTS = new Set(["us", "me", "him", "them"]);
/** Their first object is who hears it, the next the subject of what is said. */
const TELLING = new Set([
  "tell",
  "tells",
  "told",
  "telling",
  "assure",
  "assures",
  "assured",
  "inform",
  "informs",
  "informed",
  "warns",
  "warned",
]);
/** A coordination's names stand no further apart, titles and articles included. */
const COORDINATION_REACH = 6;

/** Whom the tokens (half-open) stand for; null where there are none. */
export const nounPhrase = (context: SentenceContext, start: number, to: number): Subject | null => {
  const { tokens, mentions, memory } = context;
  const from = headStart(context, start, to);
  const first = tokens[from];
  const last = tokens[to - 1];
  if (first === undefined || last === undefined || to <= from) return null;
  const text = context.text.slice(first.start, last.end);
  const rung = sourceOf(tokens, from, to, mentions)?.rung ?? null;
  const isNegative = NEGATIVE.has(first.lower);
  const make = (of: readonly Mention[], by: Resolution, otherwise: Rung): Subject => ({
    source: { text, actor: of[0]?.actor ?? null, rung: rung ?? otherwise },
    by,
    others: of.slice(1).map((mention) => ({ text, actor: mention.actor, rung: rung ?? rungOf(mention) })),
    from,
    to,
    isNegative,
  });
  const named = headMentions(context, from, to);
  const [chosen] = named;
  if (chosen !== undefined) {
    memory.subject = chosen;
    if (chosen.kind === "person") memory.person = chosen;
    if (named.length > 1) memory.group = named;
    return make(named, "name", rungOf(chosen));
  }
  const reference = referent(context, from, to);
  if (reference.length > 0) {
    const [meant] = reference;
    return make(
      reference,
      "reference",
      meant === undefined ? "official" : PRONOUNS.has(last.lower) ? rungOf(meant) : "official",
    );
  }
  const office = officeHolder(context, from, to);
  if (office !== null) {
    memory.subject = office;
    return make([office], "office", "spokesperson");
  }
  const described = describedActor(context, from, to);
  if (described !== null) return make([described], "reference", "spokesperson");
  if (isStranger(context, from, to)) memory.subject = memory.person = null;
  return { source: { text, actor: null, rung: rung ?? "outlet" }, by: null, others: [], from, to, isNegative };
};

/** Whoever speaks acts, though no word before the predicate says so. */
export const asSpeaker = (source: Source, at: number): Subject => ({
  source,
  by: source.actor === null ? null : "speaker",
  others: [],
  from: at,
  to: at,
  isNegative: false,
});

/** Where the subject begins in the words before a verb: behind who is told, behind an opening phrase ("six months ago he"). */
const headStart = (context: SentenceContext, start: number, to: number): number => {
  const { tokens } = context;
  if (to - start < 2) return start;
  if (NOMINATIVE.has(tokens[to - 1]?.lower ?? "")) return to - 1;
  const first = tokens[start];
  if (TELLING.has(tokens[start - 1]?.lower ?? ""))
    return OBJECTS.has(first?.lower ?? "") ? start + 1 : behindHearer(context, start, to);
  const behind = behindClause(context, start, to);
  if (behind !== null) return behind;
  const isOpening = first?.pos === "ADP" || first?.pos === "NUM" || first?.pos === "ADV";
  return isOpening ? nextPhrase(context, start, to) : start;
};

/** "While it answers to its founders, the firm …": an article behind the last comma, right before the verb, begins the subject. */
const behindClause = ({ tokens }: SentenceContext, start: number, to: number): number | null => {
  if (tokens[to]?.lower === ",") return null;
  for (let at = to - 1; at > start; at--) {
    const word = tokens[at]?.lower;
    if (word === "and" || word === "or") return null;
    if (word !== ",") continue;
    return tokens[at + 1]?.pos === "DET" && at + 1 < to ? at + 1 : null;
  }
  return null;
};

/** "Trump told Xi America …": behind a noun or name, where a new name or an article begins; the start where none does. */
const behindHearer = ({ tokens, mentions }: SentenceContext, start: number, to: number): number => {
  for (let at = start + 1; at < to; at++) {
    const token = tokens[at];
    const before = tokens[at - 1];
    if (token === undefined || before === undefined) break;
    if (before.pos !== "NOUN" && before.pos !== "PROPN") continue;
    if (
      token.pos === "DET" ||
      POSSESSIVES.has(token.lower) ||
      mentions.some((mention) => mention.start === token.start)
    )
      return at;
  }
  return start;
};

/** "From next year the EU", "in its first rise since 2007 the bank": the last phrase with an article or a name of its own. */
const nextPhrase = ({ tokens, mentions }: SentenceContext, start: number, to: number): number => {
  for (let at = to - 1; at > start; at--) {
    const token = tokens[at];
    const before = tokens[at - 1];
    if (token === undefined || before === undefined || token.pos === "ADP") break;
    const isBegun = token.pos === "DET" || mentions.some((mention) => mention.start === token.start);
    if (!isBegun) continue;
    return before.pos === "NOUN" || before.pos === "NUM" || before.pos === "ADV" || before.pos === "PROPN" ? at : start;
  }
  return start;
};

/** The first actor named that no preposition governs, with those that "and" joins to it. */
const headMentions = (context: SentenceContext, from: number, to: number): Mention[] => {
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

/** A pronoun, a possessive, or "the two sides": whom the text spoke of last. */
const referent = ({ tokens, memory }: SentenceContext, from: number, to: number): readonly Mention[] => {
  const first = tokens[from]?.lower ?? "";
  const last = tokens[to - 1]?.lower ?? "";
  const isShort = to - from <= 2;
  if (last === "they" && memory.group.length > 1) return memory.group;
  if (TOGETHER.has(last) && (first === "both" || first === "the" || first === "two") && to - from <= 3)
    return isPair(tokens, from, to) ? memory.group : [];
  const word =
    isShort && PRONOUNS.has(last)
      ? last
      : isShort && PRONOUNS.has(first)
        ? first
        : POSSESSIVES.has(first)
          ? first
          : null;
  if (word === null) return [];
  const meant = (PERSONAL.has(word) ? memory.person : null) ?? memory.subject;
  return meant === null ? [] : [meant];
};

/** "Both", "the two sides", "both countries", "the parties". */
const isPair = (tokens: readonly Token[], from: number, to: number): boolean => {
  for (let at = from; at < to; at++) {
    const word = tokens[at]?.lower;
    if (word === "both" || word === "two" || word === "sides" || word === "parties" || word === "pair") return true;
  }
  return false;
};

const asMention = (actor: string): Mention => ({ start: 0, end: 0, actor, kind: "office", person: null });

/** One of several: whom the text spoke of last among them, else whom its title is about. */
const nearest = (candidates: readonly string[], memory: Memory): Mention | null => {
  for (const known of [memory.subject, memory.topic])
    if (known !== null && candidates.includes(known.actor)) return known;
  const [only] = candidates;
  return candidates.length === 1 && only !== undefined ? asMention(only) : null;
};

/** "The chief cabinet secretary": the actor that has such an office; where several have, the one spoken of last. */
const officeHolder = (context: SentenceContext, from: number, to: number): Mention | null => {
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
const describedActor = (context: SentenceContext, from: number, to: number): Mention | null => {
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

/** Somebody whom the dossier does not know: what is said of them next is not of whom was spoken of before. */
const isStranger = (context: SentenceContext, from: number, to: number): boolean => {
  const { tokens } = context;
  const last = tokens[to - 1];
  return last !== undefined && last.pos === "PROPN" && last.isCapital && tokens[from]?.pos !== "ADP";
};
