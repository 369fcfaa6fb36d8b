/** Hostile text as one line that misleads nobody: no controls, no bidirectional marks, nothing invisible or broken. */

/** Longer texts are cut here before anything else looks at them: no event and no receiver takes more. */
const READ_LIMIT = 40_000;

/** C0 and C1 controls, line and paragraph separators: each reads as a space. */
// oxlint-disable-next-line no-control-regex -- control characters are what this is about
const CONTROLS = /[\u0000-\u001F\u007F-\u009F\u2028\u2029]+/gu;

/** Bidirectional marks, embeddings and isolates, and invisible characters that hide text or split words unseen. */
const INVISIBLE = /[\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF\u{E0000}-\u{E007F}]/gu;

/** One line of well-formed text without control, bidirectional or invisible characters. */
export function oneLine(text: string): string {
  return text
    .slice(0, READ_LIMIT)
    .toWellFormed()
    .replaceAll(CONTROLS, " ")
    .replaceAll(INVISIBLE, "")
    .replaceAll(/\s+/gu, " ")
    .trim();
}
