/** Finds who is reported to say what: source, cue and content, before, after or around the content, also where quotes run over sentences. */
import { splitSentences } from "./sentence.ts";
import { verbStepAt } from "./step.ts";
import { tagSentence, type Token } from "./tag.ts";

/** Half-open, in characters of the text. */
export type TextSpan = { start: number; end: number };

/** Where the source stands: before its content, after it, in the middle of it, or before a headline's colon. */
export type ReportForm = "before" | "after" | "around" | "colon";

export type Report = { form: ReportForm; source: TextSpan; cue: TextSpan; content: TextSpan[] };

/** Half-open, in tokens. */
type Range = { from: number; to: number };

/** What the words of these behaviours govern is their subject's view. */
const REPORTING = new Set(["say", "deny", "doubt", "request", "want", "commit", "refuse", "consider"]);
/** Acts in words, whose object is what their subject speaks of. */
const VERBAL_ACTS = new Set(["accuse", "support", "concede", "threaten", "reject"]);
const QUOTES = new Set(['"', "“", "”", "''", "``", "'", "‘"]);
const PUNCTUATION = new Set([",", ".", ";", ":", "?", "!", "—", "–", "-", ...QUOTES]);
/** Words that end a subject on its left. */
const EDGES = new Set(
  "; : . ? ! — – ( ) that but while whereas because after before as when if unless whether where since until although though than so and or".split(
    " ",
  ),
);
const RELATIVE = new Set(["who", "which", "whom", "whose", "that"]);
const BE = new Set(["is", "are", "was", "were", "be", "been", "being"]);
const MARKS = new Set([":", "—", "–", "-", "―"]);
/** How far a subject may reach back, asides included. */
const SUBJECT_REACH = 40;
/** A headline's source is short. */
const COLON_REACH = 7;
/** How far behind an inverted verb its subject may end: "said Ada Quill, the island's first harbour minister". */
const INVERTED_REACH = 10;

/** All reports of a text, in the order of their cues. */
export const findReports = (text: string): Report[] => {
  const sentences = splitSentences(text).map(({ start, end }) => tagSentence(text.slice(start, end), start));
  return sentences.flatMap((tokens, index) =>
    reportsOf(tokens, sentences[index - 1] ?? [], sentences[index + 1] ?? []),
  );
};

const reportsOf = (tokens: readonly Token[], before: readonly Token[], next: readonly Token[]): Report[] => {
  const reports: Report[] = [];
  let last = firstSubject(tokens);
  for (let at = 0; at < tokens.length; at++) {
    const found =
      accordingTo(tokens, at) ?? headlineColon(tokens, at) ?? verbReport(tokens, at, { before, next, last });
    if (found === null || found.source.end <= found.source.start) continue;
    reports.push(found);
    last = found.source;
    at = Math.max(
      at,
      tokens.findLastIndex((token) => token.end <= found.cue.end),
    );
  }
  return reports;
};

const spanOf = (tokens: readonly Token[], { from, to }: Range): TextSpan => ({
  start: tokens[from]?.start ?? 0,
  end: tokens[to - 1]?.end ?? 0,
});

const trim = (tokens: readonly Token[], { from, to }: Range): Range => {
  let start = from;
  let end = to;
  const isEdge = (at: number): boolean =>
    PUNCTUATION.has(tokens[at]?.lower ?? "") && !QUOTES.has(tokens[at]?.lower ?? "");
  while (start < end && isEdge(start)) start++;
  while (end > start && isEdge(end - 1)) end--;
  return { from: start, to: end };
};

const spansOf = (tokens: readonly Token[], ranges: readonly Range[]): TextSpan[] =>
  ranges
    .map((range) => trim(tokens, range))
    .filter(({ from, to }) => to > from)
    .map((range) => spanOf(tokens, range));

/** "According to officials, …" and "…, according to officials". */
const accordingTo = (tokens: readonly Token[], at: number): Report | null => {
  if (tokens[at]?.lower !== "according" || tokens[at + 1]?.lower !== "to") return null;
  const from = at + 2;
  const to = phraseEnd(tokens, from);
  const content = at > 1 ? [{ from: 0, to: at }] : [{ from: to, to: tokens.length }];
  if (at > 1 && to < tokens.length - 2) content.push({ from: to, to: tokens.length });
  return {
    form: content.length > 1 ? "around" : at > 1 ? "after" : "before",
    source: spanOf(tokens, trim(tokens, { from, to })),
    cue: spanOf(tokens, { from: at, to: at + 2 }),
    content: spansOf(tokens, content),
  };
};

const phraseEnd = (tokens: readonly Token[], from: number): number => {
  let to = from;
  while (
    to < tokens.length &&
    tokens[to]?.pos !== "VERB" &&
    tokens[to]?.pos !== "AUX" &&
    (!PUNCTUATION.has(tokens[to]?.lower ?? "") || tokens[to]?.lower === "-")
  )
    to++;
  return to;
};

/** "Quill: no talks". */
const headlineColon = (tokens: readonly Token[], at: number): Report | null => {
  if (
    at === 0 ||
    at > COLON_REACH ||
    tokens[at]?.lower !== ":" ||
    tokens.slice(0, at).some(({ pos }) => pos === "VERB" || pos === "AUX")
  )
    return null;
  if (!tokens[0]?.isCapital || at >= tokens.length - 2) return null;
  const range = { from: at, to: at + 1 };
  return {
    form: "colon",
    source: spanOf(tokens, { from: 0, to: at }),
    cue: spanOf(tokens, range),
    content: spansOf(tokens, [{ from: at + 1, to: tokens.length }]),
  };
};

/** The sentences around, and whom the sentence spoke of last: the subject of its first verb, then the last source. */
type Around = { before: readonly Token[]; next: readonly Token[]; last: TextSpan | null };

const firstSubject = (tokens: readonly Token[]): TextSpan | null => {
  const at = tokens.findIndex(({ pos }) => pos === "VERB" || pos === "AUX");
  const range = at > 0 ? subjectBefore(tokens, at) : null;
  return range === null ? null : spanOf(tokens, range);
};

const verbReport = (tokens: readonly Token[], at: number, around: Around): Report | null => {
  const token = tokens[at];
  if (token === undefined || token.pos !== "VERB") return null;
  const step = verbStepAt(tokens, at);
  if (step === null) return null;
  const { behaviour, act } = step.sense;
  const isVerbal = REPORTING.has(behaviour) || (behaviour === "act" && act !== null && VERBAL_ACTS.has(act));
  if (!isVerbal || tokens[at - 1]?.pos === "DET" || tokens[at - 1]?.lower === "'s") return null;
  const groupStart = verbGroupStart(tokens, at);
  const cue = { from: groupStart, to: step.to };
  if (behaviour === "say" || isQuote(tokens, groupStart - 1)) {
    const inverted = invertedReport(tokens, cue, around);
    if (inverted !== null) return inverted;
  }
  if (BE.has(tokens[at - 1]?.lower ?? "") && token.info?.forms.has("ing") !== true) return null;
  const source = subjectBefore(tokens, groupStart);
  if (source === null || isShared(tokens, groupStart)) {
    const content = around.last === null || !isShared(tokens, groupStart) ? [] : contentAfter(tokens, step.to, around);
    return around.last === null || content.length === 0
      ? null
      : { form: "before", source: around.last, cue: spanOf(tokens, cue), content };
  }
  const after = behaviour === "say" ? contentBefore(tokens, source, cue, around) : null;
  if (after !== null) return { ...after, source: spanOf(tokens, source), cue: spanOf(tokens, cue) };
  const content = contentAfter(tokens, step.to, around);
  return content.length === 0
    ? null
    : { form: "before", source: spanOf(tokens, source), cue: spanOf(tokens, cue), content };
};

/** "… and said", "…, adding": the source is whom the sentence spoke of last. */
const isShared = (tokens: readonly Token[], at: number): boolean => {
  const word = tokens[at - 1]?.lower ?? "";
  return word === "and" || word === "but" || (word === "," && tokens[at]?.info?.forms.has("ing") === true);
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

/** "…," said Quill. */
const invertedReport = (tokens: readonly Token[], cue: Range, around: Around): Report | null => {
  const mark = tokens[cue.from - 1]?.lower ?? "";
  if (cue.from === 0 || (mark !== "," && mark !== "?" && mark !== "!" && !QUOTES.has(mark))) return null;
  const first = tokens[cue.to];
  if (first === undefined || !/^(?:DET|NOUN|PROPN|PRON|ADJ|NUM)$/.test(first.pos)) return null;
  // "…, said he would": what follows is the content, and its own subject and verb.
  const to = Math.min(phraseEnd(tokens, cue.to), cue.to + INVERTED_REACH);
  if (to === cue.to || tokens[to]?.pos === "VERB" || tokens[to]?.pos === "AUX") return null;
  const contents = [{ from: 0, to: cue.from }];
  return {
    form: "after",
    source: spanOf(tokens, { from: cue.to, to }),
    cue: spanOf(tokens, cue),
    content: [
      ...quoteBegunBefore(tokens, cue.from, around),
      ...spansOf(tokens, contents),
      ...quoteAfter(tokens, to, around),
    ],
  };
};

/** "…, Quill said": the words before the source are the content where none follow the verb. */
const contentBefore = (
  tokens: readonly Token[],
  source: Range,
  cue: Range,
  around: Around,
): { form: ReportForm; content: TextSpan[] } | null => {
  const mark = tokens[source.from - 1]?.lower ?? "";
  const isMarked = mark === "," || QUOTES.has(mark) || MARKS.has(mark);
  if (source.from < 2 || !isMarked) return null;
  const next = tokens[cue.to];
  const isDone =
    next === undefined ||
    PUNCTUATION.has(next.lower) ||
    next.pos === "ADP" ||
    next.pos === "ADV" ||
    next.lower.endsWith("day") ||
    next.lower === "last";
  if (!isDone || next?.lower === ":") return null;
  const comma = next?.lower === "," ? cue.to : -1;
  const content: Range[] = [
    { from: clauseStart(tokens, source.from - 1), to: source.from - 1 + (QUOTES.has(mark) ? 1 : 0) },
  ];
  const isAround =
    comma !== -1 &&
    tokens[comma + 1] !== undefined &&
    tokens[comma + 1]?.pos !== "VERB" &&
    !QUOTES.has(tokens[comma + 1]?.lower ?? "") &&
    tokens.length - comma > 4;
  if (isAround) content.push({ from: comma + 1, to: tokens.length });
  return {
    form: isAround ? "around" : "after",
    content: [
      ...quoteBegunBefore(tokens, source.from, around),
      ...spansOf(tokens, content),
      ...quoteAfter(tokens, cue.to, around),
    ],
  };
};

const clauseStart = (tokens: readonly Token[], end: number): number => {
  for (let at = end - 1; at > 0; at--) if (tokens[at]?.lower === ";") return at + 1;
  return 0;
};

/** A quotation that ends here but began in the sentence before. */
const quoteBegunBefore = (tokens: readonly Token[], end: number, { before }: Around): TextSpan[] => {
  const marks = tokens.slice(0, end).filter(({ lower }) => QUOTES.has(lower)).length;
  return marks % 2 === 1 && before.length > 0 && QUOTES.has(before[0]?.lower ?? "")
    ? spansOf(before, [{ from: 0, to: before.length }])
    : [];
};

/** A quotation that goes on behind the source, in this sentence or the next. */
const quoteAfter = (tokens: readonly Token[], from: number, { next }: Around): TextSpan[] => {
  const open = tokens.findIndex((token, at) => at >= from && QUOTES.has(token.lower));
  if (open !== -1) return spansOf(tokens, [{ from: open, to: tokens.length }]);
  return next[0] !== undefined && QUOTES.has(next[0].lower) ? spansOf(next, [{ from: 0, to: next.length }]) : [];
};

/** What a verb of saying governs, to the end of its clause or of the quotation. */
const contentAfter = (tokens: readonly Token[], from: number, { next }: Around): TextSpan[] => {
  let to = from;
  while (to < tokens.length && !endsContent(tokens, to, from)) to++;
  const content = spansOf(tokens, [{ from, to }]);
  if (content.length === 0)
    return next.length > 0 && QUOTES.has(next[0]?.lower ?? "") ? spansOf(next, [{ from: 0, to: next.length }]) : [];
  return content;
};

/** Another report begins: ", saying …", "and told …", "but". */
const endsContent = (tokens: readonly Token[], at: number, from: number): boolean => {
  const word = tokens[at]?.lower ?? "";
  if (at === from) return false;
  if (word === ";") return true;
  if (word !== "," && word !== "and" && word !== "but") return false;
  const following = tokens[at + 1];
  const verb = following?.pos === "VERB" ? verbStepAt(tokens, at + 1) : null;
  const isReport = verb !== null && REPORTING.has(verb.sense.behaviour) && following?.info?.forms.has("base") !== true;
  return isReport || (word === "," && (following?.lower === "but" || following?.lower === "according"));
};

/** The noun phrase before a verb group, with its appositions and relative clauses; null where there is none. */
const subjectBefore = (tokens: readonly Token[], end: number): Range | null => {
  let to = end;
  const least = Math.max(0, end - SUBJECT_REACH);
  if (RELATIVE.has(tokens[to - 1]?.lower ?? "")) to--;
  if (tokens[to - 1]?.lower === ")")
    to = Math.max(
      1,
      tokens.findLastIndex((token, at) => at < to && token.lower === "("),
    );
  if (tokens[to - 1]?.lower === ",") {
    // "Quill, who leads the council, said": back over the aside.
    const comma = tokens.findLastIndex((token, at) => at < to - 1 && at >= least && token.lower === ",");
    if (comma <= 0) return null;
    to = comma;
  }
  let from = to;
  while (from > least) {
    const token = tokens[from - 1];
    if (token === undefined || token.pos === "VERB" || token.pos === "AUX") break;
    const isEdge =
      EDGES.has(token.lower) &&
      !(token.lower === "and" && tokens[from - 2]?.isCapital === true && tokens[from]?.isCapital === true);
    if (isEdge || token.lower === "," || QUOTES.has(token.lower) || RELATIVE.has(token.lower)) break;
    from--;
  }
  while (from < to && (tokens[from]?.pos === "ADV" || tokens[from]?.pos === "CCONJ" || tokens[from]?.pos === "PUNCT"))
    from++;
  return to > from ? { from, to } : null;
};
