/** Reads the clauses of an attributed run of words: who does what, and which of them only say who speaks. */
import type { Source, Statement } from "../model.ts";
import type { Segment } from "./attribution.ts";
import { rungOf, type SentenceContext } from "./context.ts";
import { embeddingOf, governedEnd } from "./embedding.ts";
import type { Frame } from "./factuality.ts";
import { nominals, verbless } from "./nominal.ts";
import { type Predicate, readPlainPredicate, readPredicate } from "./predicate.ts";
import { asSpeaker, type Subject } from "./resolve.ts";
import { startsPredicate } from "./start.ts";
import { type Scope, statementOf } from "./statement.ts";
import { isCoordinated, isSpeaker, subjectOf } from "./subject.ts";
import type { Token } from "./tag.ts";

/** The statements of a segment, in the order of the text. */
export const readSegment = (context: SentenceContext, segment: Segment): Statement[] => {
  const outer = segment.source === null ? [] : [resolveSource(context, segment.source)];
  const scope: Scope = { outer, sources: outer, speechEnd: segment.to, embedding: null, last: null, hearsay: null };
  const found: { at: number; statement: Statement }[] = [];
  let at = segment.from;
  while (at < segment.to) {
    const predicate = predicateAt(context, at);
    if (predicate === null) {
      at++;
      continue;
    }
    leave(scope, predicate.from);
    for (const statement of readClause(context, segment, scope, predicate))
      found.push({ at: predicate.from, statement });
    at = Math.max(urgedOn(context.tokens, predicate) ?? predicate.to, at + 1);
  }
  for (const nominal of nominals(context, segment, scope)) found.push(nominal);
  found.push(...verbless(context, segment, scope));
  return withoutDenials(found.toSorted((a, b) => a.at - b.at).map(({ statement }) => statement));
};

/** "Denies that it accepted": the denied clause says all that the denial does. */
const withoutDenials = (statements: readonly Statement[]): Statement[] =>
  statements.filter((statement, at) => {
    const next = statements[at + 1];
    const isDenial = statement.factuality === "denied" && statement.act === "reject" && statement.chain.length === 1;
    return !(isDenial && next?.factuality === "denied" && next.actor.id === statement.actor.id);
  });

/** "Urges the isles to sign": where the words begin that the one who is urged would do; null where nobody is urged. */
const urgedOn = (tokens: readonly Token[], { steps }: Predicate): number | null => {
  const [outer, next] = steps;
  if (outer?.sense.behaviour !== "request" || next === undefined || tokens[next.from - 1]?.lower !== "to") return null;
  return next.from - 1 > outer.to ? next.from : null;
};

const predicateAt = (context: SentenceContext, at: number): Predicate | null => {
  const { tokens, frame } = context;
  const next = isAdverb(tokens[at]) ? at + 1 : at;
  if (!startsPredicate(tokens, next, frame)) return null;
  return readPredicate(tokens, at, frame.isTitle) ?? readPlainPredicate(tokens, at, frame.isTitle);
};

/** "Never negotiable", "not accept": the negation belongs to what follows it. */
const isAdverb = (token: Token | undefined): boolean => token?.lower === "never" || token?.lower === "not";

const leave = (scope: Scope, at: number): void => {
  if (scope.embedding !== null && at >= scope.embedding.end) scope.embedding = null;
  if (at >= scope.speechEnd) scope.sources = scope.outer;
};

/** One clause's statement, one for each where several act; none where it only says who speaks, or says nothing of anybody. */
const readClause = (context: SentenceContext, segment: Segment, scope: Scope, predicate: Predicate): Statement[] => {
  const { tokens, frame } = context;
  const shared = isCoordinated(tokens, predicate.from, segment.from) ? scope.last : null;
  const named = predicate.isPassive
    ? subjectOf(context, predicate, segment)
    : (shared ?? subjectOf(context, predicate, segment));
  const subject =
    speaking(tokens, scope, named) ??
    (scope.hearsay?.at === predicate.from ? scope.hearsay.subject : null) ??
    speakerAsSubject(predicate, segment, scope.sources);
  if (subject !== null && !predicate.isPassive) scope.last = subject;
  if (named?.isNegative === true) predicate.isNegated = !predicate.isNegated;
  const embedding = embeddingOf(predicate, tokens);
  const govern = (): void => {
    if (embedding !== null)
      scope.embedding = { factuality: embedding, end: governedEnd(tokens, predicate.to, segment.to, false) };
  };
  if (isSaying(predicate)) {
    const isUnnamed = (predicate.isPassive && subject === null) || isHearsay(tokens, predicate, frame);
    const speaker = isUnnamed ? HEARSAY : (subject?.source ?? null);
    if (isUnnamed) {
      scope.embedding = { factuality: "possible", end: governedEnd(tokens, predicate.to, segment.to, false) };
      const about = subjectOf(context, { ...predicate, isPassive: false }, segment);
      scope.hearsay = about === null ? null : { subject: about, at: predicate.to };
    }
    govern();
    if (speaker !== null) {
      const isNested = scope.sources.length > 0 && predicate.from < scope.speechEnd;
      scope.sources = [...(isNested ? scope.sources : scope.outer), speaker];
      scope.speechEnd = governedEnd(tokens, predicate.to, segment.to, true);
    }
    return [];
  }
  const isPlain = predicate.steps.length === 0;
  if (isPlain && subject?.source.actor === null && !predicate.isCopular && scope.sources.length === 0) {
    govern();
    return [];
  }
  const statement = statementOf(context, segment, scope, predicate, subject);
  govern();
  const others = (subject?.others ?? []).map(({ actor, rung }): Statement => ({
    ...statement,
    actor: { ...statement.actor, id: actor, rung },
  }));
  return [statement, ...others];
};

/** Said of somebody by nobody who is named: "is said to", "Japan said ready". */
const HEARSAY: Source = { text: "", actor: null, rung: "outlet" };
const isHearsay = (tokens: readonly Token[], predicate: Predicate, frame: Frame): boolean => {
  const next = tokens[predicate.to];
  return frame.isTitle && predicate.isPast && (next?.lower === "to" || next?.pos === "ADJ");
};

const isSaying = ({ steps }: Predicate): boolean =>
  steps[0]?.sense.behaviour === "say" && steps[0].sense.act === null && steps.length === 1;

/** "We" are whoever speaks. */
const speaking = (tokens: readonly Token[], { sources }: Scope, subject: Subject | null): Subject | null => {
  const speaker = sources.at(-1);
  if (subject === null || speaker === undefined || subject.source.actor !== null || !isSpeaker(tokens, subject))
    return subject;
  return { ...subject, source: { ...speaker, text: subject.source.text }, by: "speaker" };
};

/** "Kim: will not budge": with no subject of its own, what a source says is about the source. */
const speakerAsSubject = (predicate: Predicate, segment: Segment, sources: readonly Source[]): Subject | null => {
  const speaker = sources.at(-1);
  const isFirst = predicate.from - segment.from <= 1;
  return speaker === undefined || (!isFirst && segment.source !== null) || predicate.isPassive
    ? null
    : asSpeaker(speaker, predicate.from);
};

const PRONOUN = /^(?:(?:he|she|they|it)$|(?:his|her|their|its) )/;

const resolveSource = (context: SentenceContext, source: Source): Source => {
  const { subject } = context.memory;
  return source.actor === null && subject !== null && PRONOUN.test(source.text)
    ? { ...source, actor: subject.actor, rung: rungOf(subject) }
    : source;
};
