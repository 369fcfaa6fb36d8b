/** Cuts a sentence into runs of words by who stands behind them; a source's own words are left out. */
import type { Source } from "../model.ts";
import { attributionAt } from "./attribution.ts";
import type { Attribution } from "./report-form.ts";
import { isVerbLike } from "./verbal.ts";
import type { SentenceContext } from "./context.ts";
import { COLON_REACH, DASHES, QUOTES, type Range } from "./marks.ts";
import { nounPhrase } from "./resolve.ts";
import { sourceOf } from "./source.ts";
import { verbStepAt } from "./step.ts";
import type { Token } from "./tag.ts";

/** A run of tokens (half-open) that one source stands behind, or nobody: the outlet itself. */
export type Segment = {
  from: number;
  to: number;
  source: Source | null;
  /** Who spoke right before, and may go on (", adding that …"). */
  before: Source | null;
};

/** A run and the sentence as the run sees it: without the source's words, where they stand in its middle. */
export type Run = { context: SentenceContext; segment: Segment };

/** Behind fewer words nothing can be attributed. */
const CONTENT_MINIMUM = 2;
/** What stands behind a source is read where it is a clause: so many words. */
const REST_MINIMUM = 4;

/** The runs of a sentence, in order. */
export const runsOf = (context: SentenceContext): Run[] => {
  const { tokens } = context;
  const whole = (source: Source | null): Run[] => [
    { context, segment: { from: 0, to: tokens.length, source, before: null } },
  ];
  const colon = colonAt(context);
  if (colon !== null) return [colon];
  const dash = context.frame.isTitle ? dashAt(context) : null;
  if (dash !== null) return [dash];
  const attribution = outerAttribution(context);
  if (attribution === null) {
    // A quotation goes on: "“…,” Quill said. “It will not open.”"
    const isGoingOn = context.memory.speaker !== null && QUOTES.has(tokens[0]?.lower ?? "");
    if (!isGoingOn) context.memory.speaker = null;
    return whole(context.memory.speaker);
  }
  const source = speakerOf(context, attribution);
  context.memory.speaker = attribution.goesOn ? source : null;
  const [first, second] = attribution.content;
  if (first === undefined) return whole(null);
  if (attribution.form === "around" && second !== undefined) return [spliced(context, first, second, source)];
  const said: Run = { context, segment: { ...first, source, before: null } };
  const behind = Math.max(attribution.source.to, attribution.cue.to);
  if (second !== undefined) return [said, { context, segment: { ...second, source, before: null } }];
  const isClause = tokens.length - behind >= REST_MINIMUM && attribution.form === "after";
  return isClause
    ? [said, { context, segment: { from: behind, to: tokens.length, source: null, before: source } }]
    : [said];
};

const speakerOf = (context: SentenceContext, { source }: Attribution): Source =>
  nounPhrase(context, source.from, source.to)?.source ?? { text: "", actor: null, rung: "outlet" };

/** "The strait, she said, will stay closed": read as if nobody interrupted. */
const spliced = (context: SentenceContext, first: Range, second: Range, source: Source): Run => {
  const { tokens } = context;
  const shown = [...tokens.slice(first.from, first.to), ...tokens.slice(second.from)];
  const to = shown.length - (tokens.length - second.to);
  return { context: { ...context, tokens: shown }, segment: { from: 0, to, source, before: null } };
};

/** "Kim: no talks". */
const colonAt = (context: SentenceContext): Run | null => {
  const { tokens } = context;
  const at = tokens.findIndex(({ lower }) => lower === ":");
  if (at <= 0 || at > COLON_REACH || at >= tokens.length - 2) return null;
  if (sourceOf(tokens, 0, at, context.mentions) === null || hasVerb(tokens, at)) return null;
  const source = nounPhrase(context, 0, at)?.source ?? null;
  return { context, segment: { from: at + 1, to: tokens.length, source, before: null } };
};

const hasVerb = (tokens: readonly Token[], to: number): boolean => {
  for (let at = 0; at < to; at++) if (tokens[at]?.pos === "VERB") return true;
  return false;
};

/** "No talks - Kim", "No talks, sources - Reuters". */
const dashAt = (context: SentenceContext): Run | null => {
  const { tokens } = context;
  const dash = tokens.findLastIndex((token, at) => DASHES.has(token.lower) && isSpaced(tokens, at));
  if (dash <= CONTENT_MINIMUM || tokens.length - dash - 1 > COLON_REACH || dash >= tokens.length - 1) return null;
  if (sourceOf(tokens, dash + 1, tokens.length, context.mentions) === null) return null;
  const source = nounPhrase(context, dash + 1, tokens.length)?.source ?? null;
  return { context, segment: { from: 0, to: dash, source, before: null } };
};

/** A dash inside a word ("water-share") attributes nothing. */
const isSpaced = (tokens: readonly Token[], at: number): boolean =>
  (tokens[at]?.start ?? 0) > (tokens[at - 1]?.end ?? 0) && (tokens[at + 1]?.start ?? 0) > (tokens[at]?.end ?? 0);

const NOBODY = { main: null, last: null };

/** The attribution that stands behind, around or before the rest of its sentence: "…, Kim said", "according to Kim, …"; the last there is. */
const outerAttribution = (context: SentenceContext): Attribution | null => {
  const { tokens, mentions } = context;
  for (let at = tokens.length - 1; at >= 0; at--) {
    const token = tokens[at];
    if (token === undefined || !mayAttribute(tokens, at)) continue;
    const found = attributionAt(tokens, at, NOBODY);
    if (found === null || !found.isSaying || (found.form === "before" && token.lower !== "according")) continue;
    if (found.form === "colon" || (found.content[0]?.to ?? 0) - (found.content[0]?.from ?? 0) < CONTENT_MINIMUM)
      continue;
    if (sourceOf(tokens, found.source.from, found.source.to, mentions) !== null) return found;
  }
  return null;
};

const mayAttribute = (tokens: readonly Token[], at: number): boolean => {
  const token = tokens[at];
  if (token?.lower === "according") return true;
  if (at <= CONTENT_MINIMUM || token?.info?.verb === null || token?.info?.verb === undefined) return false;
  const sense = isVerbLike(tokens, at) ? verbStepAt(tokens, at)?.sense : undefined;
  return sense?.behaviour === "say";
};
