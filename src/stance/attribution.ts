/** Finds who is said to say what, in tokens: source, cue and content, before, after or around the content; one stage for the reader and for reports. */
import type { Sense } from "./lexicon/sense.ts";
import { COLON_REACH, DASHES, PUNCTUATION, QUOTES, type Range, RELATIVE } from "./marks.ts";
import { contentAfter, isOpenBefore, isReporting, quoteAfter, trim, trimmed } from "./reported.ts";
import { firstSubject, isPhraseEnd, phraseEnd, subjectBefore } from "./speaker.ts";
import { verbStepAt } from "./step.ts";
import type { Token } from "./tag.ts";

/** Where the source stands: before its content, after it, in the middle of it, or before a headline's colon. */
export type ReportForm = "before" | "after" | "around" | "colon";

export type Attribution = {
  form: ReportForm;
  source: Range;
  /** Whom a relative pronoun stands for, where the source is one; else the source. */
  speaker: Range;
  cue: Range;
  content: Range[];
  /** Whether the words say that something is said, and do nothing else ("said", "according to"; not "demanded"). */
  isSaying: boolean;
  /** Whether a quotation that is part of the content began in a sentence before, or goes on in the next. */
  isBegunBefore: boolean;
  goesOn: boolean;
};

/** Acts in words, whose object is what their subject speaks of. */
const VERBAL_ACTS = new Set([
  "accuse",
  "support",
  "concede",
  "threaten",
  "reject",
  "agree",
  "request",
  "protest",
  "consult",
]);
/** Nouns of saying, whose owner says what "that" begins. */
const CLAIMS = new Set(
  "claim assertion allegation suggestion argument belief view warning promise pledge contention admission insistence prediction conclusion hope fear statement remark".split(
    " ",
  ),
);
const POSSESSIVES = new Set(["his", "her", "its", "their", "our", "my", "your"]);
const BE = new Set(["is", "are", "was", "were", "be", "been", "being"]);
const NOMINAL = new Set(["DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"]);
/** How far behind an inverted verb its subject may end: "said Ada Quill, the island's first harbour minister". */
const INVERTED_REACH = 10;

/** Whom the sentence spoke of: in its main clause, and last. */
export type Spoken = { main: Range | null; last: Range | null };

/** The attribution whose cue stands at a token, or null. */
export const attributionAt = (tokens: readonly Token[], at: number, spoken: Spoken): Attribution | null => {
  const found =
    accordingTo(tokens, at) ??
    headlineColon(tokens, at) ??
    signature(tokens, at) ??
    claim(tokens, at) ??
    verbAttribution(tokens, at, spoken);
  return found !== null && found.source.to > found.source.from ? found : null;
};

/** All attributions of a sentence, in the order of their cues. */
export const findAttributions = (tokens: readonly Token[]): Attribution[] => {
  const found: Attribution[] = [];
  const first = firstSubject(tokens);
  const spoken: Spoken = { main: first, last: first };
  for (let at = 0; at < tokens.length; at++) {
    const attribution = attributionAt(tokens, at, spoken);
    if (attribution === null) continue;
    if (found.length === 0) spoken.main = attribution.source;
    spoken.last = attribution.source;
    found.push(attribution);
    at = Math.max(at, attribution.cue.to - 1);
  }
  return found;
};

const of = (
  form: ReportForm,
  source: Range,
  cue: Range,
  content: readonly Range[],
  more: Partial<Attribution> = {},
): Attribution => ({
  form,
  source,
  speaker: source,
  cue,
  content: [...content],
  isSaying: true,
  isBegunBefore: false,
  goesOn: false,
  ...more,
});

/** "According to officials, …" and "…, according to officials". */
const accordingTo = (tokens: readonly Token[], at: number): Attribution | null => {
  if (tokens[at]?.lower !== "according" || tokens[at + 1]?.lower !== "to") return null;
  const from = at + 2;
  let to = from;
  while (to < tokens.length && !isPhraseEnd(tokens, to, true)) to++;
  const isFirst = at <= 1;
  const content = isFirst ? [{ from: to, to: tokens.length }] : [{ from: 0, to: at }];
  if (!isFirst && to < tokens.length - 2) content.push({ from: to, to: tokens.length });
  return of(
    content.length > 1 ? "around" : isFirst ? "before" : "after",
    trim(tokens, { from, to }),
    { from: at, to: at + 2 },
    trimmed(tokens, content),
  );
};

/** "Quill: no talks". */
const headlineColon = (tokens: readonly Token[], at: number): Attribution | null => {
  if (tokens[at]?.lower !== ":" || at === 0 || at > COLON_REACH || at >= tokens.length - 2) return null;
  if (tokens[0]?.isCapital !== true || tokens.slice(0, at).some(({ pos }) => pos === "VERB" || pos === "AUX"))
    return null;
  return of(
    "colon",
    { from: 0, to: at },
    { from: at, to: at + 1 },
    trimmed(tokens, [{ from: at + 1, to: tokens.length }]),
  );
};

/** "“The strait will close.” ― Ada Quill": a short name under a quotation. */
const signature = (tokens: readonly Token[], at: number): Attribution | null => {
  const before = tokens[at - 1];
  if (!DASHES.has(tokens[at]?.lower ?? "") || (before !== undefined && !QUOTES.has(before.lower))) return null;
  const source = trim(tokens, { from: at + 1, to: tokens.length });
  if (source.to <= source.from || source.to - source.from > COLON_REACH) return null;
  if (
    tokens[source.from]?.isCapital !== true ||
    tokens.slice(at + 1).some(({ pos }) => pos === "VERB" || pos === "AUX")
  )
    return null;
  return of("after", source, { from: at, to: at + 1 }, trimmed(tokens, [{ from: 0, to: at }]), {
    isBegunBefore: true,
  });
};

/** "Quill's claim that …". */
const claim = (tokens: readonly Token[], at: number): Attribution | null => {
  const token = tokens[at];
  if (token === undefined || !CLAIMS.has(token.lower) || tokens[at + 1]?.lower !== "that") return null;
  const before = tokens[at - 1]?.lower ?? "";
  const isPossessive = before === "'s" || before === "'";
  if (!isPossessive && !/^(?:his|her|their|its)$/.test(before)) return null;
  const to = isPossessive ? at - 1 : at;
  let from = to;
  while (from > 0 && (tokens[from - 1]?.pos === "PROPN" || tokens[from - 1]?.pos === "NOUN")) from--;
  if (!isPossessive) from = at - 1;
  return of("before", { from, to: at }, { from: at, to: at + 1 }, contentAfter(tokens, at + 1), {
    speaker: { from, to },
  });
};

/** A verb; or a word that can be one where only a verb can stand ("she reports that", "polls show a close contest"). */
export const isVerbLike = (tokens: readonly Token[], at: number): boolean => {
  const token = tokens[at];
  if (token === undefined) return false;
  if (token.pos === "VERB") return true;
  const { info } = token;
  if (token.pos !== "NOUN" || info?.verb === undefined || info.verb === null || token.isCapital) return false;
  const before = tokens[at - 1];
  const next = tokens[at + 1];
  if (before === undefined) return false;
  if (!info.forms.has("s") && !(info.forms.has("base") && before.lower.endsWith("s"))) return false;
  const isBehindName = before.pos === "PROPN" || before.pos === "NOUN";
  if (before.pos === "PRON" && !POSSESSIVES.has(before.lower)) return true;
  const isNoun = info.noun.length > 0;
  // "…, forecasts the institute"
  if (before.lower === ",") return !isNoun && (next?.pos === "PROPN" || next?.pos === "DET" || next?.pos === "NOUN");
  if (!isBehindName) return false;
  if (next === undefined || next.lower === ".") return !isNoun;
  if (next.pos === "ADP") return !isNoun && before.pos === "PROPN";
  return (
    next.lower === "that" || next.lower === "to" || next.pos === "DET" || next.pos === "PRON" || QUOTES.has(next.lower)
  );
};

const verbAttribution = (tokens: readonly Token[], at: number, spoken: Spoken): Attribution | null => {
  if (!isVerbLike(tokens, at)) return null;
  const token = tokens[at];
  const before = tokens[at - 1];
  const step = verbStepAt(tokens, at) ?? quotingStep(tokens, at);
  if (token === undefined || step === null) return null;
  const isSaying = step.sense === null || step.sense.behaviour === "say";
  const isVerbal = step.sense === null || isVerbalSense(step.sense);
  if (!isVerbal || before?.pos === "DET" || before?.lower === "'s") return null;
  const groupStart = verbGroupStart(tokens, at);
  const cue = { from: groupStart, to: step.to };
  const isParticiple = token.info?.forms.has("ing") === true;
  if (!isParticiple && (isSaying || isQuote(tokens, groupStart - 1))) {
    const inverted = invertedAttribution(tokens, cue);
    if (inverted !== null) return { ...inverted, isSaying };
  }
  if (BE.has(before?.lower ?? "") && token.info?.forms.has("ing") !== true) return null;
  const shared = sharedSource(tokens, groupStart, spoken);
  const subject = shared ?? subjectBefore(tokens, groupStart);
  if (subject === null) return null;
  const relative =
    shared === null && RELATIVE.has(tokens[groupStart - 1]?.lower ?? "")
      ? { from: groupStart - 1, to: groupStart }
      : null;
  const source = relative ?? subject;
  const after = isSaying && shared === null && relative === null ? contentBefore(tokens, source, cue) : null;
  if (after !== null) return after;
  const content = contentAfter(tokens, step.to);
  const next = tokens.length - step.to <= 1;
  return content.length === 0 && !next
    ? null
    : of("before", source, cue, content, { speaker: subject, isSaying, goesOn: content.length === 0 });
};

const isVerbalSense = (sense: Sense): boolean =>
  isReporting(sense) || (sense.behaviour === "act" && sense.act !== null && VERBAL_ACTS.has(sense.act));

/** "“…,” she sings", "Quill continued: “…”": beside a quotation any verb is one of saying. */
const quotingStep = (tokens: readonly Token[], at: number): { to: number; sense: null } | null => {
  const next = tokens[at + 1]?.lower ?? "";
  if (next === ":" && QUOTES.has(tokens[at + 2]?.lower ?? "")) return { to: at + 1, sense: null };
  const subject = subjectBefore(tokens, at);
  return subject !== null && subject.from > 1 && isQuote(tokens, subject.from - 1) ? { to: at + 1, sense: null } : null;
};

/** "… and said", "…, adding", "took to the square to accuse": the source is whom the sentence spoke of. */
const sharedSource = (tokens: readonly Token[], at: number, { main, last }: Spoken): Range | null => {
  const word = tokens[at - 1]?.lower ?? "";
  if (word === "and" || word === "but") return last;
  if (tokens[at]?.lower === "to") return main;
  if (tokens[at - 1]?.pos === "ADP" && tokens[at]?.info?.forms.has("ing") === true) return main;
  return word === "," && tokens[at]?.info?.forms.has("ing") === true ? main : null;
};

const isQuote = (tokens: readonly Token[], at: number): boolean => QUOTES.has(tokens[at]?.lower ?? "");

const verbGroupStart = (tokens: readonly Token[], at: number): number => {
  let start = at;
  while (
    start > 0 &&
    (tokens[start - 1]?.pos === "AUX" || tokens[start - 1]?.pos === "PART" || tokens[start - 1]?.pos === "ADV") &&
    tokens[start - 1]?.lower !== "'s"
  )
    start--;
  return start;
};

/** "…," said Quill; "…" said only at the end. */
const invertedAttribution = (tokens: readonly Token[], cue: Range): Attribution | null => {
  const mark = tokens[cue.from - 1]?.lower ?? "";
  if (cue.from === 0 || (mark !== "," && mark !== "?" && mark !== "!" && !QUOTES.has(mark))) return null;
  if (!NOMINAL.has(tokens[cue.to]?.pos ?? "")) return null;
  // "…, said he would": what follows is the content, and its own subject and verb.
  const to = Math.min(phraseEnd(tokens, cue.to), cue.to + INVERTED_REACH);
  if (to === cue.to || (!tokens[to]?.isCapital && (tokens[to]?.pos === "VERB" || tokens[to]?.pos === "AUX")))
    return null;
  const content = [{ from: 0, to: cue.from }, ...quoteAfter(tokens, to)];
  return of("after", { from: cue.to, to }, cue, trimmed(tokens, content), {
    isBegunBefore: isOpenBefore(tokens, cue.from),
    goesOn: content.length === 1,
  });
};

/** "…, Quill said": the words before the source are the content where none follow the verb. */
const contentBefore = (tokens: readonly Token[], source: Range, cue: Range): Attribution | null => {
  const mark = tokens[source.from - 1]?.lower ?? "";
  const isMarked = mark === "," || QUOTES.has(mark) || DASHES.has(mark);
  if (source.from < 2 || !isMarked) return null;
  // "…, Quill told the council on Monday.": who hears it is no content.
  const told = TELLING.has(tokens[cue.to - 1]?.lower ?? "") ? hearerEnd(tokens, cue.to) : cue.to;
  const next = tokens[told];
  const isDone =
    next === undefined ||
    PUNCTUATION.has(next.lower) ||
    next.pos === "ADP" ||
    next.pos === "ADV" ||
    next.lower.endsWith("day") ||
    WHEN.has(next.lower);
  const isColonAfterHearer = told > cue.to && !QUOTES.has(tokens[told + 1]?.lower ?? "");
  if (!isDone || (next?.lower === ":" && !isColonAfterHearer)) return null;
  const comma = next?.lower === "," ? told : -1;
  const content: Range[] = [
    { from: clauseStart(tokens, source.from - 1), to: source.from - 1 + (QUOTES.has(mark) ? 1 : 0) },
  ];
  const isAround =
    comma !== -1 &&
    tokens[comma + 1] !== undefined &&
    tokens[comma + 1]?.pos !== "VERB" &&
    tokens[comma + 1]?.lower !== "but" &&
    tokens[comma + 1]?.lower !== "yet" &&
    !QUOTES.has(tokens[comma + 1]?.lower ?? "") &&
    tokens.length - comma > 4;
  if (isAround) content.push({ from: comma + 1, to: tokens.length });
  const quoted = isAround ? [] : quoteAfter(tokens, told);
  return of(isAround ? "around" : "after", source, cue, trimmed(tokens, [...content, ...quoted]), {
    isBegunBefore: isOpenBefore(tokens, source.from),
    goesOn: quoted.length === 0,
  });
};

/** Behind who hears it: a mark, a preposition or the end. */
const hearerEnd = (tokens: readonly Token[], from: number): number => {
  const end = phraseEnd(tokens, from);
  for (let at = from + 1; at < end; at++) if (tokens[at]?.pos === "ADP") return at;
  return end;
};

/** Time words that a verb of saying may be followed by. */
const WHEN = new Set(["last", "hours", "minutes", "days", "weeks", "this", "early", "late"]);
const TELLING = new Set(["told", "tells", "tell"]);

const clauseStart = (tokens: readonly Token[], end: number): number => {
  for (let at = end - 1; at > 0; at--) if (tokens[at]?.lower === ";") return at + 1;
  return 0;
};
