/** The hashes that tell items, and their changes, apart. */
import { assert, nat, pre, property, string } from "fast-check";
import { expect, it } from "vitest";
import { hash64, newFingerprint } from "../../src/feed/hash.ts";

/** Behind it only samples count. */
const EXACT_UNITS = 600;

function fingerprintOf(...texts: string[]): string {
  const hash = newFingerprint();
  for (const text of texts) hash.add(`<${text}>`, 1, text.length + 1);
  return hash.digest();
}

it("gives the keys that databases hold already", () => {
  expect(hash64("")).toBe("fd4abca42ec0aba1");
  expect(hash64("guid news.example.org/2026/01/a")).toBe("0facf7e6ac87c89c");
  expect(hash64("a".repeat(2000))).toBe("6704a5f461a46192");
});

it("shows a change of one character near the start of a text, wherever it is", () => {
  const text = string({ minLength: 1, maxLength: EXACT_UNITS, unit: "binary" });
  assert(
    property(text, nat(), nat({ max: 0xffff }), (before, place, code) => {
      const at = place % before.length;
      const after = before.slice(0, at) + String.fromCharCode(code) + before.slice(at + 1);
      pre(after !== before && after.length === before.length);
      expect(fingerprintOf(after)).not.toBe(fingerprintOf(before));
      expect(hash64(after)).not.toBe(hash64(before));
    }),
  );
});

it("shows a change of length, and where one text ends and the next begins", () => {
  expect(fingerprintOf("a".repeat(5000))).not.toBe(fingerprintOf("a".repeat(5001)));
  expect(fingerprintOf("ab", "c")).not.toBe(fingerprintOf("a", "bc"));
});
