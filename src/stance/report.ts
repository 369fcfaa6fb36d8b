/** Finds who is reported to say what in a text: source, cue and content, also where quotations run over sentences. */
import { findAttributions } from "./attribution.ts";
import type { Attribution, ReportForm } from "./report-form.ts";
import { QUOTES, type Range } from "./marks.ts";
import { trim } from "./reported.ts";
import { splitSentences } from "./sentence.ts";
import { tagSentence, type Token } from "./tag.ts";

/** Half-open, in characters of the text. */
export type TextSpan = { start: number; end: number };

export type Report = { form: ReportForm; source: TextSpan; cue: TextSpan; content: TextSpan[] };

/** A quotation runs over no more sentences. */
const QUOTED_SENTENCES = 8;

/** All reports of a text, in the order of their cues. */
export const findReports = (text: string): Report[] => {
  const sentences = splitSentences(text).map(({ start, end }) => tagSentence(text.slice(start, end), start));
  return sentences.flatMap((tokens, index) =>
    findAttributions(tokens)
      .map((attribution) => reportOf(sentences, index, attribution))
      .filter(({ content }) => content.length > 0),
  );
};

const reportOf = (sentences: readonly Token[][], index: number, attribution: Attribution): Report => {
  const tokens = sentences[index] ?? [];
  const content = attribution.content.map((range) => spanOf(tokens, range));
  if (attribution.isBegunBefore) content.unshift(...begunBefore(sentences, index));
  if (attribution.goesOn) content.push(...goingOn(sentences, index));
  return {
    form: attribution.form,
    source: spanOf(tokens, attribution.source),
    cue: spanOf(tokens, attribution.cue),
    content,
  };
};

const spanOf = (tokens: readonly Token[], { from, to }: Range): TextSpan => ({
  start: tokens[from]?.start ?? 0,
  end: tokens[to - 1]?.end ?? 0,
});

const whole = (tokens: readonly Token[]): TextSpan => spanOf(tokens, trim(tokens, { from: 0, to: tokens.length }));

const isQuote = (token: Token | undefined): boolean => token !== undefined && QUOTES.has(token.lower);

/** The sentences of a quotation that ends here, from the one that opens it. */
const begunBefore = (sentences: readonly Token[][], index: number): TextSpan[] => {
  const spans: TextSpan[] = [];
  for (let at = index - 1; at >= 0 && index - at <= QUOTED_SENTENCES; at--) {
    const tokens = sentences[at] ?? [];
    spans.unshift(whole(tokens));
    if (isQuote(tokens[0])) return spans.filter(({ start, end }) => end > start);
    if (tokens.some(isQuote)) return [];
  }
  return [];
};

/** The sentences of a quotation that begins right behind this one, to the one that closes it. */
const goingOn = (sentences: readonly Token[][], index: number): TextSpan[] => {
  const first = sentences[index + 1] ?? [];
  if (!isQuote(first[0])) return [];
  const spans: TextSpan[] = [];
  for (let at = index + 1; at < sentences.length && at - index <= QUOTED_SENTENCES; at++) {
    const tokens = sentences[at] ?? [];
    spans.push(whole(tokens));
    const marks = tokens.filter(isQuote).length;
    if ((at === index + 1 ? marks - 1 : marks) > 0) break;
  }
  return spans.filter(({ start, end }) => end > start);
};
