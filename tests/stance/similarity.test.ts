/** Nearness of words and of sentences. */
import { expect, it } from "vitest";
import { nearness, vectorOf } from "../../src/stance/vectors.ts";

const near = (a: string, b: string): number => {
  const [left, right] = [vectorOf(a), vectorOf(b)];
  if (left === null || right === null) throw new Error("words of the table expected");
  return nearness(left, right);
};

it("puts words of one meaning nearer together than strangers", () => {
  expect(near("abandon", "scrap")).toBeGreaterThan(near("abandon", "banana"));
  expect(near("missile", "rocket")).toBeGreaterThan(near("missile", "pension"));
  expect(near("toll", "toll")).toBeCloseTo(1, 1);
});

it("says so where it does not know a word", () => {
  expect(vectorOf("zzyxqv")).toBeNull();
});
