/** Finds the words that are reported: up to the next report, the end of a clause or of a quotation. */
import type { Sense } from "./lexicon/sense.ts";
import { PUNCTUATION, QUOTES, type Range } from "./marks.ts";
import { verbStepAt } from "./step.ts";
import type { Token } from "./tag.ts";

/** What the words of these behaviours govern is their subject's view. */
const REPORTING = new Set(["say", "deny", "doubt", "request", "want", "commit", "refuse", "consider", "allow"]);

/** Whether what a verb of this sense governs is its subject's view. */
export const isReporting = ({ behaviour }: Sense): boolean => REPORTING.has(behaviour);

/** A range without the marks at its edges; quotation marks stay. */
export const trim = (tokens: readonly Token[], { from, to }: Range): Range => {
  let start = from;
  let end = to;
  const isEdge = (at: number): boolean =>
    PUNCTUATION.has(tokens[at]?.lower ?? "") && !QUOTES.has(tokens[at]?.lower ?? "");
  while (start < end && isEdge(start)) start++;
  while (end > start && isEdge(end - 1)) end--;
  return { from: start, to: end };
};

/** The ranges without the marks at their edges; none that is nothing else. */
export const trimmed = (tokens: readonly Token[], ranges: readonly Range[]): Range[] =>
  ranges.map((range) => trim(tokens, range)).filter(({ from, to }) => to > from);

/** Whether a quotation ends before a token that did not begin in the sentence. */
export const isOpenBefore = (tokens: readonly Token[], end: number): boolean => {
  let marks = 0;
  for (let at = 0; at < end; at++) if (QUOTES.has(tokens[at]?.lower ?? "")) marks++;
  return marks % 2 === 1;
};

/** A quotation that goes on behind the source. */
export const quoteAfter = (tokens: readonly Token[], from: number): Range[] => {
  const open = tokens.findIndex((token, at) => at >= from && QUOTES.has(token.lower));
  return open === -1 ? [] : [{ from: open, to: tokens.length }];
};

/** What a verb of saying governs, to the end of its clause or of the quotation. */
export const contentAfter = (tokens: readonly Token[], from: number): Range[] => {
  let to = from;
  while (to < tokens.length && !endsContent(tokens, to, from)) to++;
  return trimmed(tokens, [{ from, to }]);
};

/** Another report begins: ", saying …", "and told …", "but". */
const endsContent = (tokens: readonly Token[], at: number, from: number): boolean => {
  const word = tokens[at]?.lower ?? "";
  if (at === from) return false;
  if (word === ";") return true;
  if (word !== "," && word !== "and" && word !== "but") return false;
  const verbAt = tokens[at + 1]?.pos === "ADV" ? at + 2 : at + 1;
  const following = tokens[verbAt];
  const verb = following?.pos === "VERB" ? verbStepAt(tokens, verbAt) : null;
  const isReport = verb !== null && isReporting(verb.sense) && following?.info?.forms.has("base") !== true;
  return isReport || (word === "," && (following?.lower === "but" || following?.lower === "according"));
};
