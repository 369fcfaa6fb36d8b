import { expect, it } from "vitest";
import { actOf } from "../../src/stance/act.ts";

it.each([
  ["Northport accepts the terms.", "concede"],
  ["Northport does not accept the terms.", "reject"],
  ["Northport rejects the terms.", "reject"],
  ["Northport refuses to drop its demand.", "reject"],
  ["Northport drops its demand.", "concede"],
  ["Northport lifts its sanctions on the isles.", "retreat"],
  ["Northport imposes sanctions on the isles.", "coerce"],
  ["Northport suspends aid to the isles.", "sanction"],
  ["Northport agreed to hold talks with the isles.", "agree"],
  ["Northport will meet the isles' envoy on Monday.", "agree"],
  ["Northport met the isles' envoy on Monday.", "consult"],
  ["Northport gave its consent to the treaty.", "agree"],
  ["Northport threatened to attack the isles.", "threaten"],
  ["Northport condemned the raid.", "accuse"],
  ["Northport urged the isles to sign the treaty.", "request"],
  ["The raid was condemned by Northport.", "accuse"],
  ["Northport said the isles must withdraw.", "request"],
  ["Northport said the isles must ensure calm.", "request"],
  ["Northport, which has long been patient, rejected the terms.", "reject"],
])("reads the act of the actor in: %s (%s)", (text, act) => {
  expect(actOf(text, "Northport")).toBe(act);
});

it("has no act for somebody whom the text does not name", () => {
  expect(actOf("Northport accepts the terms.", "Southport")).toBeNull();
});
