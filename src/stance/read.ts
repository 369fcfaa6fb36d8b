/** Reads an item: plain text, sentences, who acts, what it amounts to, how it is asserted and who reports it. */
import type { Statement, TextField } from "../model.ts";
import { normaliseCase } from "./case.ts";
import { readSegment } from "./clause.ts";
import { changeOf, conditionsOf } from "./condition.ts";
import type { Memory, SentenceContext } from "./context.ts";
import { frameOf } from "./factuality.ts";
import { withHeadlineVerb } from "./headline.ts";
import { languageOf } from "./language.ts";
import { type CompiledActors, findMentions, type Mention } from "./mention.ts";
import { asAsked, withNames } from "./retag.ts";
import { runsOf } from "./segment.ts";
import { splitSentences } from "./sentence.ts";
import { tagSentence } from "./tag.ts";
import { plainText } from "./text.ts";

/** What reading an item gives. */
export type Reading = {
  /** ISO 639-1; a text that is not in English is not read, and has no statements for that reason. */
  language: string;
  text: { title: string; summary: string };
  statements: Statement[];
};

/**
 * Reads an item's statements. Offsets of evidence are those of the plain text in `text`; the statements stand in the order of the text.
 */
export const readItem = (item: { title: string; summary: string }, actors: CompiledActors): Reading => {
  const text = { title: plainText(item.title), summary: plainText(item.summary) };
  const language = languageOf(`${text.title}\n${text.summary}`);
  if (language !== "en") return { language, text, statements: [] };
  const memory: Memory = { subject: null, person: null, group: [], speaker: null, topic: null };
  const title = readField(text.title, "title", actors, memory);
  memory.topic = memory.subject;
  memory.speaker = null;
  return { language, text, statements: [...title, ...readField(text.summary, "summary", actors, memory)] };
};

const readField = (text: string, field: TextField, actors: CompiledActors, memory: Memory): Statement[] => {
  const mentions = findMentions(text, actors);
  let next = 0;
  return splitSentences(text).flatMap(({ start, end }) => {
    const sentence = text.slice(start, end);
    // Both run from left to right, so that each mention is looked at once.
    const first = next;
    while ((mentions[next]?.start ?? end) < end) next++;
    const inside = mentions.slice(first, next).filter((mention) => mention.start >= start && mention.end <= end);
    const names = inside.map((mention) => ({ start: mention.start - start, end: mention.end - start }));
    const shown = normaliseCase(sentence, names, () => false);
    const named = withNames(tagSentence(shown, start), inside);
    const tokens = asAsked(field === "title" ? withHeadlineVerb(named, inside) : named, inside);
    return readSentence({
      text,
      field,
      sentence,
      tokens,
      mentions: inside,
      actors,
      memory,
      frame: frameOf(sentence, tokens, field === "title"),
      conditions: conditionsOf(sentence, tokens, start),
      change: changeOf(sentence),
    });
  });
};

const readSentence = (context: SentenceContext): Statement[] => {
  const statements = runsOf(context).flatMap((run) => readSegment(run.context, run.segment));
  const spoken = context.mentions.filter((mention) => mention.kind !== "demonym");
  const actor = statements.find((statement) => statement.actor.id !== null)?.actor.id;
  remember(context.memory, spoken, actor ?? null);
  return statements;
};

/** Whom the sentence was about, and who was named in it together, for the next. */
const remember = (memory: Memory, spoken: readonly Mention[], actor: string | null): void => {
  memory.subject = spoken.find((mention) => mention.actor === actor) ?? spoken[0] ?? memory.subject;
  const known = memory.person;
  if (known === null || !spoken.includes(known)) memory.person = spoken.find(({ kind }) => kind === "person") ?? known;
  const [first, ...rest] = spoken;
  const others = rest.filter((mention) => mention.actor !== first?.actor);
  const [second] = others;
  if (first !== undefined && second !== undefined && others.every((mention) => mention.actor === second.actor))
    memory.group = [first, second];
};
