/** Finds the words that tell an actor's act: the clause it is the subject or the agent of, its verb, and the mood that the verb stands in. */
import { type Place, verbsAfter } from "./act-rules.ts";
import { verbStepAt } from "./step.ts";
import type { Token } from "./tag.ts";

/** How the deed is put: as intended, owed, possible, or plainly. */
export type Mood = "future" | "commit" | "duty" | "maybe" | "plain";
/** Whose the deed is: the subject's, or that of whom a saying is about. */
export type Voice = "subject" | "agent" | "said self" | "said other" | "said before";

export type Clause = {
  voice: Voice;
  /** The first token read, and the token after the last. */
  start: number;
  end: number;
  /** The verb that tells what is done; of a promise, what is promised. */
  verb: number;
  /** The word of promising before it, or -1. */
  outer: number;
  mood: Mood;
  isNegated: boolean;
};

/** How many tokens are read from the verb on, and how many before an agent. */
const REACH = 24;
const AGENT_REACH = 14;
/** How far behind its verb the content of a saying may begin, and behind a promise its infinitive. */
const CONTENT_REACH = 30;
const INFINITIVE_REACH = 5;

const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));
/** Words before a verb that say nothing of what is done. */
export const HELPERS: ReadonlySet<string> = words(
  "be is are was were been being am has have had having do does did will would may might could can should must shall ought 's 've 'd 'll not n't to also again now already still just once first",
);
const NEGATION = words("not n't never no without cannot");
const SELF = words("it they he she we i");
const moods = (mood: Mood, list: string): [string, Mood][] => list.split(" ").map((word) => [word, mood]);
const MOODS = new Map<string, Mood>([
  ...moods("future", "will would shall 'll to going"),
  ...moods("duty", "must should ought"),
  ...moods("maybe", "may might could can"),
]);

/** The clause of an actor. */
export const clauseOf = (tokens: readonly Token[], place: Place): Clause => {
  const { before } = place;
  const isAgent = tokens[before]?.lower === "by" || tokens[before - 1]?.lower === "by";
  return withMood(tokens, isAgent ? agentSpan(tokens, before) : subjectSpan(tokens, place));
};

/** The clause whose verb group begins at a token, whoever its subject is. */
export const clauseFrom = (tokens: readonly Token[], at: number): Clause =>
  withMood(tokens, {
    voice: "subject",
    start: at,
    end: Math.min(tokens.length, at + REACH),
    verb: mainVerb(tokens, at),
  });

const withMood = (tokens: readonly Token[], span: Span): Clause => {
  const promised = span.voice === "agent" ? -1 : promiseOf(tokens, span.verb);
  const verb = promised === -1 ? span.verb : mainVerb(tokens, promised);
  let mood: Mood = promised === -1 ? "plain" : "commit";
  let isNegated = false;
  for (let at = span.start; at <= verb; at++) {
    const word = tokens[at]?.lower ?? "";
    const own = MOODS.get(word);
    if (own !== undefined && at < verb && (promised === -1 || own !== "future")) mood = own;
    isNegated ||= NEGATION.has(word);
  }
  return { ...span, verb, outer: promised === -1 ? -1 : span.verb, mood, isNegated };
};

type Span = Pick<Clause, "voice" | "start" | "end" | "verb">;

/** "Was condemned by X": the words before the agent. */
const agentSpan = (tokens: readonly Token[], before: number): Span => {
  const start = Math.max(0, before - AGENT_REACH);
  const end = before + 1;
  for (let at = before; at >= start; at--) {
    const token = tokens[at];
    if (token?.info?.forms.has("participle") === true || token?.pos === "VERB")
      return { voice: "agent", start, end, verb: at };
  }
  return { voice: "agent", start, end, verb: start };
};

/** The words from the subject's verb on; of a saying, those of what is said. */
const subjectSpan = (tokens: readonly Token[], { before, after }: Place): Span => {
  const first = after === -1 ? undefined : verbsAfter(tokens, after)[0];
  const start = first ?? Math.max(0, after);
  const verb = mainVerb(tokens, start);
  if (first === undefined || !isPlainSaying(tokens, verb))
    return { voice: "subject", start, end: Math.min(tokens.length, start + REACH), verb };
  for (let at = verb + 1; at < tokens.length && at - verb < CONTENT_REACH; at++) {
    if (!isVerbal(tokens[at])) continue;
    const isSelf = at === verb + 1 || SELF.has(tokens[at - 1]?.lower ?? "");
    const end = Math.min(tokens.length, at + REACH);
    return { voice: isSelf ? "said self" : "said other", start: at, end, verb: mainVerb(tokens, at) };
  }
  // "The raid was a crime, X said": the words before.
  const told = Math.max(0, tokens.slice(0, Math.max(0, before)).findIndex(isVerbal));
  return { voice: "said before", start: told, end: Math.max(before, told + 1), verb: mainVerb(tokens, told) };
};

const isVerbal = (token: Token | undefined): boolean => token?.pos === "VERB" || token?.pos === "AUX";

const isPlainSaying = (tokens: readonly Token[], at: number): boolean => {
  const sense = verbStepAt(tokens, at)?.sense;
  return sense !== undefined && sense.behaviour === "say" && sense.act === null;
};

/** "Promised nurses to pay", "is ready to talk": where what is promised begins, or -1. */
const promiseOf = (tokens: readonly Token[], at: number): number => {
  const isPromise =
    verbStepAt(tokens, at)?.sense.behaviour === "commit" ||
    tokens[at]?.info?.adjective.some(({ sense }) => sense.behaviour === "commit") === true;
  if (!isPromise) return -1;
  for (let to = at + 1; to <= at + INFINITIVE_REACH; to++) {
    const next = tokens[to + 1]?.pos;
    if (tokens[to]?.lower === "to" && (next === "VERB" || next === "ADV")) return to + 1;
  }
  return -1;
};

/** Past helpers and adverbs to the verb that says what is done. */
const mainVerb = (tokens: readonly Token[], from: number): number => {
  let at = from;
  while (at < tokens.length - 1 && (HELPERS.has(tokens[at]?.lower ?? "") || tokens[at]?.pos === "ADV")) at++;
  return at;
};
