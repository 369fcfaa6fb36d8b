/**
 * Runs the tagger's automata over a sentence: each finds patterns of parts of speech, and of hints that frequent words give instead of
 * theirs, and settles the part of speech of one token of each. The same as wink-nlp's `recognize`, with tables for its objects.
 */

/** By state and event the next state; by state the one that a failure falls back to, the part of speech to settle, and of which token. */
export type Automaton = { next: Uint8Array; otherwise: Uint8Array; pos: Int8Array; offset: Uint8Array };

/** An event is a part of speech by its number, a hint by its number behind them, or what no pattern has. */
const EVENTS = 128;
const HINTS = 64;
const NO_EVENT = EVENTS - 1;
/** What the model's machines add to a hint, and how they write what a failure falls back to. */
const WRITTEN_HINTS = 1_080_000;
const WRITTEN_OTHERWISE = "2070003";

export const hintEvent = (hint: number): number => Math.min(HINTS + hint, NO_EVENT);

/** The parts of a machine's JSON that are used: transitions by state and event, names of patterns and their marks by their last states. */
type Written = [
  version: number,
  states: number,
  transitions: Record<string, Record<string, number>>,
  names: Record<string, string>,
  marks: Record<string, [before: number, behind: number]>,
];

/** Makes a machine of the model ready to run. */
export const readAutomaton = (machine: string): Automaton => {
  const [, last, transitions, names, marks] = JSON.parse(machine) as Written;
  const states = last + 1;
  const next = new Uint8Array(states * EVENTS);
  const otherwise = new Uint8Array(states);
  for (const [state, events] of Object.entries(transitions)) {
    otherwise[Number(state)] = events[WRITTEN_OTHERWISE] ?? 0;
    for (const [written, to] of Object.entries(events)) {
      const event = Number(written) > WRITTEN_HINTS ? Number(written) - WRITTEN_HINTS + HINTS : Number(written);
      if (event < NO_EVENT) next[Number(state) * EVENTS + event] = to;
    }
  }
  const pos = new Int8Array(states);
  const offset = new Uint8Array(states);
  for (const [state, name] of Object.entries(names)) {
    pos[Number(state)] = Number(name);
    offset[Number(state)] = marks[state]?.[0] ?? 0;
  }
  return { next, otherwise, pos, offset };
};

/** Tells each part of speech that a pattern settles, and of which token; a negative one holds whatever the word is. */
export const runAutomaton = (
  { next, otherwise, pos, offset }: Automaton,
  events: ArrayLike<number>,
  settle: (at: number, pos: number) => void,
): void => {
  let state = 0;
  let first = 0;
  let fallback = 0;
  let fallbackAt = 0;
  for (let from = 0; from <= events.length; from++) {
    for (let at = from; at <= events.length; at++) {
      const event = events[at] ?? NO_EVENT;
      if (event === 0) continue;
      const to = next[state * EVENTS + event] ?? 0;
      if (state === 0 && to !== 0) first = at;
      let found = 0;
      if (pos[to] !== 0) {
        found = to;
        from = at;
      } else if (to === 0 && fallback !== 0) {
        found = fallback;
        from = fallbackAt;
      }
      if (found !== 0) {
        settle(first + (offset[found] ?? 0), pos[found] ?? 0);
        fallback = 0;
      }
      state = found === 0 ? to : 0;
      if (state === 0) break;
      if (otherwise[state] !== 0) {
        fallback = otherwise[state] ?? 0;
        fallbackAt = at;
      }
    }
  }
};
