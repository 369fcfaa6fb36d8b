import * as fc from "fast-check";
import { expect, test } from "vitest";
import { CAPITAL, DIGIT, kindAt, LETTER, MARK, STOP } from "../../src/stance/char.ts";

/** What expressions say of the character at a code unit; both halves of one are of its kinds. */
function kindsOf(text: string): number[] {
  return Array.from(text).flatMap((char) => {
    const kinds =
      (/\p{L}/u.test(char) ? LETTER : 0) |
      (/\p{N}/u.test(char) ? DIGIT : 0) |
      (/\p{M}/u.test(char) ? MARK : 0) |
      (/\p{Lu}/u.test(char) ? CAPITAL : 0) |
      (/[.!?…\n]/.test(char) ? STOP : 0);
    return Array.from({ length: char.length }, () => kinds);
  });
}

const ASKED = LETTER | DIGIT | MARK | CAPITAL | STOP;

test("tells of every code unit what expressions tell of its character", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: fc.constantFrom("a", "Z", "É", "7", "’", "…", "\u0301", "\ud835", "\udc00", "𝐀", "\n") }),
  );
  fc.assert(
    fc.property(text, (text) => {
      expect(Array.from({ length: text.length }, (_, at) => kindAt(text, at) & ASKED)).toEqual(kindsOf(text));
    }),
  );
});
