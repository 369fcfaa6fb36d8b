import { describe, expect, it } from "vitest";
import { compileActors } from "../../src/stance/mention.ts";
import { readItem } from "../../src/stance/read.ts";

const island = (id: string, name: string) => ({ id, name, aliases: [], offices: [], people: [] });
const actors = compileActors([island("north", "Northland"), island("south", "Southland")]);

/** Passives without an agent: what befalls what. */
const PASSIVES = [
  ["The embargo", "lifted"],
  ["The treaty", "rejected"],
  ["The summit", "cancelled"],
  ["The claim", "dropped"],
  ["The terms", "accepted"],
  ["The blockade", "ended"],
  ["The offer", "withdrawn"],
  ["The toll", "scrapped"],
] as const;

function actorOf(title: string, summary: string, verb: string): { id: string | null; by: string | null } | undefined {
  const found = readItem({ title, summary }, actors).statements.find(({ cues }) => cues.includes(verb));
  return found === undefined ? undefined : { id: found.actor.id, by: found.actor.by };
}

describe.each(PASSIVES)("%s was %s by nobody who is named", (thing, verb) => {
  it("is by whom the title is about, in the summary", () => {
    expect(actorOf("Northland speaks at last", `${thing} was ${verb} on Monday.`, verb)).toEqual({
      id: "north",
      by: "topic",
    });
  });

  it("is by its agent where it has one", () => {
    expect(actorOf("Northland speaks at last", `${thing} was ${verb} by Southland on Monday.`, verb)?.id).toBe("south");
  });

  it("is by nobody where the title is about nobody", () => {
    expect(actorOf("Rain on the reef", `${thing} was ${verb} on Monday.`, verb)?.id ?? null).toBeNull();
  });

  it("is by whoever announces it", () => {
    expect(actorOf("", `Southland says ${thing.toLowerCase()} will be ${verb} on Monday.`, verb)).toEqual({
      id: "south",
      by: "speaker",
    });
  });

  it("is by nobody where somebody says it of others", () => {
    expect(
      actorOf("Northland speaks at last", `Southland says ${thing.toLowerCase()} was ${verb}.`, verb)?.id ?? null,
    ).toBeNull();
  });

  it("is by nobody in a clause of if", () => {
    expect(
      actorOf("Northland speaks at last", `If ${thing.toLowerCase()} was ${verb}, tolls would fall.`, verb)?.id ?? null,
    ).toBeNull();
  });

  it("is not by whom it befalls", () => {
    const named = thing.replace("The", "Southland's");
    expect(actorOf("Northland speaks at last", `${named} was ${verb} on Monday.`, verb)?.id ?? null).not.toBe("north");
  });
});

describe("a noun of doing", () => {
  it.each([
    ["Refusal by Northland to sign the treaty angers bakers", "north", "reject", -1],
    ["The acceptance of the treaty by Northland angers bakers", "north", "agree", 1],
    ["Bakers fear a decision by Southland to lift the embargo", "south", "retreat", -1],
    ["Anger at Southland's refusal to sign the treaty", "south", "reject", -1],
    ["Northland offer to lift embargo leaves bakers cold", "north", "agree", -1],
    ["A pledge by the Northland council to end the blockade", "north", "agree", -1],
  ] as const)("is its owner's or agent's: %s", (title, id, act, polarity) => {
    const own = readItem({ title, summary: "" }, actors).statements.find((each) => each.actor.id !== null);
    expect({ id: own?.actor.id, act: own?.act, polarity: own?.polarity }).toEqual({ id, act, polarity });
  });
});

describe("a verb of saying without a clause", () => {
  it.each([
    ["Northland writes the toll into its almanac", "the toll", 1],
    ["Northland says no to the toll", "toll", -1],
    ["Southland mentions the reef", "the reef", 1],
  ] as const)("is all that was done: %s", (title, words, polarity) => {
    const [statement] = readItem({ title, summary: "" }, actors).statements;
    expect(statement?.actor.id).toBe(title.startsWith("N") ? "north" : "south");
    expect(statement?.content?.quote).toContain(words.replace("the ", ""));
    expect(statement?.polarity).toBe(polarity);
  });

  it("gives way to the clause that it governs", () => {
    const { statements } = readItem({ title: "", summary: "Northland says Southland rejects the toll." }, actors);
    expect(statements.map(({ actor }) => actor.id)).toEqual(["south"]);
  });
});

describe("a sentence that begins with its verb", () => {
  it.each([
    ["Will not accept the treaty.", "accept"],
    ["Rejects the treaty.", "rejects"],
  ])("is about whom the text spoke of: %s", (summary, verb) => {
    expect(actorOf("Northland speaks at last", summary, verb)).toEqual({ id: "north", by: "topic" });
  });
});
