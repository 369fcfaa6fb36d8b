import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readRetryAfter, RETRY_AFTER_LIMIT_MS, RETRY_DELAYS_MS, retryDelay } from "../../src/deliver/backoff.ts";

const NOW = Date.parse("2026-01-10T12:00:00Z");
const PLAIN = { status: 500, isTimeout: false, retryAfterMs: null };
const HOUR = 3_600_000;

describe("the schedule", () => {
  it("is that of Standard Webhooks' example, the first attempt being at once", () => {
    const seconds = RETRY_DELAYS_MS.map((delay) => delay / 1000);
    expect([0, ...seconds]).toEqual([0, 5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400]);
  });

  it("varies each delay by at most a fifth, and gives up after the tenth attempt", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempts, random) => {
        const base = RETRY_DELAYS_MS[attempts - 1] ?? 0;
        const delay = retryDelay(attempts, PLAIN, random) ?? -1;
        expect(delay).toBeGreaterThanOrEqual(Math.floor(base * 0.8));
        expect(delay).toBeLessThanOrEqual(Math.ceil(base * 1.2));
      }),
    );
    expect(retryDelay(10, PLAIN, 0.5)).toBeNull();
  });

  it("leaves an overloaded receiver alone for a minute at least", () => {
    for (const failure of [{ status: 429 }, { status: 502 }, { status: 504 }, { status: null, isTimeout: true }]) {
      expect(retryDelay(1, { ...PLAIN, ...failure }, 0)).toBe(60_000);
    }
    expect(retryDelay(1, { ...PLAIN, status: 503 }, 0)).toBe(4000);
  });

  it("obeys a Retry-After in full, up to a day, and never comes earlier than planned for it", () => {
    expect(retryDelay(1, { ...PLAIN, status: 429, retryAfterMs: 120_000 }, 1)).toBe(120_000);
    expect(retryDelay(1, { ...PLAIN, status: 503, retryAfterMs: 999_999_999_000 }, 0)).toBe(RETRY_AFTER_LIMIT_MS);
    expect(retryDelay(5, { ...PLAIN, retryAfterMs: 1000 }, 0.5)).toBe(5 * HOUR);
  });
});

describe("a Retry-After header", () => {
  it.each([
    ["120", 120_000],
    ["120.1", 121_000],
    ["64.57", 65_000],
    ["Sat, 10 Jan 2026 12:02:00 GMT", 120_000],
    ["Saturday, 10-Jan-26 12:02:00 GMT", 120_000],
    ["999999999", 999_999_999_000],
  ])("of %s is read as %i ms", (header, expected) => {
    expect(readRetryAfter(header, NOW)).toBe(expected);
  });

  it.each([null, "", " ", "0", "-5", "+5", "invalid", "soon 2030", "Sat, 10 Jan 2026 11:59:59 GMT", "1e9", "NaN"])(
    "of %s says nothing: the schedule stands",
    (header) => {
      expect(readRetryAfter(header, NOW)).toBeNull();
    },
  );
});
