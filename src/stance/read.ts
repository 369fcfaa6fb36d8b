/** Reads an item: plain text, sentences, who acts, what it amounts to, how it is asserted and who reports it. */
import type { Evidence, Rung, Source, Statement, TextField } from "../model.ts";
import { attribute, rungOfPerson, type Segment, sourceOf } from "./attribution.ts";
import { normaliseCase } from "./case.ts";
import { compose, type Predicate, readPredicate } from "./chain.ts";
import { changeOf, conditionOf } from "./condition.ts";
import { factualityOf, type Frame, frameOf } from "./factuality.ts";
import { languageOf } from "./language.ts";
import { type CompiledActors, findMentions, type Mention } from "./mention.ts";
import { splitSentences } from "./sentence.ts";
import { tagSentence, type Token } from "./tag.ts";
import { plainText } from "./text.ts";

/** What reading an item gives. */
export type Reading = {
  /** ISO 639-1; a text that is not in English is not read, and has no statements for that reason. */
  language: string;
  text: { title: string; summary: string };
  statements: Statement[];
};

/** Who was spoken of last, for pronouns and offices in the sentences that follow. */
type Memory = { subject: Mention | null };

/**
 * Reads an item's statements. Offsets of evidence are those of the plain text in `text`; the statements stand in the order of the text.
 */
export const readItem = (item: { title: string; summary: string }, actors: CompiledActors): Reading => {
  const text = { title: plainText(item.title), summary: plainText(item.summary) };
  const language = languageOf(`${text.title}\n${text.summary}`);
  if (language !== "en") return { language, text, statements: [] };
  const memory: Memory = { subject: null };
  const statements = (["title", "summary"] as const).flatMap((field) => readField(text[field], field, actors, memory));
  return { language, text, statements };
};

const readField = (text: string, field: TextField, actors: CompiledActors, memory: Memory): Statement[] => {
  const mentions = findMentions(text, actors);
  return splitSentences(text).flatMap(({ start, end }) => {
    const sentence = text.slice(start, end);
    const inside = mentions.filter((mention) => mention.start >= start && mention.end <= end);
    const names = inside.map((mention) => ({ start: mention.start - start, end: mention.end - start }));
    const tokens = tagSentence(
      normaliseCase(sentence, names, () => false),
      start,
    );
    return readSentence({
      text,
      field,
      sentence,
      tokens,
      mentions: inside,
      actors,
      memory,
      frame: frameOf(sentence, tokens, field === "title"),
    });
  });
};

type Context = {
  text: string;
  field: TextField;
  sentence: string;
  tokens: Token[];
  mentions: Mention[];
  actors: CompiledActors;
  memory: Memory;
  frame: Frame;
};

const readSentence = (context: Context): Statement[] => {
  const segments = attribute(context.tokens, context.mentions, context.frame.isTitle);
  const statements = segments.flatMap((segment) => readSegment(context, segment));
  const last = context.mentions.findLast((mention) => mention.kind !== "demonym");
  context.memory.subject =
    context.mentions.find((mention) => mention.kind !== "demonym") ?? last ?? context.memory.subject;
  return statements;
};

/** A predicate cannot begin with these, whatever the tagger says. */
const NOT_VERBS = new Set(["according", "including", "following", "regarding", "concerning", "pending", "during"]);

const readSegment = (context: Context, segment: Segment): Statement[] => {
  const { tokens, frame } = context;
  const statements: Statement[] = [];
  let sources: Source[] = segment.source === null ? [] : [resolveSource(context, segment.source)];
  let at = segment.from;
  while (at < segment.to) {
    const token = tokens[at];
    if (token === undefined) break;
    if (!startsPredicate(tokens, at, frame)) {
      at++;
      continue;
    }
    const predicate = readPredicate(tokens, at, frame.isTitle);
    if (predicate === null) {
      at++;
      continue;
    }
    const subject = subjectOf(context, predicate, segment) ?? speakerAsSubject(predicate, segment, sources);
    const [outer] = predicate.steps;
    const isSaying = outer?.sense.behaviour === "say" && outer.sense.act === null && predicate.steps.length === 1;
    if (isSaying) {
      if (subject !== null) sources = [...sources, subject.source];
      at = predicate.to;
      continue;
    }
    const { act, polarity } = compose(predicate);
    const end = Math.min(Math.max(predicate.content.to, predicate.to), segment.to);
    const from = subject === null ? predicate.from : Math.min(subject.from, predicate.from);
    const evidence = evidenceOf(context, from, end);
    const reported = sources.at(-1) ?? null;
    const sentenceCondition = conditionOf(context.sentence);
    statements.push({
      actor: {
        text: subject?.source.text ?? "",
        id: subject?.source.actor ?? null,
        rung: subject?.source.rung ?? "outlet",
      },
      act,
      isMaterial: predicate.steps.some((step) => step.sense.isMaterial),
      polarity,
      content: evidenceOf(context, predicate.content.from, Math.min(predicate.content.to, segment.to)),
      chain: predicate.steps.map((step) => ({
        cue: words(tokens, step.from, step.to),
        act: step.sense.act,
        polarity: step.sense.polarity,
        content: null,
      })),
      factuality: factualityOf(
        predicate,
        frame,
        reported,
        sentenceCondition?.kind === "standing" || sentenceCondition?.kind === "new",
      ),
      sources,
      condition: sentenceCondition,
      change: changeOf(context.sentence),
      evidence: evidence ?? { field: context.field, quote: context.sentence, start: tokens[0]?.start ?? 0 },
      cues: predicate.steps.map((step) => words(tokens, step.from, step.to)),
    });
    at = Math.max(predicate.to, at + 1);
  }
  return statements;
};

const startsPredicate = (tokens: readonly Token[], at: number, frame: Frame): boolean => {
  const token = tokens[at];
  if (token === undefined || NOT_VERBS.has(token.lower)) return false;
  if (token.pos === "VERB" || token.pos === "AUX") return true;
  const hasForms = token.info?.verb !== null && token.info?.verb !== undefined;
  // Headlines drop what tells the tagger that a word is a verb: "Japan tests ban", "Seoul set to talk".
  if (frame.isTitle && hasForms && at > 0 && (token.pos === "NOUN" || token.pos === "ADJ" || token.pos === "PROPN")) {
    return !token.isCapital && token.info?.forms.has("base") !== true;
  }
  return (
    frame.isTitle &&
    at > 0 &&
    (token.info?.adjective.length ?? 0) > 0 &&
    tokens[at + 1]?.pos !== "NOUN" &&
    tokens[at + 1]?.pos !== "PROPN"
  );
};

/** "Kim: will not budge": with no subject of its own, what a source says is about the source. */
const speakerAsSubject = (predicate: Predicate, segment: Segment, sources: readonly Source[]): Subject | null => {
  const speaker = sources.at(-1);
  const isFirst = predicate.from - segment.from <= 1;
  return speaker === undefined || (!isFirst && segment.source !== null) || predicate.isPassive
    ? null
    : { source: speaker, from: predicate.from };
};

type Subject = { source: Source; from: number };

/** Who does it: the mention, office or pronoun before the predicate; after "by" where it is passive. */
const subjectOf = (context: Context, predicate: Predicate, segment: Segment): Subject | null => {
  const { tokens } = context;
  if (predicate.isPassive) {
    const by = tokens.findIndex(
      (token, index) => index >= predicate.to && index < predicate.to + 8 && token.lower === "by",
    );
    return by === -1 ? null : nounPhrase(context, by + 1, Math.min(by + 8, segment.to));
  }
  let from = predicate.from - 1;
  const floor = Math.max(segment.from, predicate.from - 24);
  let depth = 0;
  while (from >= floor) {
    const token = tokens[from];
    if (token === undefined) break;
    const word = token.lower;
    if (word === ",") depth++;
    if (
      word === ";" ||
      word === ":" ||
      word === "that" ||
      word === "but" ||
      word === "while" ||
      word === "because" ||
      word === "after" ||
      word === "as"
    )
      break;
    if ((token.pos === "VERB" || token.pos === "AUX") && depth === 0) break;
    from--;
  }
  return nounPhrase(context, from + 1, predicate.from);
};

const PRONOUNS = new Set(["he", "she", "they", "it", "we", "i"]);

/** The actor named in a run of tokens: the first mention that is not inside a "with", "of" or "to" phrase. */
const nounPhrase = (context: Context, from: number, to: number): Subject | null => {
  const { tokens, mentions, memory, actors } = context;
  const first = tokens[from];
  const last = tokens[to - 1];
  if (first === undefined || last === undefined || to <= from) return null;
  const inside = mentions.filter((mention) => mention.start >= first.start && mention.end <= last.end);
  const source = sourceOf(tokens, from, to, mentions);
  const text = context.text.slice(first.start, last.end);
  if (inside.length > 0) {
    const chosen = inside[0];
    if (chosen === undefined) return null;
    return { source: { text, actor: chosen.actor, rung: source?.rung ?? rungOf(chosen) }, from };
  }
  for (let at = to - 1; at >= from; at--) {
    if (PRONOUNS.has(tokens[at]?.lower ?? "") && memory.subject !== null) {
      return {
        source: { text: tokens[at]?.lower ?? "", actor: memory.subject.actor, rung: rungOf(memory.subject) },
        from: at,
      };
    }
  }
  const office = officeActor(tokens, from, to, actors, memory);
  if (office !== null) return { source: { text, actor: office, rung: source?.rung ?? "minister" }, from };
  return { source: { text, actor: null, rung: source?.rung ?? "outlet" }, from };
};

/** "The chief cabinet secretary": the actor that has such an office; where several have, the one spoken of last. */
const officeActor = (
  tokens: readonly Token[],
  from: number,
  to: number,
  actors: CompiledActors,
  memory: Memory,
): string | null => {
  const lower = tokens
    .slice(from, to)
    .map((token) => token.lower)
    .join(" ");
  for (const [office, holders] of actors.offices) {
    if (!lower.includes(office)) continue;
    if (memory.subject !== null && holders.includes(memory.subject.actor)) return memory.subject.actor;
    if (holders.length === 1) return holders[0] ?? null;
  }
  return null;
};

const rungOf = (mention: Mention): Rung => (mention.kind === "person" ? rungOfPerson(mention) : "spokesperson");

const resolveSource = (context: Context, source: Source): Source => {
  if (source.actor !== null || context.memory.subject === null) return source;
  return PRONOUNS.has(source.text)
    ? { ...source, actor: context.memory.subject.actor, rung: rungOf(context.memory.subject) }
    : source;
};

const words = (tokens: readonly Token[], from: number, to: number): string =>
  tokens
    .slice(from, to)
    .map((token) => token.lower)
    .join(" ");

const evidenceOf = (context: Context, from: number, to: number): Evidence | null => {
  const first = context.tokens[from];
  const last = context.tokens[to - 1];
  if (first === undefined || last === undefined || to <= from) return null;
  return { field: context.field, quote: context.text.slice(first.start, last.end), start: first.start };
};
