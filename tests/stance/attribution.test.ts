import { describe, expect, it } from "vitest";
import type { Statement } from "../../src/model.ts";
import { compileActors } from "../../src/stance/mention.ts";
import { readItem } from "../../src/stance/read.ts";

const actors = compileActors([
  {
    id: "north",
    name: "Northland",
    aliases: [],
    offices: ["harbour minister"],
    people: [{ name: "Ada Quill", aliases: ["Quill"], office: "president", from: null, until: null }],
  },
  { id: "south", name: "Southland", aliases: [], offices: [], people: [] },
]);

/** What is reported: the words, whose act it is, and the act; it must be the same however it is attributed. */
const CONTENTS = [
  ["Southland rejects the treaty", "south", "reject"],
  ["Southland has lifted the embargo", "south", "retreat"],
  ["Southland refused to drop its demand", "south", "reject"],
  ["a baker condemned the raid", null, "accuse"],
  ["Northland accepts the terms", "north", "concede"],
  ["Southland suspended the talks", "south", "sanction"],
  ["Southland will not sign the treaty", "south", "reject"],
  ["Southland backs the harbour plan", "south", "support"],
] as const;

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

type Form = readonly [how: string, write: (content: string) => { title: string; summary: string }];

const inSummary =
  (write: (content: string) => string) =>
  (content: string): { title: string; summary: string } => ({
    title: "Northland speaks at last",
    summary: write(content),
  });
const inTitle =
  (write: (content: string) => string) =>
  (content: string): { title: string; summary: string } => ({ title: write(content), summary: "" });

const FORMS: Form[] = [
  ["before, by name", inSummary((content) => `Northland said that ${content}.`)],
  ["before, by an office", inSummary((content) => `The harbour minister told reporters that ${content}.`)],
  ["before, by a pronoun", inSummary((content) => `It said ${content}.`)],
  ["before, according to", inSummary((content) => `According to Northland officials, ${content}.`)],
  ["after, by name", inSummary((content) => `${capital(content)}, Quill said on Monday.`)],
  ["after, by an office", inSummary((content) => `${capital(content)}, the harbour minister told reporters.`)],
  ["after, by a pronoun", inSummary((content) => `${capital(content)}, it said in a statement.`)],
  ["after, inverted", inSummary((content) => `${capital(content)}, said President Quill.`)],
  ["after, to somebody", inSummary((content) => `${capital(content)}, Quill told the council on Monday.`)],
  ["after, according to", inSummary((content) => `${capital(content)}, according to Northland officials.`)],
  ["after, quoted", inSummary((content) => `“${capital(content)},” Quill said.`)],
  ["with more to come", inSummary((content) => `Rain fell, Quill said, adding that ${content}.`)],
  ["in a quotation that goes on", inSummary((content) => `“Rain fell,” Quill said. “${capital(content)}.”`)],
  ["in a title, by a colon", inTitle((content) => `Quill: ${content}`)],
  ["in a title, after", inTitle((content) => `${capital(content)}, says Quill`)],
  ["in a title, by a dash", inTitle((content) => `${capital(content)} - Quill`)],
];

const reported = (item: { title: string; summary: string }, act: string): Statement | undefined =>
  readItem(item, actors).statements.find((each) => each.act === act);

describe.each(FORMS)("what is attributed %s", (_, write) => {
  it.each(CONTENTS)("keeps reporter and actor: %s", (content, id, act) => {
    const statement = reported(write(content), act);
    expect(statement?.sources.map(({ actor }) => actor)).toEqual(["north"]);
    expect(statement?.actor.id ?? null).toBe(id);
  });
});

describe("what is said around its source", () => {
  it.each(["Quill", "the harbour minister", "she"])("is read as if %s did not interrupt", (source) => {
    const item = {
      title: "Quill speaks at last",
      summary: `The treaty, ${source} said, will be rejected by Southland.`,
    };
    const statement = reported(item, "reject");
    expect({ by: statement?.actor.id, sources: statement?.sources.map(({ actor }) => actor) }).toEqual({
      by: "south",
      sources: ["north"],
    });
    expect(item.summary).toContain(statement?.evidence.quote);
  });
});

describe("what stands beside a report", () => {
  it.each([
    ["The treaty is dead, but Quill said rain fell."],
    ["Southland rejects the treaty, but the harbour minister said rain fell."],
  ])("is nobody's words: %s", (summary) => {
    const [statement] = readItem({ title: "", summary }, actors).statements;
    expect(statement?.sources).toEqual([]);
  });
});
