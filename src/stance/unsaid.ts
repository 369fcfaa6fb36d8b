/** Finds who acts where no word of the clause says so: whoever speaks, or whom the text is about. */
import type { Source } from "../model.ts";
import { compose } from "./compose.ts";
import { rungOf, type SentenceContext } from "./context.ts";
import { isInCondition } from "./embedding.ts";
import type { Mention } from "./mention.ts";
import type { Predicate } from "./predicate.ts";
import { asSpeaker, type Subject } from "./resolve.ts";
import type { Segment } from "./segment.ts";
import type { Scope } from "./statement.ts";
import { patientOf } from "./subject.ts";
import type { Token } from "./tag.ts";

/** "Kim: will not budge": with no subject of its own, what a source says is about the source. */
export const speakerAsSubject = (
  predicate: Predicate,
  segment: Segment,
  sources: readonly Source[],
): Subject | null => {
  const speaker = sources.at(-1);
  const isFirst = predicate.from - segment.from <= 1;
  return speaker === undefined || (!isFirst && segment.source !== null) || predicate.isPassive
    ? null
    : asSpeaker(speaker, predicate.from);
};

/** "Kim: terms withdrawn, will never agree": behind the comma the source goes on about itself. */
export const speakerGoesOn = (
  { tokens, frame }: SentenceContext,
  segment: Segment,
  { outer }: Scope,
  predicate: Predicate,
  isFirst: boolean,
): Subject | null => {
  const speaker = outer.at(-1);
  if (isFirst || !frame.isTitle || segment.source === null || speaker === undefined) return null;
  return tokens[predicate.from - 1]?.lower === "," && !predicate.isPassive ? asSpeaker(speaker, predicate.from) : null;
};

/**
 * Who acts where no word says so: whoever says that something will be done, does it; and what was done in a summary was done by whom the
 * title is about ("the toll was dropped"), as was what has no subject at all ("Will not accept …").
 */
export const unsaidAgent = (
  context: SentenceContext,
  segment: Segment,
  { sources }: Scope,
  predicate: Predicate,
): Subject | null => {
  const { tokens, mentions, memory, field } = context;
  if (!predicate.isPassive)
    return isSubjectless(tokens, predicate, segment) && field === "summary"
      ? asTopic(memory.subject ?? memory.topic, predicate.from)
      : null;
  const patient = patientOf(tokens, predicate.from, segment.from);
  if (patient !== null && tokens[patient.from]?.pos === "PRON") return null;
  const start = tokens[patient?.from ?? predicate.from]?.start ?? 0;
  const end = tokens[predicate.from]?.start ?? 0;
  if (mentions.some((mention) => mention.start >= start && mention.end <= end)) return null;
  const speaker = sources.at(-1);
  if (speaker !== undefined) {
    const isAnnounced = predicate.isFuture || predicate.modal === "would" || segment.source !== null;
    return isAnnounced && speaker.actor !== null ? asSpeaker(speaker, predicate.from) : null;
  }
  const isTold = predicate.isPast || predicate.isPerfect || predicate.isFuture;
  const isSupposed = isInCondition(tokens, predicate.from, segment.from);
  if (compose(predicate).act === null) return null;
  return patient !== null && field === "summary" && isTold && !isSupposed
    ? asTopic(memory.topic, predicate.from)
    : null;
};

/** "Will not accept the terms.": a sentence that begins with its finite verb. */
const isSubjectless = (tokens: readonly Token[], predicate: Predicate, segment: Segment): boolean => {
  const first = tokens[predicate.from];
  return predicate.from === segment.from && (predicate.isFuture || first?.info?.forms.has("s") === true);
};

const asTopic = (topic: Mention | null, at: number): Subject | null =>
  topic === null
    ? null
    : {
        source: { text: "", actor: topic.actor, rung: rungOf(topic) },
        by: "topic",
        others: [],
        from: at,
        to: at,
        isNegative: false,
      };
