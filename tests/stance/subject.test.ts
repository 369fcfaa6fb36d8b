import { describe, expect, it } from "vitest";
import type { Statement } from "../../src/model.ts";
import { compileActors } from "../../src/stance/mention.ts";
import { readItem } from "../../src/stance/read.ts";

const actors = compileActors([
  {
    id: "north",
    name: "Northland",
    aliases: ["Northport"],
    offices: ["harbour minister"],
    people: [{ name: "Ada Quill", aliases: ["Quill"], office: "president", from: null, until: null }],
  },
  { id: "south", name: "Southland", aliases: ["Southport"], offices: [], people: [] },
]);

/** The statement that one of the words gave. */
function by(cue: string, title: string, summary = ""): Statement {
  const found = readItem({ title, summary }, actors).statements.findLast(({ cues }) =>
    cues.some((each) => each.split(" ").includes(cue)),
  );
  if (found === undefined) throw new Error(`no statement of "${cue}" in: ${title} ${summary}`);
  return found;
}

describe("the subject of a predicate", () => {
  it.each([
    [
      "behind an opening phrase",
      "rejected",
      "After weeks of talks with Southland, Northland rejected the treaty.",
      "north",
    ],
    [
      "behind an opening phrase without a comma",
      "withhold",
      "From next year the Northland government will withhold aid.",
      "north",
    ],
    ["before an apposition", "rejected", "Quill, the president, rejected the treaty.", "north"],
    ["before a relative clause", "rejected", "Quill, who met Southland on Monday, rejected the treaty.", "north"],
    ["not what a preposition governs", "rejected", "A baker in Northland rejected the treaty.", null],
    ["whose officials speak", "rejected", "Officials from Northland rejected the treaty.", "north"],
    ["shared by a second verb", "condemned", "Northland rejected the treaty and condemned the raid.", "north"],
    ["a new one after and", "condemned", "Northland rejected the treaty and Southland condemned the raid.", "south"],
    ["the agent of a passive", "signed", "The treaty was signed by Southland in Northport.", "south"],
    ["the agent behind a bare participle", "signed", "Northland rejects terms signed by Southland.", "south"],
    ["the owner of a noun", "acceptance", "Southland's acceptance of the treaty surprised bakers.", "south"],
    ["whoever is urged", "sign", "Northland urges Southland to sign the treaty.", "south"],
  ])("is found %s", (_, cue, sentence, actor) => {
    expect(by(cue, "", sentence).actor.id).toBe(actor);
  });

  it("is the speaker where the words are we", () => {
    expect(by("reject", "Quill: we reject the treaty").actor).toMatchObject({ id: "north", rung: "leader" });
  });

  it("is whom the sentence named last for a possessive", () => {
    expect(by("rejected", "Quill visits the market", "Her office rejected the treaty.").actor.id).toBe("north");
  });

  it("negates what nobody does", () => {
    expect(by("accepts", "", "Neither island accepts the treaty.").polarity).toBe(-1);
  });
});

describe("what a statement is about", () => {
  it.each([
    ["a passive's subject", "rejected", "The treaty was rejected by Southland.", "The treaty"],
    ["a judgement's subject", "dead", "The treaty is dead, Northland said.", "The treaty"],
    ["a whole copular clause", "is", "The toll is a toll on bakers.", "The toll is a toll on bakers"],
    ["an object", "rejects", "Northland rejects the treaty, bakers say.", "treaty"],
  ])("is %s", (_, cue, sentence, content) => {
    expect(by(cue, "", sentence).content?.quote).toBe(content);
  });
});

describe("who stands behind a statement", () => {
  it("is each speaker in turn, not all of them", () => {
    const sentence = "Northland said the treaty is dead, but Southland said the talks will resume.";
    expect(by("dead", "", sentence).sources.map(({ actor }) => actor)).toEqual(["north"]);
    expect(by("resume", "", sentence).sources.map(({ actor }) => actor)).toEqual(["south"]);
  });

  it("is both where one reports the other", () => {
    const sentence = "Northland says Southland told it that the treaty is dead.";
    expect(by("dead", "", sentence).sources.map(({ actor }) => actor)).toEqual(["north", "south"]);
  });

  it("is nobody who is named where it is only said of somebody", () => {
    const statement = by("ready", "Northland said ready to accept the treaty");
    expect(statement).toMatchObject({ actor: { id: "north" }, factuality: "possible" });
    expect(statement.sources.map(({ actor }) => actor)).toEqual([null]);
  });
});
