/** The data file of the acts is whole and small. */
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { DENSE_SIZE } from "../../src/stance/act-features.ts";
import { type ActWeights, chooseAct, prepareActs, shippedActs, votesFor } from "../../src/stance/act-model.ts";

const file = readFileSync("src/stance/act-weights.json");
const weights = JSON.parse(file.toString()) as ActWeights;
const GZIP_LIMIT = 60 * 1024;

it("has a weight for every act, feature and number", () => {
  const names = weights.names.split("\n");
  expect(new Set(names).size).toBe(names.length);
  expect(weights.acts).toHaveLength(16);
  expect(prepareActs(weights).weights).toHaveLength((names.length + DENSE_SIZE + 1) * weights.acts.length);
});

it("stays small", () => {
  expect(gzipSync(file).length).toBeLessThan(GZIP_LIMIT);
});

it("has conceding and retreating stand together against the other acts", () => {
  const model = prepareActs({
    acts: ["accuse", "concede", "retreat"],
    names: "word",
    step: 1,
    cells: Buffer.from(Int8Array.from([3, 2, 3, ...Array<number>(3 * DENSE_SIZE + 3).fill(0)]).buffer).toString(
      "base64",
    ),
  });
  const features = {
    named: new Map([[model.rowOf("word"), { value: 1, at: 4 }]]),
    dense: new Float32Array(DENSE_SIZE),
    vectors: [],
  };
  const choice = chooseAct(features, model);
  expect(choice.act).toBe("retreat");
  expect(choice.share).toBeCloseTo((Math.exp(2) + Math.exp(3)) / (Math.exp(2) + 2 * Math.exp(3)), 5);
  expect([...votesFor(choice.index, features, [], model).keys()]).toEqual([4]);
});

it("knows the lexicon's own answer as a feature", () => {
  expect(shippedActs().rowOf("rule reject")).toBeGreaterThanOrEqual(0);
  expect(shippedActs().rowOf("no such feature")).toBe(-1);
});
