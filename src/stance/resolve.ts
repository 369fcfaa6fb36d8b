/** Says whom a noun phrase stands for: somebody it names, whoever has an office, whom the text spoke of before, or nobody of the dossier. */
import type { Resolution, Rung, Source } from "../model.ts";
import { rungOf, type SentenceContext } from "./context.ts";
import { describedActor, officeHolder } from "./described.ts";
import { TOGETHER } from "./lexicon/kinds.ts";
import type { Mention } from "./mention.ts";
import { headMentions } from "./named.ts";
import { headStart } from "./opening.ts";
import { sourceOf } from "./source.ts";
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

const NEGATIVE = new Set(["no", "nobody", "none", "neither", "nothing", "few"]);
const PERSONAL = new Set(["he", "she", "his", "her"]);
const PRONOUNS = new Set(["he", "she", "they", "it", "both"]);
const POSSESSIVES = new Set(["his", "her", "their", "its"]);

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

/** Somebody whom the dossier does not know: what is said of them next is not of whom was spoken of before. */
const isStranger = (context: SentenceContext, from: number, to: number): boolean => {
  const { tokens } = context;
  const last = tokens[to - 1];
  return last !== undefined && last.pos === "PROPN" && last.isCapital && tokens[from]?.pos !== "ADP";
};
