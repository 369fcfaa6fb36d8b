/** An invented dossier of one position, and a stand-in for the detector that goes by one word of the title. */
import type { Dossier, Finding } from "../src/model.ts";
import type { DossierFinding } from "../src/stance/assess.ts";

export const dossier: Dossier = {
  id: "harbour",
  title: "The harbour",
  document: { title: "Who holds what", published: "2025-01-01", language: "en", sha256: null },
  actors: [{ id: "north-isle", name: "North Isle", aliases: ["Northport"], offices: ["harbour minister"], people: [] }],
  targets: [{ id: "toll", name: "the harbour toll", terms: ["toll"] }],
  positions: [
    {
      id: "ni-keeps-toll",
      holders: ["north-isle"],
      target: "toll",
      stance: "favor",
      statement: "North Isle keeps the harbour toll.",
      citations: [{ paragraph: 1, quote: "keeps the toll" }],
      holds: [],
      shifts: [],
    },
  ],
};

/** What the stand-in says of a title that contains the word: a shift, or a hold. */
export function findingOf(title: string): DossierFinding[] {
  const verdict = title.includes("DROPS") ? "shift" : title.includes("KEEPS") ? "hold" : null;
  if (verdict === null) return [];
  const finding: Finding = {
    position: "ni-keeps-toll",
    verdict,
    direction: verdict === "shift" ? "reverses" : null,
    certainty: "stated",
    confidence: 0.9,
    evidence: { field: "title", quote: title, start: 0 },
    speaker: "North Isle",
    why: "the title says so",
  };
  return [{ dossierId: dossier.id, finding }];
}
