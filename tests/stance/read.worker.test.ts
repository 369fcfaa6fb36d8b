import { expect, it } from "vitest";
import { compileActors } from "../../src/stance/mention.ts";
import { readItem } from "../../src/stance/read.ts";
import { FAMILIES } from "./pairs.ts";

const actors = compileActors([{ id: "north", name: "Northland", aliases: [], offices: [], people: [] }]);

it.each(FAMILIES.map((family) => [`Northland ${family.verb[1]} ${family.rest}.`, family] as const))(
  "reads the same inside workerd: %s",
  (sentence, { act, polarity, content }) => {
    const { language, statements } = readItem({ title: "", summary: sentence }, actors);
    const statement = statements.findLast((each) => each.content?.quote.includes(content) === true);
    expect(language).toBe("en");
    expect(statement).toMatchObject({ actor: { id: "north" }, act, polarity });
  },
);

it("says inside workerd too which text is unread", () => {
  const summary = "Le gouvernement lève les sanctions contre la Corée du Nord";
  expect(readItem({ title: "", summary }, actors)).toMatchObject({ language: "fr", statements: [] });
});
