import * as fc from "fast-check";
import { expect, it } from "vitest";
import { ruleAct } from "../../src/stance/act-rules.ts";
import { actOf, explainAct, findActor, guessAct } from "../../src/stance/act.ts";
import { tagSentence } from "../../src/stance/tag.ts";

it.each([
  ["Northport parachuted flour to hungry villages.", "Northport", "aid"],
  ["Northport ferried tanks to the border with the isles.", "Northport", "mobilize"],
  ["Northport's officers handcuffed the editor.", "Northport's officers", "coerce"],
  ["The editor was handcuffed by officers from Northport.", "officers from Northport", "coerce"],
  ["Northport's militia strafed a village of the isles.", "Northport's militia", "assault"],
])("reads an act where the lexicon lacks the verb: %s", (text, actor, act) => {
  const found = findActor(text, actor);
  expect(found === null ? null : ruleAct(found.tokens, found.place)?.act).not.toBe(act);
  expect(actOf(text, actor)).toBe(act);
});

it.each([
  ["Northport told the isles they must withdraw.", "request"],
  ["Northport is ready to talk with the isles.", "agree"],
  ["Northport said it would bomb the isles.", "threaten"],
  ["Northport said it would send the isles medicine.", "agree"],
  ["Northport's navy and the isles held a joint exercise.", "cooperate"],
])("keeps what is said, intended and done apart: %s", (text, act) => {
  expect(actOf(text, "Northport")).toBe(act);
});

it("tells whether an act yields by conceding or by retreating", () => {
  expect(actOf("Northport freed the isles' fishermen on Monday.", "Northport")).toBe("retreat");
  expect(actOf("Northport gave in to the marchers and dropped the bill.", "Northport")).toBe("concede");
});

it("has no act where the text does not name the actor or says none", () => {
  expect(actOf("Northport accepts the terms.", "Southport")).toBeNull();
  expect(actOf("Northport accepts the terms.", "")).toBeNull();
  expect(actOf("Northport", "Northport")).toBeNull();
});

it("names the words that gave the act", () => {
  const text = "After a week, Northport parachuted flour to hungry villages.";
  const explained = explainAct(text, "Northport");
  expect(explained?.act).toBe("aid");
  expect(explained?.words.map(({ start, end }) => text.slice(start, end))).toContain("flour");
});

it("guesses at a verb that the lexicon lacks, and says nothing where nothing is likely", () => {
  const tokens = tagSentence("Northport parachuted flour to hungry villages.", 0);
  expect(guessAct(tokens, 1)).toBe("aid");
  expect(guessAct(tagSentence("Northport ripened slowly.", 0), 1)).toBeNull();
});

it("says the lexicon's own act with the words that it is of", () => {
  const found = findActor("Northport refused to drop its demand.", "Northport");
  const ruled = found === null ? null : ruleAct(found.tokens, found.place);
  expect(ruled?.act).toBe("reject");
  expect(found?.tokens.slice(ruled?.from, ruled?.to).map(({ lower }) => lower)).toContain("refused");
});

const pieces = fc.constantFrom(
  "Northport",
  " refused",
  " to",
  " bomb",
  " the isles",
  ", officials said",
  " by ",
  "\ud800",
  "🙂",
  "\n",
  "“",
  " must",
  ".",
);
const texts = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(pieces, { maxLength: 30 }).map((each) => each.join("")),
);

it("reads any text at all, the same each time, and points only into the text", () => {
  fc.assert(
    fc.property(texts, fc.constantFrom("Northport", "officials", "the", "\ud800"), (text, actor) => {
      const explained = explainAct(text, actor);
      expect(explainAct(text, actor)).toEqual(explained);
      expect(actOf(text, actor)).toBe(explained?.act ?? null);
      for (const { start, end } of explained?.words ?? []) expect(text.slice(start, end)).not.toBe("");
      expect(explained?.share ?? 1).toBeGreaterThan(0);
      expect(explained?.share ?? 1).toBeLessThanOrEqual(1);
    }),
    { numRuns: 200 },
  );
});

it("reads an actor's sentence the same whatever sentence follows", () => {
  const sentence = "Northport's officers handcuffed the editor.";
  fc.assert(
    fc.property(fc.constantFrom("Rain fell.", "The isles protested.", "Two people died on Monday."), (next) => {
      expect(explainAct(`${sentence} ${next}`, "Northport's officers")).toEqual(
        explainAct(sentence, "Northport's officers"),
      );
    }),
  );
});
