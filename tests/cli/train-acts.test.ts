/** The sentences that the acts are learnt from are whole, and training on them does what the README says. */
import { expect, it } from "vitest";
import { actSentences, exampleOf } from "../../src/cli/train/act-examples.ts";
import { fitActs } from "../../src/cli/train/act-fit.ts";
import { crossValidateActs } from "../../src/cli/train/act-folds.ts";

const sentences = actSentences();

it("marks an actor in every sentence, under different ids, and a target where it names one", () => {
  expect(new Set(sentences.map(({ id }) => id)).size).toBe(sentences.length);
  expect(new Set(sentences.map(({ text }) => text)).size).toBe(sentences.length);
  const faults = sentences.filter(
    ({ id, text, actor, target, act }) =>
      !text.includes(actor) || (target !== null && !text.includes(target)) || !id.startsWith(`${act}-`),
  );
  expect(faults.map(({ id }) => id)).toEqual([]);
});

it("has at least a hundred sentences of every act, conceding and retreating together", () => {
  const counts = new Map<string, number>();
  for (const { act } of sentences) {
    const root = act === "concede" || act === "retreat" ? "yield" : act;
    counts.set(root, (counts.get(root) ?? 0) + 1);
  }
  expect(counts.size).toBe(15);
  expect(Math.min(...counts.values())).toBeGreaterThanOrEqual(100);
});

it("gives the same weights for the same sentences", () => {
  const examples = sentences.filter((_, at) => at % 10 === 0).map(exampleOf);
  expect(fitActs(examples)).toEqual(fitActs(examples));
});

it("tells acts of sentences that it did not see better than the lexicon alone", { timeout: 60_000 }, () => {
  const { model, rules } = crossValidateActs(sentences.map(exampleOf), 3);
  expect(model.macroF1).toBeGreaterThan(0.74);
  expect(model.macroF1 - rules.macroF1).toBeGreaterThan(0.08);
});
