/** What an attribution is: who says what, in tokens of one sentence, and where the source stands. */
import type { Range } from "./marks.ts";

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

/** Whom the sentence spoke of: in its main clause, and last. */
export type Spoken = { main: Range | null; last: Range | null };

/** An attribution of saying, but for what is given otherwise. */
export const attributionOf = (
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
