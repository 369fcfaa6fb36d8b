/** Finds where the subject begins in the words before a verb: behind who is told, and behind what opens the sentence. */
import type { SentenceContext } from "./context.ts";

/** A subject whatever stands before it. */
const NOMINATIVE = new Set(["he", "she", "they", "it", "we", "i"]);
const POSSESSIVES = new Set(["his", "her", "their", "its"]);
const OBJECTS = new Set(["us", "me", "him", "them"]);
/** Their first object is who hears it, the next the subject of what is said. */
const TELLING = new Set([
  "tell",
  "tells",
  "told",
  "telling",
  "assure",
  "assures",
  "assured",
  "inform",
  "informs",
  "informed",
  "warns",
  "warned",
]);

/** Where the subject begins in the words before a verb: behind who is told, behind an opening phrase ("six months ago he"). */
export const headStart = (context: SentenceContext, start: number, to: number): number => {
  const { tokens } = context;
  if (to - start < 2) return start;
  if (NOMINATIVE.has(tokens[to - 1]?.lower ?? "")) return to - 1;
  const first = tokens[start];
  if (TELLING.has(tokens[start - 1]?.lower ?? ""))
    return OBJECTS.has(first?.lower ?? "") ? start + 1 : behindHearer(context, start, to);
  const behind = behindClause(context, start, to);
  if (behind !== null) return behind;
  const isOpening = first?.pos === "ADP" || first?.pos === "NUM" || first?.pos === "ADV";
  return isOpening ? nextPhrase(context, start, to) : start;
};

/** "While it answers to its founders, the firm …": an article behind the last comma, right before the verb, begins the subject. */
const behindClause = ({ tokens }: SentenceContext, start: number, to: number): number | null => {
  if (tokens[to]?.lower === ",") return null;
  for (let at = to - 1; at > start; at--) {
    const word = tokens[at]?.lower;
    if (word === "and" || word === "or") return null;
    if (word !== ",") continue;
    return tokens[at + 1]?.pos === "DET" && at + 1 < to ? at + 1 : null;
  }
  return null;
};

/** "Trump told Xi America …": behind a noun or name, where a new name or an article begins; the start where none does. */
const behindHearer = ({ tokens, mentions }: SentenceContext, start: number, to: number): number => {
  for (let at = start + 1; at < to; at++) {
    const token = tokens[at];
    const before = tokens[at - 1];
    if (token === undefined || before === undefined) break;
    if (before.pos !== "NOUN" && before.pos !== "PROPN") continue;
    if (
      token.pos === "DET" ||
      POSSESSIVES.has(token.lower) ||
      mentions.some((mention) => mention.start === token.start)
    )
      return at;
  }
  return start;
};

/** "From next year the EU", "in its first rise since 2007 the bank": the last phrase with an article or a name of its own. */
const nextPhrase = ({ tokens, mentions }: SentenceContext, start: number, to: number): number => {
  for (let at = to - 1; at > start; at--) {
    const token = tokens[at];
    const before = tokens[at - 1];
    if (token === undefined || before === undefined || token.pos === "ADP") break;
    const isBegun = token.pos === "DET" || mentions.some((mention) => mention.start === token.start);
    if (!isBegun) continue;
    return before.pos === "NOUN" || before.pos === "NUM" || before.pos === "ADV" || before.pos === "PROPN" ? at : start;
  }
  return start;
};
