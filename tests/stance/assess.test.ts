/** The detector as a whole, on a dossier that nothing was trained on. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AssessableItem } from "../../src/model.ts";
import { assess, compileDossier } from "../../src/stance/assess.ts";
import { readDossier } from "../../src/stance/dossier.ts";
import { plainText } from "../../src/stance/text.ts";

const read = readDossier({
  id: "canal-toll",
  title: "The canal toll",
  document: { title: "Who holds what on the toll", published: "2026-01-10" },
  actors: [
    {
      id: "arland",
      name: "Arland",
      aliases: ["Port Arl"],
      offices: ["transport minister"],
      people: [{ name: "Ida Brock", aliases: ["Brock"], office: "transport minister" }],
    },
    { id: "beria", name: "Berovia" },
  ],
  targets: [{ id: "toll", name: "the canal toll", terms: ["toll", "canal fee", "transit charge"] }],
  positions: [
    {
      id: "arland-keeps-toll",
      holders: ["arland"],
      target: "toll",
      stance: "favor",
      statement: "Arland keeps its toll on ships that pass the canal and rejects any exemption.",
      citation: { paragraph: 1, quote: "keeps its toll" },
      holds: ["Arland says the canal toll stays"],
      shifts: ["Arland agrees to scrap the canal toll", "Arland is ready to exempt ships from the toll"],
    },
  ],
});
if (read.kind !== "dossier") throw new Error("the dossier of this test is invalid");
const dossier = compileDossier(read.dossier);
const item = (title: string, summary = ""): AssessableItem => ({ title, summary, outlet: "wire", published: null });
const judge = (title: string, summary = "") => assess(item(title, summary), [dossier]).map(({ finding }) => finding);

describe("assess", () => {
  it("finds a holder that drops its position", () => {
    const [finding] = judge(
      "Arland agrees to drop canal toll",
      "Transport minister Ida Brock said the government would no longer charge ships.",
    );
    expect(finding).toMatchObject({ position: "arland-keeps-toll", verdict: "shift", certainty: "stated" });
    expect(finding?.direction).not.toBeNull();
    expect(finding?.why).toContain("Arland");
  });

  it("finds no change where the holder repeats its position", () => {
    for (const { verdict } of judge("Arland reiterates canal toll stays, rejects exemption"))
      expect(verdict).not.toBe("shift");
  });

  it("finds no change where somebody else urges it or analysts expect it", () => {
    const verdicts = [
      "Berovia urges Arland to scrap canal toll",
      "Could Arland scrap its canal toll? Analysts doubt it",
    ].flatMap((title) => judge(title));
    for (const { verdict } of verdicts) expect(verdict).not.toBe("shift");
  });

  it("says nothing about an item that names nobody and nothing of the dossier", () => {
    expect(judge("Local choir wins national prize", "The singers celebrated until midnight.")).toEqual([]);
  });

  it("cuts its evidence from the item's plain text, whatever the text", () => {
    const word = fc.oneof(
      fc.constantFrom(
        "Arland",
        "Brock",
        "toll",
        "canal",
        "<p>",
        "&amp;",
        "drops",
        "agrees",
        "?",
        ".",
        "😀",
        "\ud800",
        "no longer",
      ),
      fc.string(),
    );
    const text = fc.array(word, { maxLength: 40 }).map((words) => words.join(" "));
    fc.assert(
      fc.property(text, text, (title, summary) => {
        for (const { finding } of assess(item(title, summary), [dossier])) {
          const { field, quote, start } = finding.evidence;
          const plain = plainText(field === "title" ? title : summary);
          expect(plain.slice(start, start + quote.length)).toBe(quote);
          expect(finding.confidence).toBeGreaterThanOrEqual(0);
          expect(finding.confidence).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it("gives the same answer twice, and in any company of dossiers", () => {
    const other = compileDossier({ ...dossier.source, id: "another" });
    const asked = item("Arland agrees to drop canal toll");
    const alone = assess(asked, [dossier]);
    expect(alone).not.toEqual([]);
    expect(assess(asked, [dossier])).toEqual(alone);
    expect(assess(asked, [other, dossier]).filter(({ dossierId }) => dossierId === "canal-toll")).toEqual(alone);
  });
});
