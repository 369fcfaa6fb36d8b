/** When a feed is polled next. */
import { assert, constantFrom, double, integer, property } from "fast-check";
import { expect, test } from "vitest";
import type { PollFailure } from "../../src/feed/fetch.ts";
import { LONGEST_MS, moveAddress, moveRhythm, nextPollAt, type Outcome, rhythmOf, SHORTEST_MS } from "../../src/feed/schedule.ts"; // prettier-ignore

const NOW = Date.UTC(2026, 0, 5);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const middle = (): number => 0.5;

type Read = Extract<Outcome, { kind: "read" }>;
const read = (changes: Partial<Read> = {}): Read => {
  return { kind: "read", rhythmMs: 2 * HOUR, ttlMs: null, freshMs: null, isGap: false, ...changes };
};
const failed = (failure: PollFailure, failures = 1, retryAfterMs: number | null = null): Outcome => {
  return { kind: "failed", class: failure, failures, retryAfterMs };
};
const wait = (outcome: Outcome, random = middle): number | null => {
  const at = nextPollAt(outcome, NOW, random);
  return at === null ? null : at - NOW;
};

test("polls twice in the time between two items", () => {
  expect(wait(read())).toBe(HOUR);
});

test("waits as long as the publisher asks, and half as long after a gap", () => {
  expect(wait(read({ ttlMs: 3 * HOUR }))).toBe(3 * HOUR);
  expect(wait(read({ freshMs: 4 * HOUR }))).toBe(4 * HOUR);
  expect(wait(read({ isGap: true }))).toBe(HOUR / 2);
});

test("backs off further with every failure in a row, sooner for what passes by itself", () => {
  expect(wait(failed("server", 2))).toBe(2 * (wait(failed("server", 1)) ?? 0));
  expect(wait(failed("timeout"))).toBeLessThan(wait(failed("not-found")) ?? 0);
  expect(wait(failed("server", 40))).toBe(LONGEST_MS);
});

test("heeds Retry-After and stops at a feed that is gone", () => {
  expect(wait(failed("rate-limited", 1, 3 * HOUR))).toBe(3 * HOUR);
  expect(wait(failed("gone"))).toBeNull();
});

test("always waits between five minutes and a day, whatever is asked", () => {
  const length = integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
  const failures = constantFrom<PollFailure>("server", "timeout", "malformed", "blocked");
  assert(
    property(length, length, integer({ min: 1, max: 1000 }), failures, double({ min: 0, max: 1, noNaN: true }), (a, b, times, failure, chance) => {
      for (const outcome of [read({ rhythmMs: a, ttlMs: b, isGap: a > b }), failed(failure, times, b)]) {
        const waited = wait(outcome, () => chance) ?? 0;
        expect(waited).toBeGreaterThanOrEqual(SHORTEST_MS);
        expect(waited).toBeLessThanOrEqual(LONGEST_MS);
      }
    }),
  );
}); // prettier-ignore

test("learns the rhythm from the dates, and moves it by what each poll finds", () => {
  expect(rhythmOf([NOW, NOW - HOUR, NOW - 2 * HOUR, NOW - 50 * HOUR])).toBe(HOUR);
  expect(rhythmOf([NOW, null])).toBeNull();
  expect(moveRhythm(HOUR, HOUR, 6)).toBeLessThan(HOUR);
  expect(moveRhythm(HOUR, HOUR / 2, 0)).toBe(HOUR);
  expect(moveRhythm(HOUR, 5 * HOUR, 0)).toBeGreaterThan(HOUR);
});

test("believes a permanent redirect after five polls in a row over a day", () => {
  const to = "https://new.example.org/feed";
  let move = moveAddress({ to: null, since: null, polls: 0 }, to, NOW);
  const believed = [move.isBelieved];
  for (const hour of [1, 2, 3, 4, 24]) {
    move = moveAddress(move, to, NOW + hour * HOUR);
    believed.push(move.isBelieved);
  }
  expect(believed).toEqual([false, false, false, false, false, true]);
  expect(moveAddress(move, null, NOW)).toMatchObject({ to: null, polls: 0 });
  expect(moveAddress(move, "https://other.example.org/", NOW)).toMatchObject({ polls: 1, isBelieved: false });
});
