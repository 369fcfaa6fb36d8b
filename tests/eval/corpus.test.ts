/** The labelled sets are whole: every dossier valid, every citation in its document, every label consistent. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { labelledSets } from "../../src/cli/labelled.ts";
import { loadDossier } from "../../src/cli/load-dossier.ts";
import { checkCitations } from "../../src/stance/citation.ts";

const sets = labelledSets();
const splits = JSON.parse(readFileSync("tests/eval/splits.json", "utf8")) as { heldIn: string[]; heldOut: string[] };

it("puts every subject on exactly one side of the split", () => {
  expect([...splits.heldIn, ...splits.heldOut].toSorted()).toEqual(readdirSync("tests/eval/corpus").toSorted());
});

it("has at least 3,000 items over at least 24 subjects, under different ids", () => {
  const ids = sets.flatMap(({ items }) => items.map(({ id }) => id));
  expect(ids.length).toBeGreaterThanOrEqual(3000);
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(sets.map(({ dossier }) => dossier.id)).size).toBeGreaterThanOrEqual(24);
});

it.each(sets.map((set) => [set.name, set] as const))("labels %s consistently", (_, { dossier, items }) => {
  const positions = new Set(dossier.positions.map(({ id }) => id));
  const faults = items.filter(({ labels, alert, kind }) => {
    const isShift = labels.some(({ verdict }) => verdict === "shift");
    const isKnown = labels.every(({ position }) => positions.has(position));
    const hasDirections = labels.every(({ verdict, direction }) => (direction !== null) === (verdict === "shift"));
    return (
      !isKnown ||
      !hasDirections ||
      isShift !== alert ||
      (kind === "shift") !== alert ||
      (kind === "unrelated" && labels.length > 0)
    );
  });
  expect(faults.map(({ id }) => id)).toEqual([]);
});

it("cites what the documents say", () => {
  const folders = [...readdirSync("tests/eval/corpus").map((id) => `tests/eval/corpus/${id}`), "tests/eval/eu-ukraine"];
  const problems = folders.flatMap((folder) =>
    checkCitations(loadDossier(folder), readFileSync(`${folder}/document.txt`, "utf8")),
  );
  expect(problems).toEqual([]);
});
