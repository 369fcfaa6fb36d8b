import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findReports } from "../../src/stance/report.ts";

function read(text: string): { form: string; source: string; content: string }[] {
  const cut = ({ start, end }: { start: number; end: number }): string => text.slice(start, end);
  return findReports(text).map(({ form, source, content }) => ({
    form,
    source: cut(source),
    content: content.map(cut).join(" … "),
  }));
}

describe("a report", () => {
  it.each([
    [
      "The harbour ministry said that the strait would close.",
      "before",
      "The harbour ministry",
      "that the strait would close",
    ],
    ["Quill says the strait will close.", "before", "Quill", "the strait will close"],
    [
      "The strait will close, the harbour ministry said on Monday.",
      "after",
      "the harbour ministry",
      "The strait will close",
    ],
    ["“The strait will close,” said Ada Quill.", "after", "Ada Quill", "“The strait will close,”"],
    ["The strait will close, according to two officials.", "after", "two officials", "The strait will close"],
    ["According to two officials, the strait will close.", "before", "two officials", "the strait will close"],
    ["The strait, she said, will stay closed for a year.", "around", "she", "The strait … will stay closed for a year"],
    ["Quill: no talks before spring", "colon", "Quill", "no talks before spring"],
    [
      "Ada Quill, who leads the council, denied that the strait would close.",
      "before",
      "Ada Quill",
      "that the strait would close",
    ],
  ])("gives its source and content: %s", (text, form, source, content) => {
    expect(read(text)[0]).toEqual({ form, source, content });
  });

  it("shares its source with the report that it follows", () => {
    expect(read("Quill rejected the terms, saying the strait would close.").at(-1)).toMatchObject({
      source: "Quill",
      content: "the strait would close",
    });
  });

  it("takes in a quotation that goes on in the next sentence", () => {
    const [report] = read("“The strait will close,” Quill said. “It will not open again.”");
    expect(report?.content).toBe("“The strait will close,” … “It will not open again.”");
  });

  it("is not read into a noun or a passive", () => {
    expect(read("The report on the strait was late.")).toEqual([]);
  });
});

it("finds spans of the text in any text, and never throws", () => {
  const words = fc.constantFrom(
    "Quill",
    "said",
    "that",
    ",",
    "“",
    "”",
    "according to",
    "who",
    "and",
    ".",
    ":",
    "denied",
    "🙂",
    "(",
    ")",
    "the strait",
    "will",
    "close",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: "binary", maxLength: 200 }),
        fc.array(words, { maxLength: 40 }).map((each) => each.join(" ")),
      ),
      (text) => {
        for (const { source, cue, content } of findReports(text)) {
          for (const { start, end } of [source, cue, ...content]) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeGreaterThan(start);
            expect(end).toBeLessThanOrEqual(text.length);
          }
        }
      },
    ),
    { numRuns: 200 },
  );
});
