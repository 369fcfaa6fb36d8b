import { expect, test } from "vitest";
import { labelledSets } from "../../src/cli/labelled.ts";
import { assess, compileDossier } from "../../src/stance/assess.ts";
import { concernedBy, indexDossiers } from "../../src/stance/concern.ts";
import { readItemText, scanItem } from "../../src/stance/scan.ts";

const sets = [...new Map(labelledSets().map((set) => [set.dossier.id, set])).values()];
const dossiers = sets.map(({ dossier }) => compileDossier(dossier));
const index = indexDossiers(dossiers);
/** Every so many items of each subject. */
const SAMPLE = 7;
const texts = sets.flatMap(({ items }) => items.filter((_, at) => at % SAMPLE === 0).map(readItemText));
const unrelated = { title: "Rovers win the cup", summary: "", outlet: null, published: null };

test("picks every dossier that would not turn the item away, in the order they were given", () => {
  for (const text of texts) {
    const picked = concernedBy(text, index);
    const wanted = dossiers.filter((dossier) => scanItem(text, dossier) !== null);
    expect(picked.filter((dossier) => wanted.includes(dossier))).toEqual(wanted);
  }
});

test("leaves out most dossiers of other subjects", () => {
  const picked = texts.reduce((sum, text) => sum + concernedBy(text, index).length, 0);
  expect(picked / texts.length).toBeLessThan(dossiers.length / 2);
  expect(concernedBy(readItemText(unrelated), index)).toEqual([]);
});

test("finds of an item the same with other dossiers loaded as with its own alone", () => {
  for (const [at, { items, dossier }] of sets.entries()) {
    const [item] = items;
    const own = dossiers[at];
    if (item === undefined || own === undefined) throw new Error("an empty set");
    const among = assess(item, dossiers).filter(({ dossierId }) => dossierId === dossier.id);
    expect(among).toEqual(assess(item, [own]));
  }
});
