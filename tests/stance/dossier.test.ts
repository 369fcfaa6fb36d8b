import { describe, expect, it } from "vitest";
import { describeProblems, readDossier } from "../../src/stance/dossier.ts";
import { dossier as harbour } from "../harbour.ts";

/** The smallest dossier that is right: only what the format requires. */
function minimal() {
  return {
    id: "harbour",
    title: "The harbour",
    document: { title: "Who holds what", published: "2025-01-01" },
    actors: [{ id: "north-isle", name: "North Isle" }],
    targets: [{ id: "toll", name: "the harbour toll", terms: ["toll"] }],
    positions: [
      {
        id: "ni-keeps-toll",
        holders: ["north-isle"],
        target: "toll",
        stance: "favor",
        statement: "North Isle keeps the harbour toll.",
        citation: { paragraph: 1, quote: "keeps the toll" },
      },
    ],
  };
}

/** Makes a right dossier wrong in one place: the draft is loose on purpose. */
// oxlint-disable-next-line typescript/no-explicit-any
type Spoil = (draft: any) => unknown;

function problemsOf(input: unknown): string {
  const result = readDossier(input);
  return result.kind === "invalid" ? describeProblems("baseline/harbour/dossier.json", result.problems) : "";
}

describe("readDossier", () => {
  it("fills in every optional part of the smallest dossier", () => {
    expect(readDossier(minimal())).toEqual({
      kind: "dossier",
      dossier: { ...harbour, actors: [{ ...harbour.actors[0], aliases: [], offices: [] }] },
    });
  });

  it("takes several citations as an array", () => {
    const input = minimal();
    const citation = [
      { paragraph: 1, quote: "a" },
      { paragraph: 2, quote: "b" },
    ];
    const result = readDossier({ ...input, positions: [{ ...input.positions[0], citation }] });
    expect(result).toMatchObject({ dossier: { positions: [{ citations: citation }] } });
  });

  it.each([
    ["a missing title", (d) => delete d.title, "baseline/harbour/dossier.json: title: "],
    ["an unknown field", (d) => (d.extra = 1), "baseline/harbour/dossier.json: extra: "],
    ["an unknown field deep inside", (d) => (d.actors[0].alias = "x"), "actors.0.alias: "],
    ["a target without terms", (d) => (d.targets[0].terms = []), "targets.0.terms: needs a term"],
    ["a stance that is none", (d) => (d.positions[0].stance = "for"), "positions.0.stance: "],
    ["a citation without its quote", (d) => delete d.positions[0].citation.quote, "positions.0.citation.quote: "],
    [
      "a paragraph counted from 0",
      (d) => (d.positions[0].citation.paragraph = 0),
      "positions.0.citation.paragraph: paragraphs are counted from 1",
    ],
    [
      "a date that is none",
      (d) => (d.document.published = "March"),
      "document.published: must be a date such as 2024-03-25",
    ],
    [
      "a holder that does not exist",
      (d) => d.positions[0].holders.push("nobody"),
      'positions.0.holders.1: no actor has the id "nobody"',
    ],
    [
      "a target that does not exist",
      (d) => (d.positions[0].target = "tax"),
      'positions.0.target: no target has the id "tax"',
    ],
    [
      "an id used twice",
      (d) => d.actors.push({ id: "north-isle", name: "Again" }),
      'actors.1.id: "north-isle" is used twice',
    ],
  ] satisfies [string, Spoil, string][])("names file, path and problem of %s", (_, spoil, expected) => {
    const draft = structuredClone(minimal());
    spoil(draft);
    expect(problemsOf(draft)).toContain(expected);
  });

  it.each([[null], [7], ["text"]])("refuses %j, which is no object", (input) => {
    expect(problemsOf(input)).toContain("baseline/harbour/dossier.json: (the file): ");
  });
});
