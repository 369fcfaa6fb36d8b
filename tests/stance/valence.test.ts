/** For or against, composed without a parse. */
import { expect, it } from "vitest";
import { valencesOf } from "../../src/stance/valence.ts";
import { wordsOf } from "../../src/stance/words.ts";

const sideOf = (text: string, word: string): number => {
  const words = wordsOf(text, "title");
  return valencesOf(words, text)[words.findIndex(({ lower }) => lower === word)] ?? NaN;
};

it.each([
  ["Arland keeps its toll", 1],
  ["Arland drops its toll", -1],
  ["Arland refuses to drop its toll", 1],
  ["Arland will not refuse to drop its toll", -1],
  ["Canal toll lifted", -1],
  ["Ships near the toll", 0],
])("reads %s as %i", (text, side) => {
  expect(sideOf(text, "toll")).toBe(side);
});

it("does not let one clause govern the next", () => {
  expect(sideOf("Arland drops its plan, ships near the toll", "toll")).toBe(0);
});
