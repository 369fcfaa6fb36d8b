import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { FAULTS } from "./faults.ts";

/** Faults that deliveries are known to meet: 53 kinds. */
const KNOWN = 53;

it("answers for every known fault", () => {
  expect(Object.keys(FAULTS)).toHaveLength(KNOWN);
});

it.each(Object.entries(FAULTS))("names a test that there is for the fault %s", (_, { file, title }) => {
  expect(title.length).toBeGreaterThan(10);
  expect(readFileSync(`${import.meta.dirname}/../${file}`, "utf8")).toContain(title);
});
