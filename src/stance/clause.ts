/** Reads the clauses of an attributed run of words: who does what, and which of them only say who speaks. */
import type { Source, Statement } from "../model.ts";
import type { Segment } from "./segment.ts";
import type { SentenceContext } from "./context.ts";
import { embeddingOf, governedEnd } from "./embedding.ts";
import type { Frame } from "./factuality.ts";
import { nominals, verbless } from "./nominal.ts";
import { type Predicate, readPlainPredicate, readPredicate } from "./predicate.ts";
import { asSpeaker, type Subject } from "./resolve.ts";
import { startsPredicate } from "./start.ts";
import { type Scope, statementOf } from "./statement.ts";
import { isCoordinated, isSpeaker, subjectOf } from "./subject.ts";
import type { Token } from "./tag.ts";
import { speakerAsSubject, speakerGoesOn, unsaidAgent } from "./unsaid.ts";

/** The statements of a segment, in the order of the text. */
export const readSegment = (context: SentenceContext, segment: Segment): Statement[] => {
  const outer = segment.source === null ? [] : [segment.source];
  const scope: Scope = {
    outer,
    sources: outer,
    speechEnd: segment.to,
    embedding: null,
    last: segment.before === null ? null : asSpeaker(segment.before, segment.from),
    hearsay: null,
  };
  const found: Placed[] = [];
  const sayings: Saying[] = [];
  let at = segment.from;
  while (at < segment.to) {
    const predicate = predicateAt(context, at);
    if (predicate === null) {
      at++;
      continue;
    }
    leave(scope, predicate.from);
    const isFirst = found.length === 0;
    for (const statement of readClause(context, segment, scope, { predicate, isFirst, sayings }))
      found.push({ at: predicate.from, statement });
    at = Math.max(urgedOn(context.tokens, predicate) ?? predicate.to, at + 1);
  }
  for (const nominal of nominals(context, segment, scope)) found.push(nominal);
  for (const saying of sayings) found.push(...asDeed(context, segment, scope, saying, found));
  found.push(...verbless(context, segment, scope));
  return withoutDenials(found.toSorted((a, b) => a.at - b.at).map(({ statement }) => statement));
};

type Placed = { at: number; statement: Statement };

/** A verb of saying, who says it and where what is said ends. */
type Saying = { predicate: Predicate; subject: Subject; end: number };

/** Behind these a verb of saying has no content: when, where or to whom it was said. */
const CIRCUMSTANCES = new Set([
  "in",
  "on",
  "at",
  "after",
  "before",
  "during",
  "when",
  "as",
  "to",
  "with",
  "last",
  "later",
  "earlier",
]);

/** "Northport writes the toll into law", "mentions forgiveness": what is said is no clause, and so all that was done. */
const asDeed = (
  context: SentenceContext,
  segment: Segment,
  scope: Scope,
  { predicate, subject, end }: Saying,
  found: readonly Placed[],
): Placed[] => {
  const { from, to } = predicate.content;
  const first = context.tokens[from];
  if (first === undefined || to <= from || CIRCUMSTANCES.has(first.lower) || first.lower.endsWith("day")) return [];
  if (predicate.steps[0]?.sense.lemma === "tell" || predicate.steps[0]?.sense.lemma === "inform") return [];
  if (subject.source.actor === null || found.some(({ at }) => at > predicate.from && at < end)) return [];
  const isNegated = first.lower === "no" || first.lower === "not" || first.lower === "never";
  const told = { ...predicate, isNegated: predicate.isNegated !== isNegated };
  const deed = statementOf(context, segment, { ...scope, sources: scope.outer }, told, subject);
  return forAll(deed, subject).map((statement) => ({ at: predicate.from, statement }));
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
const readClause = (
  context: SentenceContext,
  segment: Segment,
  scope: Scope,
  { predicate, isFirst, sayings }: { predicate: Predicate; isFirst: boolean; sayings: Saying[] },
): Statement[] => {
  const { tokens, frame } = context;
  const isShared =
    isCoordinated(tokens, predicate.from, segment.from) ||
    (segment.before !== null && predicate.from - segment.from <= 1);
  const shared = isShared ? (scope.last ?? speakerGoesOn(context, segment, scope, predicate, isFirst)) : null;
  const named = predicate.isPassive
    ? subjectOf(context, predicate, segment)
    : (shared ?? subjectOf(context, predicate, segment));
  const subject =
    speaking(tokens, scope, named) ??
    (scope.hearsay?.at === predicate.from ? scope.hearsay.subject : null) ??
    speakerAsSubject(predicate, segment, scope.sources) ??
    unsaidAgent(context, segment, scope, predicate);
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
    if (subject !== null && !isUnnamed) sayings.push({ predicate, subject, end: scope.speechEnd });
    return [];
  }
  const isPlain = predicate.steps.length === 0;
  if (isPlain && subject?.source.actor === null && !predicate.isCopular && scope.sources.length === 0) {
    govern();
    return [];
  }
  const statement = statementOf(context, segment, scope, predicate, subject);
  govern();
  return forAll(statement, subject);
};

/** The statement of each of those who act together. */
const forAll = (statement: Statement, subject: Subject | null): Statement[] => [
  statement,
  ...(subject?.others ?? []).map(({ actor, rung }): Statement => ({
    ...statement,
    actor: { ...statement.actor, id: actor, rung },
  })),
];

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
