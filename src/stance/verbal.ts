/** Finds attributions by verbs of saying and their like, before, after or around what is said. */
import type { Sense } from "./lexicon/sense.ts";
import { DASHES, PUNCTUATION, QUOTES, type Range, RELATIVE } from "./marks.ts";
import { type Attribution, attributionOf, type Spoken } from "./report-form.ts";
import { contentAfter, isOpenBefore, isReporting, quoteAfter, trimmed } from "./reported.ts";
import { phraseEnd, subjectBefore } from "./speaker.ts";
import { verbStepAt } from "./step.ts";
import type { Token } from "./tag.ts";

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
const POSSESSIVES = new Set(["his", "her", "its", "their", "our", "my", "your"]);
const BE = new Set(["is", "are", "was", "were", "be", "been", "being"]);
const NOMINAL = new Set(["DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"]);
/** How far behind an inverted verb its subject may end: "said Ada Quill, the island's first harbour minister". */
const INVERTED_REACH = 10;

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

export const verbAttribution = (tokens: readonly Token[], at: number, spoken: Spoken): Attribution | null => {
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
    : attributionOf("before", source, cue, content, { speaker: subject, isSaying, goesOn: content.length === 0 });
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
  return attributionOf("after", { from: cue.to, to }, cue, trimmed(tokens, content), {
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
  return attributionOf(isAround ? "around" : "after", source, cue, trimmed(tokens, [...content, ...quoted]), {
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
