/** The one act of a named actor in a sentence: the predicate it is the subject, the agent or the possessor of. */
import type { Act } from "../model.ts";
import { ruleAct } from "./act-rules.ts";
import { splitSentences } from "./sentence.ts";
import { tagSentence } from "./tag.ts";

/** The act of the actor that the words name, or null where the text does not have them or says no act. */
export const actOf = (text: string, actor: string): Act | null => {
  const at = text.toLowerCase().indexOf(actor.toLowerCase());
  if (at === -1) return null;
  const span = splitSentences(text).find(({ start, end }) => at >= start && at < end) ?? { start: 0, end: text.length };
  const tokens = tagSentence(text.slice(span.start, span.end), span.start);
  const before = tokens.findLastIndex((token) => token.end <= at);
  const after = tokens.findIndex((token) => token.start >= at + actor.length);
  return ruleAct(tokens, { before, after })?.act ?? null;
};
