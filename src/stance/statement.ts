/** Makes a statement of a predicate, its subject and what surrounds them. */
import type { Evidence, Factuality, Link, Polarity, Source, Statement } from "../model.ts";
import type { Segment } from "./segment.ts";
import { conditionAt } from "./condition.ts";
import { compose } from "./compose.ts";
import { evidenceOf, phraseOf, type SentenceContext } from "./context.ts";
import { isInCondition } from "./embedding.ts";
import { factualityOf } from "./factuality.ts";
import type { Predicate } from "./predicate.ts";
import type { Subject } from "./resolve.ts";
import { patientOf } from "./subject.ts";

/** What the clauses read so far mean for the next: who speaks, how it is governed, whose predicate it may share. */
export type Scope = {
  outer: Source[];
  sources: Source[];
  speechEnd: number;
  embedding: { factuality: Factuality; end: number } | null;
  last: Subject | null;
  /** Of whom something "is said": the subject of the predicate that begins right there. */
  hearsay: { subject: Subject; at: number } | null;
};

/** What a clause says; its source is the innermost of the scope's. */
export const statementOf = (
  context: SentenceContext,
  segment: Segment,
  scope: Scope,
  predicate: Predicate,
  subject: Subject | null,
): Statement => {
  const { tokens, frame, conditions, change } = context;
  const condition = conditionAt(conditions, tokens[predicate.from]?.start ?? 0);
  const { act, polarity } = compose(predicate);
  const patient = isAboutSubject(predicate) ? patientOf(tokens, predicate.from, segment.from) : null;
  const span = contentOf(predicate, patient, segment);
  const from = Math.min(
    predicate.from,
    span.from,
    !predicate.isPassive && subject !== null ? subject.from : predicate.from,
  );
  const to = Math.max(predicate.to, span.to, predicate.isPassive && subject !== null ? subject.to : 0);
  const evidence = evidenceOf(context, from, Math.min(to, segment.to));
  const source = scope.sources.at(-1) ?? null;
  const { embedding } = scope;
  const chain = linksOf(context, predicate, Math.min(predicate.content.to, segment.to));
  return {
    actor: {
      text: subject?.source.text ?? "",
      id: subject?.source.actor ?? null,
      rung: subject?.source.rung ?? "outlet",
      by: subject?.by ?? null,
    },
    act,
    // "Condemned the ban" is words, whatever it is about; "lifted the ban" is a deed.
    isMaterial: predicate.steps[0]?.sense.isMaterial ?? false,
    polarity,
    content: evidenceOf(context, span.from, span.to),
    chain,
    factuality: factualityOf(predicate, frame, {
      source,
      embedding: isInCondition(tokens, predicate.from, segment.from) ? "hypothetical" : (embedding?.factuality ?? null),
      isConditional: act !== "reject" && (condition?.kind === "standing" || condition?.kind === "new"),
    }),
    sources: scope.sources,
    condition,
    change,
    evidence: evidence ?? wholeSentence(context),
    cues: chain.map(({ cue }) => cue),
  };
};

/** The chain's steps, each with the polarity composed up to it; a verb that the lexicon lacks is one of no act. */
const linksOf = (context: SentenceContext, predicate: Predicate, end: number): Link[] => {
  const { tokens } = context;
  let polarity: Polarity = predicate.isNegated ? -1 : 1;
  if (predicate.steps.length === 0)
    return [
      {
        cue: phraseOf(tokens, predicate.from, predicate.to),
        act: null,
        polarity,
        content: evidenceOf(context, predicate.to, end),
      },
    ];
  return predicate.steps.map(({ sense, from, to }) => {
    if (sense.polarity === -1) polarity = polarity === 1 ? -1 : 1;
    return { cue: phraseOf(tokens, from, to), act: sense.act, polarity, content: evidenceOf(context, to, end) };
  });
};

const wholeSentence = ({ field, sentence, tokens }: SentenceContext): Evidence => ({
  field,
  quote: sentence,
  start: tokens[0]?.start ?? 0,
});

/** Passives, judgements and bare copulas are about their subject. */
const isAboutSubject = ({ isPassive, isCopular, steps }: Predicate): boolean =>
  isPassive || steps[0]?.sense.behaviour === "judge" || (isCopular && steps.length === 0);

const contentOf = (
  { content, isCopular, steps }: Predicate,
  patient: { from: number; to: number } | null,
  segment: Segment,
): { from: number; to: number } => {
  const to = Math.min(content.to, segment.to);
  if (patient === null) return { from: content.from, to };
  return isCopular && steps.length === 0 ? { from: patient.from, to } : patient;
};
