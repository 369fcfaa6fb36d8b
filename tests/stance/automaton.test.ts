import { array, assert, boolean, constantFrom, integer, oneof, property, record } from "fast-check";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import loadTagging from "wink-eng-lite-web-model/dist/load-pos-model.js";
import { hintEvent, readAutomaton, runAutomaton } from "../../src/stance/automaton.ts";

type Peer = {
  importJSON(machine: string): void;
  recognize(tokens: readonly number[]): [from: number, to: number, name: string][];
};
const createPeer = createRequire(import.meta.url)("wink-nlp/src/automaton.js") as (cache: null) => Peer;
/** What wink-nlp adds to a hint to tell it from a part of speech. */
const HINTS = 1_080_000;

/** A part of speech, or a hint in its place: those that patterns are made of, and any. */
const number = oneof(constantFrom(1, 2, 3, 4, 5, 6, 8, 12, 14, 16, 17, 18), integer({ min: 1, max: 40 }));
const words = array(record({ isHint: boolean(), number }), { minLength: 20, maxLength: 60 });
/** So many settled in all, or the comparison says nothing. */
const ENOUGH = 500;

test.each(loadTagging().machines.map((machine, at): [number, string] => [at, machine]))(
  "settles what wink-nlp’s automaton settles, machine %i",
  (_, machine) => {
    const automaton = readAutomaton(machine);
    const peer = createPeer(null);
    peer.importJSON(machine);
    let settlements = 0;
    assert(
      property(words, (words) => {
        const settled: [number, number][] = [];
        const events = words.map(({ isHint, number }) => (isHint ? hintEvent(number) : number));
        runAutomaton(automaton, events, (at, pos) => settled.push([at, pos]));
        const tokens = words.map(({ isHint, number }) => (isHint ? HINTS + number : number));
        expect(settled).toEqual(peer.recognize(tokens).map(([at, , name]) => [at, Number(name)]));
        settlements += settled.length;
      }),
      { numRuns: 2000 },
    );
    expect(settlements).toBeGreaterThan(ENOUGH);
  },
);
