/** Marks and words that bound the parts of a sentence, for whoever looks for who says what. */

/** Half-open, in tokens. */
export type Range = { from: number; to: number };

export const QUOTES = new Set(['"', "“", "”", "''", "``", "'", "‘"]);
export const PUNCTUATION = new Set([",", ".", ";", ":", "?", "!", "—", "–", "-", "―", "--", ...QUOTES]);
export const DASHES = new Set(["—", "–", "-", "―", "--"]);
export const RELATIVE = new Set(["who", "which", "whom", "whose", "that"]);
/** A headline's source is short, and so are the name under a quotation and a bracket behind a name. */
export const COLON_REACH = 7;
