import { assert, constantFrom, oneof, property, string } from "fast-check";
import { expect, test } from "vitest";
import { withoutNoise } from "../../src/stance/noise.ts";

const units = constantFrom("a", "7", "!", ".", "_", " ", "\n", "é", "’", "😀", "\ud83d", "x".repeat(70), "-----");

test("blanks exactly marks that stand four times in a row and words of two hundred characters, and keeps the length", () => {
  assert(
    property(oneof(string({ unit: units }), string({ unit: "binary" })), (text) => {
      const blanked = text.replaceAll(/([^\p{L}\p{N}\s])\1{3,}|\S{200,}/gu, (run) => " ".repeat(run.length));
      expect(withoutNoise(text)).toBe(blanked);
    }),
  );
});

test.each([
  ["Stop!!!! Now", "Stop     Now"],
  ["No... not yet", "No... not yet"],
  ["😀😀😀😀 talks", "         talks"],
  ["aaaaaaa", "aaaaaaa"],
])("shows the tagger of “%s” only “%s”", (text, shown) => {
  expect(withoutNoise(text)).toBe(shown);
});
