/** A feed's health in words. */
import { expect, test } from "vitest";
import { type FeedRecord, healthOf } from "../../src/feed/health.ts";

const NOW = Date.UTC(2026, 0, 5);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const record = (changes: Partial<FeedRecord> = {}): FeedRecord => ({
  addedAt: NOW - 200 * DAY,
  nextPollAt: NOW + HOUR,
  lastGoodAt: NOW - HOUR,
  lastChangedAt: NOW - HOUR,
  lastNewAt: NOW - HOUR,
  rhythmMs: 2 * HOUR,
  failures: 0,
  failingSince: null,
  failure: null,
  gapAt: null,
  articles: null,
  ...changes,
});
const failing = (failure: "gone" | "blocked" | "server"): Partial<FeedRecord> => {
  return { failures: 3, failingSince: NOW - DAY, failure: { class: failure, reason: "the reason" } };
};

test.each<[string, Partial<FeedRecord>, number]>([
  ["fine", {}, NOW - HOUR],
  ["quiet", { lastNewAt: NOW - 3 * DAY }, NOW - 3 * DAY],
  ["late", { nextPollAt: NOW - 2 * HOUR }, NOW - 2 * HOUR],
  ["failing", failing("server"), NOW - DAY],
  ["blocked", failing("blocked"), NOW - DAY],
  ["gone", failing("gone"), NOW - DAY],
  ["frozen", { lastChangedAt: NOW - 100 * DAY, lastNewAt: NOW - 100 * DAY }, NOW - 100 * DAY],
  ["gap", { gapAt: NOW - HOUR }, NOW - HOUR],
])("calls a feed %s, and since when", (state, changes, since) => {
  expect(healthOf(record(changes), NOW)).toMatchObject({ state, since });
});

test("says why a feed fails and how often it has", () => {
  expect(healthOf(record(failing("server")), NOW).words).toBe("the reason; 3 times in a row");
});

test("lets a weekly feed be silent for a week", () => {
  expect(healthOf(record({ rhythmMs: 7 * DAY, lastNewAt: NOW - 8 * DAY }), NOW).state).toBe("fine");
});

test("does not call a feed that was just added late, quiet or frozen", () => {
  const added = record({ addedAt: NOW, nextPollAt: NOW, lastGoodAt: null, lastChangedAt: null, lastNewAt: null, rhythmMs: null }); // prettier-ignore
  expect(healthOf(added, NOW)).toMatchObject({ state: "fine", words: "not polled yet" });
});
