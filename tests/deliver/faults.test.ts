import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { FAULTS } from "./faults.ts";

/** Faults that deliveries are known to meet: 53 kinds. */
const KNOWN = 53;

it("answers for every known fault", () => {
  expect(Object.keys(FAULTS)).toHaveLength(KNOWN);
});

it.each(Object.entries(FAULTS))("names a test that there is, or a reason, for the fault %s", (_, answer) => {
  const shown = "why" in answer ? answer.why : readFileSync(`${import.meta.dirname}/../${answer.file}`, "utf8");
  expect(shown).toContain("why" in answer ? answer.why : answer.title);
  expect("why" in answer ? answer.why.length : answer.title.length).toBeGreaterThan(10);
});
