/** Says what kind of character stands at a place of a text, from a table: matching an expression there costs several times as much. */

/** The kinds, as bits: a character can be of several. */
export const LETTER = 1;
export const DIGIT = 2;
export const MARK = 4;
export const CAPITAL = 8;
/** What may end a sentence: a full stop, an exclamation or question mark, an ellipsis, a line's end. */
export const STOP = 16;
/** Kept for what is none of these, so that the table tells it from what nobody asked for yet. */
const KNOWN = 128;

const TESTS: readonly (readonly [kind: number, test: RegExp])[] = [
  [LETTER, /\p{L}/u],
  [DIGIT, /\p{N}/u],
  [MARK, /\p{M}/u],
  [CAPITAL, /\p{Lu}/u],
  [STOP, /[.!?…\n]/],
];
/** By code unit; filled as texts ask. */
const kinds = new Uint8Array(0x10000);
const SURROGATES = 0xd800;
const LOW_SURROGATES = 0xdc00;
const PRIVATE = 0xe000;

/** The kinds of the character that the code unit at `at`, which must be within the text, is or is half of. */
export const kindAt = (text: string, at: number): number => {
  const code = text.charCodeAt(at);
  return (kinds[code] ?? 0) || classify(text, at, code);
};

const classify = (text: string, at: number, code: number): number => {
  if (code >= SURROGATES && code < PRIVATE) return kindOf(wholeAt(text, at, code));
  const kind = kindOf(String.fromCharCode(code));
  kinds[code] = kind;
  return kind;
};

const kindOf = (char: string): number =>
  TESTS.reduce((sum, [kind, test]) => (test.test(char) ? sum | kind : sum), KNOWN);

/** The character whose half stands at `at`. */
const wholeAt = (text: string, at: number, code: number): string => {
  const from = code >= LOW_SURROGATES && isHighAt(text, at - 1) ? at - 1 : at;
  return String.fromCodePoint(text.codePointAt(from) ?? 0);
};

const isHighAt = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return code >= SURROGATES && code < LOW_SURROGATES;
};
