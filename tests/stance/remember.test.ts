import { expect, test } from "vitest";
import { remembering } from "../../src/stance/remember.ts";

function counting(): { read: (text: string) => string; reads: string[] } {
  const reads: string[] = [];
  const read = remembering((text) => {
    reads.push(text);
    return text.toUpperCase();
  });
  return { read, reads };
}

test("reads a word once", () => {
  const { read, reads } = counting();
  expect([read("ferry"), read("toll"), read("ferry")]).toEqual(["FERRY", "TOLL", "FERRY"]);
  expect(reads).toEqual(["ferry", "toll"]);
});

test("keeps no long text", () => {
  const { read, reads } = counting();
  const long = "ferry".repeat(10);
  expect([read(long), read(long)]).toEqual([long.toUpperCase(), long.toUpperCase()]);
  expect(reads).toHaveLength(2);
});

test("forgets rather than grow without end", () => {
  const { read, reads } = counting();
  const words = Array.from({ length: 50_000 }, (_, at) => `w${at}`);
  for (const word of words) expect(read(word)).toBe(word.toUpperCase());
  expect(read("w0")).toBe("W0");
  expect(reads.filter((word) => word === "w0")).toHaveLength(2);
});
