/** Blanks out what is no language, so that no text costs the tagger more than its length. */

/** A mark repeated more often, or a word longer than these, is no language, and costs the tagger more than its length. */
const NOISE = /([^\p{L}\p{N}\s])\1{3,}|\S{200,}/gu;
/** What NOISE counts: so many of one mark, or so many characters without a space. */
const NOISY = { repeats: 4, word: 200 };
const SPACE = 32;
/** Half characters, which do not repeat as wholes do. */
const SURROGATES = 0xd800;
const PRIVATE = 0xe000;

/** Whether the expression above could find anything: it costs more than this look at each character. */
const mayBeNoisy = (text: string): boolean => {
  let previous = -1;
  let repeats = 1;
  let space = -1;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    repeats = code === previous ? repeats + 1 : 1;
    if (code === SPACE) space = at;
    else if (repeats >= NOISY.repeats || at - space >= NOISY.word || (code >= SURROGATES && code < PRIVATE))
      return true;
    previous = code;
  }
  return false;
};

/** The same text, as long as before, without what is no language. */
export const withoutNoise = (text: string): string =>
  mayBeNoisy(text) ? text.replace(NOISE, (run) => " ".repeat(run.length)) : text;
