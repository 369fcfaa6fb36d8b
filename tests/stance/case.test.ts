import { expect, test } from "vitest";
import { type Casing, casingOf, normaliseCase } from "../../src/stance/case.ts";

test.each<[Casing, string]>([
  ["sentence", "Northland signs the water treaty with Southland"],
  ["sentence", "Northland Signs Treaty"],
  ["title", "Northland Signs the Water Treaty With Southland"],
  ["title", "Île Côtière Signe Étrange Écluse Traité"],
  ["title", "Northland’s Minister Won’t Sign the Water Treaty"],
  ["capitals", "NORTHLAND SIGNS THE WATER TREATY"],
  ["capitals", "ÎLE CÔTIÈRE SIGNS THE TREATY"],
  ["capitals", "NORTHLAND’S MINISTER WON’T SIGN"],
  ["sentence", "北国 は 条約 に 署名 した"],
  ["sentence", ""],
])("takes for %s: %s", (casing, text) => {
  expect(casingOf(text)).toBe(casing);
});

test("keeps a name's capital and the length of the text", () => {
  const text = "NORTHLAND SIGNS THE WATER TREATY";
  expect(normaliseCase(text, [{ start: 0, end: 9 }], () => false)).toBe("Northland signs the water treaty");
});
