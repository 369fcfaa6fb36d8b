/** Says how a predicate is asserted, from its own helpers, its outer verbs, its sentence and its source. */
import type { Factuality, Source } from "../model.ts";
import type { Predicate } from "./predicate.ts";
import type { Token } from "./tag.ts";

/** What the sentence as a whole contributes. */
export type Frame = {
  isQuestion: boolean;
  isHypothetical: boolean;
  isRecalled: boolean;
  isFiction: boolean;
  isTitle: boolean;
};

const HYPOTHETICAL = new Set([
  "if",
  "should",
  "were",
  "whether",
  "unless",
  "suppose",
  "imagine",
  "scenario",
  "scenarios",
  "hypothetical",
]);
const RECALL =
  /\b(?:(?:\d+|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|forty|fifty|a few|several|many|some) (?:years?|decades?|months) (?:ago|on|later|earlier)|a (?:decade|century|generation|year) ago|years ago|decades ago|anniversary|back in (?:19|20)\d\d|in (?:19|20)\d\d|looking back|look back|recall(?:s|ed|ing)?|remember(?:s|ed|ing)?|on this day|history of|in the (?:19|20)\d\ds|archive|at the time|once (?:agreed|accepted|promised|backed|refused))\b/i;
const FICTION =
  /\b(?:novel|movie|thriller|satire|satirical|fiction|fictional|sitcom|cartoon|april fool|spoof|parody|role-play|table-?top|(?:in|of) (?:an? |the |his |her )?(?:new |tv |stage )?(?:film|drama|play|series|war game|video game|simulation)|(?:^|, )war game)\b/i;
const MODAL_POSSIBLE = new Set(["may", "might", "could", "can"]);

const isQuestion = (text: string, isTitle: boolean): boolean =>
  /\?\s*["”']?\s*$/.test(text) ||
  (isTitle &&
    /^(?:who|what|why|how|when|where|will|can|could|should|is|are|has|have|did|does|do|would|might)\b[^.:]*\?/i.test(
      text,
    ));

/** Reads the frame of a sentence from its words. */
export const frameOf = (text: string, tokens: readonly Token[], isTitle: boolean): Frame => ({
  isQuestion: text.includes("?") && isQuestion(text, isTitle),
  isHypothetical: HYPOTHETICAL.has(tokens[0]?.lower ?? ""),
  isRecalled: RECALL.test(text),
  isFiction: FICTION.test(text),
  isTitle,
});

/** What stands around a predicate: the source that reports it, the clause it is part of, the sentence's condition. */
export type Setting = {
  source: Source | null;
  /** How the verb that governs the clause asserts it ("denies that …", "urges X to …"), or a clause of "if". */
  embedding: Factuality | null;
  isConditional: boolean;
};

/** How the act is asserted. */
export const factualityOf = (
  predicate: Predicate,
  frame: Frame,
  { source, embedding, isConditional }: Setting,
): Factuality => {
  const [outer] = predicate.steps;
  const behaviour = outer?.sense.behaviour;
  if (frame.isQuestion) return "asked";
  if (frame.isFiction) return "quoted";
  if (frame.isHypothetical || embedding === "hypothetical") return "hypothetical";
  if (embedding === "denied" || embedding === "doubted") return embedding;
  if (frame.isRecalled && !predicate.isFuture && (predicate.isPast || predicate.isPerfect || frame.isTitle))
    return "recalled";
  if (source?.rung === "analyst" || source?.rung === "former") return "foreseen";
  if (embedding !== null) return embedding;
  if (behaviour === "deny") return "denied";
  if (behaviour === "doubt") return "doubted";
  if (behaviour === "consider" || (predicate.modal !== null && MODAL_POSSIBLE.has(predicate.modal))) return "possible";
  if (predicate.modal === "should" || predicate.modal === "must" || predicate.modal === "ought") return "urged";
  if (isConditional) return "offered";
  // "Said it would" is the future of a past report; without one, "would" waits for something.
  if (predicate.modal === "would") return source === null ? "offered" : "planned";
  if (behaviour === "request") return predicate.isFuture ? "planned" : "urged";
  if (behaviour === "commit" || behaviour === "want" || predicate.isFuture) return "planned";
  return predicate.isPast || predicate.isPerfect || predicate.isPassive ? "done" : "asserted";
};
