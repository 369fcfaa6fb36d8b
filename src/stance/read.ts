/** Reads an item: plain text, sentences, who acts, what it amounts to, how it is asserted and who reports it. */
import type { Evidence, Factuality, Link, Polarity, Source, Statement, TextField } from "../model.ts";
import { attribute, type Segment } from "./attribution.ts";
import { normaliseCase } from "./case.ts";
import { compose } from "./compose.ts";
import { type Predicate, readNominal, readPlainPredicate, readPredicate } from "./predicate.ts";
import { changeOf, conditionOf } from "./condition.ts";
import { evidenceOf, type Memory, phraseOf, rungOf, type SentenceContext } from "./context.ts";
import { embeddingOf, governedEnd, isInCondition } from "./embedding.ts";
import { factualityOf, type Frame, frameOf } from "./factuality.ts";
import { withHeadlineVerb } from "./headline.ts";
import { languageOf } from "./language.ts";
import { type CompiledActors, findMentions, type Mention } from "./mention.ts";
import { splitSentences } from "./sentence.ts";
import type { Subject } from "./resolve.ts";
import { isCoordinated, isSpeaker, isThirdPerson, isVerb, patientOf, subjectOf } from "./subject.ts";
import { tagSentence, type Token } from "./tag.ts";
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
  const memory: Memory = { subject: null, person: null, group: [], topic: null };
  const title = readField(text.title, "title", actors, memory);
  memory.topic = memory.subject;
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
      condition: conditionOf(sentence),
      change: changeOf(sentence),
    });
  });
};

/** A name is a name, whatever else its words can mean ("Fed", "Shell", "Opposition"). */
const withNames = (tokens: readonly Token[], mentions: readonly Mention[]): Token[] => {
  let next = 0;
  return tokens.map((token) => {
    while ((mentions[next]?.end ?? Infinity) <= token.start) next++;
    const mention = mentions[next];
    const isNamed = mention !== undefined && mention.start < token.end && mention.kind !== "demonym";
    return isNamed && token.info !== undefined ? { ...token, pos: "PROPN", info: undefined } : token;
  });
};

/** "Will Northland veto the plan?": behind a helper and its subject stands the verb, whatever the tagger makes of it. */
const asAsked = (tokens: Token[], mentions: readonly Mention[]): Token[] => {
  if (tokens[0]?.pos !== "AUX" || tokens.at(-1)?.lower !== "?") return tokens;
  const start = (tokens[1]?.pos === "DET" ? tokens[2] : tokens[1])?.start;
  const subject = mentions.find((mention) => mention.start === start);
  const at = subject === undefined ? -1 : tokens.findIndex((token) => token.start >= subject.end);
  const forms = tokens[at]?.info?.forms;
  if (forms?.has("base") !== true && forms?.has("participle") !== true) return tokens;
  return tokens.map((token, index) => (index === at ? { ...token, pos: "VERB" } : token));
};

const readSentence = (context: SentenceContext): Statement[] => {
  const segments = attribute(context.tokens, context.mentions, context.frame.isTitle);
  const statements = segments.flatMap((segment) => readSegment(context, segment));
  const spoken = context.mentions.filter((mention) => mention.kind !== "demonym");
  const actor = statements.find((statement) => statement.actor.id !== null)?.actor.id;
  remember(context.memory, spoken, actor ?? null);
  return statements;
};

/** Whom the sentence was about, and who was named in it together, for the next. */
const remember = (memory: Memory, spoken: readonly Mention[], actor: string | null): void => {
  memory.subject = spoken.find((mention) => mention.actor === actor) ?? spoken[0] ?? memory.subject;
  memory.person = spoken.findLast(({ kind }) => kind === "person") ?? memory.person;
  const [first, ...rest] = spoken;
  const others = rest.filter((mention) => mention.actor !== first?.actor);
  const [second] = others;
  if (first !== undefined && second !== undefined && others.every((mention) => mention.actor === second.actor))
    memory.group = [first, second];
};

/** What the clauses read so far mean for the next: who speaks, how it is governed, whose predicate it may share. */
type Scope = {
  outer: Source[];
  sources: Source[];
  speechEnd: number;
  embedding: { factuality: Factuality; end: number } | null;
  last: Subject | null;
  /** Of whom something "is said": the subject of the predicate that begins right there. */
  hearsay: { subject: Subject; at: number } | null;
};

const readSegment = (context: SentenceContext, segment: Segment): Statement[] => {
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

const statementOf = (
  context: SentenceContext,
  segment: Segment,
  scope: Scope,
  predicate: Predicate,
  subject: Subject | null,
): Statement => {
  const { tokens, frame, condition, change } = context;
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

/** "Northland's acceptance of the terms": what somebody's noun says, wherever it stands in the sentence. */
const nominals = (context: SentenceContext, segment: Segment, scope: Scope): { at: number; statement: Statement }[] => {
  const { tokens } = context;
  return context.mentions.flatMap((mention) => {
    const after = tokens.findIndex((token) => token.start >= mention.end);
    if (after < segment.from || after >= segment.to) return [];
    const isPossessive = tokens[after]?.lower === "'s" || tokens[after]?.lower === "'";
    if (!isPossessive && mention.kind !== "demonym") return [];
    let at = isPossessive ? after + 1 : after;
    while (tokens[at]?.pos === "ADJ" && readNominal(tokens, at) === null) at++;
    const predicate = at < segment.to && tokens[at]?.pos !== "VERB" ? readNominal(tokens, at) : null;
    if (predicate === null || predicate.content.to === predicate.content.from) return [];
    const from = tokens.findIndex((token) => token.start >= mention.start);
    const source: Source = {
      text: context.text.slice(mention.start, mention.end),
      actor: mention.actor,
      rung: rungOf(mention),
    };
    const subject: Subject = { source, by: "name", others: [], from, to: after, isNegative: false };
    return [{ at, statement: statementOf(context, segment, scope, predicate, subject) }];
  });
};

/** "Kim: no talks": a source's words without a verb refuse what they name. */
const verbless = (context: SentenceContext, segment: Segment, scope: Scope): { at: number; statement: Statement }[] => {
  const { tokens } = context;
  const at = tokens.findIndex((token, index) => index >= segment.from && token.pos !== "PUNCT");
  const speaker = scope.outer.at(-1);
  if (speaker === undefined || at === -1 || at >= segment.to || tokens[at]?.lower !== "no") return [];
  let to = at + 1;
  while (to < segment.to && tokens[to]?.pos !== "PUNCT" && !isVerb(tokens, to)) to++;
  if (isVerb(tokens, to)) return [];
  const predicate: Predicate = {
    from: at,
    to: at + 1,
    steps: [],
    isNegated: true,
    modal: null,
    isPassive: false,
    isCopular: false,
    isFuture: false,
    isPast: false,
    isPerfect: false,
    content: { from: at + 1, to },
  };
  const subject = asSpeaker(speaker, at);
  return [
    {
      at,
      statement: {
        ...statementOf(context, segment, { ...scope, sources: scope.outer }, predicate, subject),
        act: "reject",
      },
    },
  ];
};

/** A predicate cannot begin with these, whatever the tagger says. */
const NOT_VERBS = new Set(["according", "including", "following", "regarding", "concerning", "pending", "during"]);

const startsPredicate = (tokens: readonly Token[], at: number, frame: Frame): boolean => {
  const token = tokens[at];
  if (token === undefined || NOT_VERBS.has(token.lower)) return false;
  if (token.pos === "VERB" || token.pos === "AUX") return isVerb(tokens, at) && !isGerundNoun(tokens, at);
  if (isThirdPerson(tokens, at) || isInfinitive(tokens, at)) return true;
  const hasForms = token.info?.verb !== null && token.info?.verb !== undefined;
  // Headlines drop what tells the tagger that a word is a verb: "Japan tests ban", "Seoul set to talk".
  const isNominal = token.pos === "NOUN" || token.pos === "ADJ" || token.pos === "PROPN";
  if (frame.isTitle && hasForms && at > 0 && isNominal && !token.isCapital && token.info?.forms.has("base") !== true)
    return true;
  return (
    frame.isTitle &&
    at > 0 &&
    (token.info?.adjective.length ?? 0) > 0 &&
    tokens[at + 1]?.pos !== "NOUN" &&
    tokens[at + 1]?.pos !== "PROPN" &&
    !(PARTICLES.has(token.lower) && hasVerbBefore(tokens, at))
  );
};

const PARTICLES = new Set(["out", "over", "off", "about", "against"]);
/** "Fund sells out": with a verb in its clause already, no copula was dropped. */
const hasVerbBefore = (tokens: readonly Token[], at: number): boolean => {
  for (let back = at - 1; back >= 0 && tokens[back]?.pos !== "PUNCT"; back--) if (isVerb(tokens, back)) return true;
  return false;
};

/** "The Oslo meeting": behind a noun and before nothing, a word in -ing is a noun. */
const isGerundNoun = (tokens: readonly Token[], at: number): boolean => {
  const before = tokens[at - 1]?.pos;
  const next = tokens[at + 1]?.pos ?? "PUNCT";
  const isBehindNoun = before === "NOUN" || before === "PROPN" || before === "ADJ";
  return isBehindNoun && tokens[at]?.lower.endsWith("ing") === true && (next === "PUNCT" || next === "ADP");
};

const isInfinitive = (tokens: readonly Token[], at: number): boolean =>
  tokens[at - 1]?.lower === "to" && tokens[at]?.pos === "ADV" && tokens[at]?.info?.forms.has("base") === true;

/** "Kim: will not budge": with no subject of its own, what a source says is about the source. */
const speakerAsSubject = (predicate: Predicate, segment: Segment, sources: readonly Source[]): Subject | null => {
  const speaker = sources.at(-1);
  const isFirst = predicate.from - segment.from <= 1;
  return speaker === undefined || (!isFirst && segment.source !== null) || predicate.isPassive
    ? null
    : asSpeaker(speaker, predicate.from);
};

/** Whoever speaks acts, though no word before the predicate says so. */
const asSpeaker = (source: Source, at: number): Subject => ({
  source,
  by: source.actor === null ? null : "speaker",
  others: [],
  from: at,
  to: at,
  isNegative: false,
});

const PRONOUN = /^(?:(?:he|she|they|it)$|(?:his|her|their|its) )/;

const resolveSource = (context: SentenceContext, source: Source): Source => {
  const { subject } = context.memory;
  return source.actor === null && subject !== null && PRONOUN.test(source.text)
    ? { ...source, actor: subject.actor, rung: rungOf(subject) }
    : source;
};
