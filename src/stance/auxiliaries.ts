/** Words that help a verb: of tense, modality and negation; and marks that may stand among them. */

export const BE = new Set(["be", "is", "are", "was", "were", "been", "being", "am", "'s", "'re"]);
export const HAVE = new Set(["have", "has", "had", "having", "'ve", "'d"]);
export const DO = new Set(["do", "does", "did"]);
export const MODALS = new Set(["may", "might", "could", "can", "would", "should", "must", "ought", "cannot"]);
export const FUTURE = new Set(["will", "shall", "'ll", "wo", "going"]);
export const NEGATIONS = new Set(["not", "n't", "never", "no", "neither", "nor", "hardly", "barely", "without"]);
/** Whether the words before a token are "no longer" or "no more". */
export const isNoLonger = (tokens: readonly { lower: string }[], at: number): boolean =>
  tokens[at - 2]?.lower === "no" && (tokens[at - 1]?.lower === "longer" || tokens[at - 1]?.lower === "more");
export const QUOTES = /^["“”'‘’«»]$/;
