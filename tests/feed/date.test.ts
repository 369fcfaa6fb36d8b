/** Dates as feeds write them. */
import { assert, integer, property, string } from "fast-check";
import { expect, test } from "vitest";
import { believedDate, parseDate } from "../../src/feed/date.ts";

test.each([
  ["Mon, 05 Jan 2026 10:00:00 GMT", "2026-01-05T10:00:00Z"],
  ["Mon, 5 Jan 2026 10:00:00 +0900", "2026-01-05T01:00:00Z"],
  ["Mon, 05 Jan 2026 10:00:00 JST", "2026-01-05T01:00:00Z"],
  ["Mon, 05 Jan 2026 10:00 KST", "2026-01-05T01:00:00Z"],
  ["05 Jan 26 10:00:00 EST", "2026-01-05T15:00:00Z"],
  ["Monday, January 5, 2026 10:00 PM CEST", "2026-01-05T20:00:00Z"],
  ["Mon Jan  5 10:00:00 2026", "2026-01-05T10:00:00Z"],
  ["lun., 05 févr. 2026 10:00:00 +0100", "2026-02-05T09:00:00Z"],
  ["Mo, 05 Mär 2026 10:00:00 MEZ", "2026-03-05T09:00:00Z"],
  ["2026-01-05T10:00:00.5+09:00", "2026-01-05T01:00:00.5Z"],
  ["2026-01-05 10:00:00", "2026-01-05T10:00:00Z"],
  ["2026-01-05T10:00Z", "2026-01-05T10:00:00Z"],
  ["20260105T100000Z", "2026-01-05T10:00:00Z"],
  ["2026-01", "2026-01-01T00:00:00Z"],
  ["2026/01/05 10:00", "2026-01-05T10:00:00Z"],
  ["2026년 1월 5일 오후 3:00", "2026-01-05T15:00:00Z"],
  ["05.01.2026 10:00", "2026-01-05T10:00:00Z"],
  ["Mon, 05 Jan 2026 24:00:00 GMT", "2026-01-06T00:00:00Z"],
])("reads %s", (text, expected) => {
  expect(new Date(parseDate(text) ?? Number.NaN).toISOString()).toBe(new Date(expected).toISOString());
});

test.each(["", "soon", "yesterday", "2026-02-31", "2026-13-01", "Mon, 32 Jan 2026 10:00:00 GMT", "x".repeat(500)])(
  "does not take %s for a date",
  (text) => {
    expect(parseDate(text)).toBeNull();
  },
);

test("reads back every time that RFC 822 and ISO 8601 can write", () => {
  const times = integer({ min: Date.UTC(1971, 0, 1) / 1000, max: Date.UTC(2100, 0, 1) / 1000 });
  assert(
    property(times, (seconds) => {
      const date = new Date(seconds * 1000);
      expect(parseDate(date.toUTCString())).toBe(date.getTime());
      expect(parseDate(date.toISOString())).toBe(date.getTime());
    }),
  );
});

test("never throws, whatever a date is said to be", () => {
  assert(
    property(string({ unit: "binary" }), (text) => {
      expect(parseDate(text)).not.toBeNaN();
    }),
  );
});

test("believes no date in the future or before 1990", () => {
  const now = Date.UTC(2026, 0, 5);
  expect(believedDate(now - 1000, now)).toBe(now - 1000);
  expect(believedDate(now + 48 * 3_600_000, now)).toBeNull();
  expect(believedDate(Date.UTC(1970, 0, 1), now)).toBeNull();
});
