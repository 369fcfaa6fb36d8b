import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Statement } from "../../src/model.ts";
import { compileActors } from "../../src/stance/mention.ts";
import { readItem } from "../../src/stance/read.ts";

const actors = compileActors([
  {
    id: "north-isle",
    name: "Northland",
    aliases: ["Northport"],
    offices: ["harbour minister"],
    people: [{ name: "Ada Quill", aliases: ["Quill"], office: "president", from: null, until: null }],
  },
  { id: "south-isle", name: "Southland", aliases: ["Southport"], offices: [], people: [] },
]);

function first(title: string, summary = ""): Statement {
  const [statement] = readItem({ title, summary }, actors).statements;
  if (statement === undefined) throw new Error(`nothing was read from: ${title}`);
  return statement;
}

describe("who acts", () => {
  it.each([
    ["Northland rejects the treaty", "north-isle"],
    ["Northport rejects the treaty", "north-isle"],
    ["President Quill rejects the treaty", "north-isle"],
    ["The harbour minister rejects the treaty", "north-isle"],
    ["Treaty is rejected by Northland", "north-isle"],
    ["Quill: will not accept the treaty", "north-isle"],
    ["Southland rejects the treaty with Northland", "south-isle"],
  ])("is found in: %s", (title, id) => {
    expect(first(title).actor.id).toBe(id);
  });

  it("is whom a pronoun stands for in the next sentence", () => {
    const { statements } = readItem(
      { title: "Quill speaks to the council", summary: "She rejected the treaty." },
      actors,
    );
    expect(statements.at(-1)).toMatchObject({ actor: { id: "north-isle" }, act: "reject" });
  });
});

describe("how it is asserted", () => {
  it.each([
    ["Northland accepted the treaty", "done"],
    ["Northland to accept the treaty", "planned"],
    ["Northland may accept the treaty", "possible"],
    ["Will Northland accept the treaty?", "asked"],
    ["If Northland accepts the treaty, tolls will fall", "hypothetical"],
    ["Southland urges the isles to accept the treaty", "urged"],
    ["Northland denies it accepted the treaty", "denied"],
    ["Ten years ago Northland accepted the treaty", "recalled"],
    ["Northland will accept the treaty, analysts say", "foreseen"],
  ])("is told apart in: %s (%s)", (title, factuality) => {
    expect(first(title).factuality).toBe(factuality);
  });
});

it.each([
  ["Northland lifted the embargo", true],
  ["Northland condemned the embargo", false],
  ["Northland refused to lift the embargo", false],
])("tells deeds from words: %s (%s)", (title, isMaterial) => {
  expect(first(title).isMaterial).toBe(isMaterial);
});

describe("who reports it", () => {
  it.each([
    ["Quill: the treaty stays rejected", { actor: "north-isle", rung: "leader" }],
    ["Treaty is rejected, Northland officials say", { actor: "north-isle", rung: "official" }],
    ["Northland rejects treaty - sources", { actor: null, rung: "official" }],
    ["Northland rejects the treaty, according to analysts", { actor: null, rung: "analyst" }],
  ])("is found in: %s", (title, source) => {
    expect(first(title).sources).toEqual([expect.objectContaining(source)]);
  });
});

describe("any text at all", () => {
  const anyText = fc.oneof(
    fc.string({ unit: "binary", maxLength: 400 }),
    fc
      .array(
        fc.constantFrom(
          "Northland",
          "rejects",
          "the",
          "treaty",
          "not",
          "says",
          ":",
          ",",
          "?",
          "“",
          "🙂",
          "\ud800",
          "<p>",
          "&amp;",
          "-",
        ),
        {
          maxLength: 60,
        },
      )
      .map((words) => words.join(" ")),
  );

  it("never throws, gives evidence that is in the text, and the same statements again", () => {
    fc.assert(
      fc.property(anyText, anyText, (title, summary) => {
        const { text, statements } = readItem({ title, summary }, actors);
        const spans = statements.flatMap(({ evidence, content }) =>
          content === null ? [evidence] : [evidence, content],
        );
        for (const { field, start, quote } of spans) expect(text[field].slice(start, start + quote.length)).toBe(quote);
        expect(readItem({ title, summary }, actors).statements).toEqual(statements);
      }),
      { numRuns: 300 },
    );
  });
});
