import model from "wink-eng-lite-web-model";
import winkNLP from "wink-nlp";
import { expect, test } from "vitest";
import { labelledSets } from "../../src/cli/labelled.ts";
import { tagSentence } from "../../src/stance/tag.ts";
import { cutForm, tagLexemes } from "../../src/stance/tagger.ts";

/** Every so many items: the more `readDoc` has read, the likelier it cuts what follows in another way (see tagger.ts). */
const SAMPLE = 40;
const nlp = winkNLP(model, ["pos"]);
const texts = labelledSets()
  .flatMap(({ items }) => items)
  .filter((_, at) => at % SAMPLE === 0)
  .map(({ title, summary }) => `${title} ${summary}`)
  .concat(
    "Won't they've gone? “Can’t say,” Quill's aide (43) said at 5pm... it cost £4.5m—U.S.-led, e.g. at a.b@c.org #tag.",
  );

function plainly(text: string): string[][] {
  const tokens = nlp.readDoc(text).tokens();
  // oxlint-disable-next-line typescript/unbound-method
  const tags = tokens.out(nlp.its.pos);
  return tokens.out().map((value, at) => [value, tags[at] ?? ""]);
}

test.each(texts)("cuts and tags as wink-nlp does: %s", (text) => {
  const lexemes = text.split(/ +/).flatMap(cutForm);
  const tags = tagLexemes(lexemes);
  expect(lexemes.map(({ value }, at) => [value, tags[at]])).toEqual(plainly(text));
});

const words = (text: string): string[] => tagSentence(text, 0).map(({ lower }) => lower);

test("cuts a text the same whatever was read before it", () => {
  const before = words("Zorvath's ferry sails");
  words("The ferry is Zorvath's, he said");
  words("Zorvath's");
  expect(before).toEqual(["zorvath", "'s", "ferry", "sails"]);
  expect(words("Zorvath's ferry sails")).toEqual(before);
  expect(cutForm("Zorvath's").map(({ value }) => value)).toEqual(["Zorvath", "'s"]);
});

test("places tokens where they stand, across spaces of all kinds", () => {
  const text = "“We won’t,”\u00a0said\u2009Quill\nof  Southport";
  for (const { start, end, lower } of tagSentence(text, 100))
    expect(
      text
        .slice(start - 100, end - 100)
        .toLowerCase()
        .replaceAll("’", "'"),
    ).toBe(lower);
});
