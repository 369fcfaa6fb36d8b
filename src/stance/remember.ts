/** Remembers what was read of words, within bounds that a long-lived isolate can bear. */

/** A language's frequent words are fewer, and shorter. */
const LIMIT = 20_000;
const LONGEST = 24;

/** The same function, which reads each short text once. */
export const remembering = <T>(read: (text: string) => T & (object | string)): ((text: string) => T) => {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    // What is cut from a text keeps the whole of it in memory: only a copy may stay.
    const copy = text.split("").join("");
    const value = read(copy);
    if (known.size >= LIMIT) known.clear();
    if (copy.length <= LONGEST) known.set(copy, value);
    return value;
  };
};
