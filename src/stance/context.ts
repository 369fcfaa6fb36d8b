/** What the stages that read one sentence share. */
import type { ChangeLanguage, Evidence, Rung, Source, TextField } from "../model.ts";
import { rungOfPerson } from "./source.ts";
import type { PlacedCondition } from "./condition.ts";
import type { Frame } from "./factuality.ts";
import type { CompiledActors, Mention } from "./mention.ts";
import type { Token } from "./tag.ts";

/** Who was spoken of, for pronouns, offices and descriptions in the sentences that follow. */
export type Memory = {
  /** The last subject that the dossier knows; null where the last is a stranger to it. */
  subject: Mention | null;
  /** The last of them who is a person. */
  person: Mention | null;
  /** Those last named together: "the two sides". */
  group: readonly Mention[];
  /** Who said the quotation that may go on in the next sentence. */
  speaker: Source | null;
  /** Whom the title is about. */
  topic: Mention | null;
};

/** One sentence, tagged, with the actors it names; offsets are those of the field's plain text. */
export type SentenceContext = {
  text: string;
  field: TextField;
  sentence: string;
  tokens: Token[];
  mentions: Mention[];
  actors: CompiledActors;
  memory: Memory;
  frame: Frame;
  conditions: readonly PlacedCondition[];
  change: ChangeLanguage | null;
};

/** The rung of whom a mention names: a person's office; else whoever speaks for the actor. */
export const rungOf = (mention: Mention): Rung => (mention.kind === "person" ? rungOfPerson(mention) : "spokesperson");

/** Tokens (half-open) as one lower-cased phrase. */
export const phraseOf = (tokens: readonly Token[], from: number, to: number): string =>
  tokens
    .slice(from, to)
    .map((token) => token.lower)
    .join(" ");

/** The words of the text that tokens (half-open) stand for; null where there are none. */
export const evidenceOf = (context: SentenceContext, from: number, to: number): Evidence | null => {
  const first = context.tokens[from];
  const last = context.tokens[to - 1];
  if (first === undefined || last === undefined || to <= from) return null;
  return { field: context.field, quote: context.text.slice(first.start, last.end), start: first.start };
};
