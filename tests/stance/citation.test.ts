import { expect, it } from "vitest";
import { checkCitations, paragraphsOf } from "../../src/stance/citation.ts";
import { dossier } from "../harbour.ts";

it("counts the lines that are not blank, from 1", () => {
  expect(paragraphsOf("one\r\n\n  \ntwo\n")).toEqual(["one", "two"]);
});

it("finds nothing wrong where every quote is in its paragraph", () => {
  expect(checkCitations(dossier, "North Isle keeps the toll.\nMore.")).toEqual([]);
});

it("names the position whose quote is in another paragraph", () => {
  expect(checkCitations(dossier, "Weather.\nNorth Isle keeps the toll.")).toEqual([
    { path: "positions.0.citation (ni-keeps-toll)", problem: 'paragraph 1 does not contain "keeps the toll"' },
  ]);
});

it("says how many paragraphs there are when the number is beyond them", () => {
  expect(checkCitations(dossier, "")).toEqual([
    { path: "positions.0.citation (ni-keeps-toll)", problem: "the document has 0 paragraphs, none numbered 1" },
  ]);
});
