import { describe, expect, it } from "vitest";
import type { Resolution, Statement } from "../../src/model.ts";
import { compileActors } from "../../src/stance/mention.ts";
import { readItem } from "../../src/stance/read.ts";

const actors = compileActors([
  {
    id: "north",
    name: "Northland",
    aliases: ["Northport", "Reef Authority"],
    offices: ["harbour minister"],
    people: [{ name: "Ada Quill", aliases: ["Quill"], office: "president", from: null, until: null }],
  },
  { id: "south", name: "Southland", aliases: ["Bank of Southport"], offices: ["envoy"], people: [] },
]);

/** Acts whose subject is told apart; what each amounts to must not depend on how the one who acts is named. */
const DEEDS = [
  ["rejected the treaty", "reject"],
  ["accepted the treaty", "concede"],
  ["lifted the embargo", "retreat"],
  ["condemned the raid", "accuse"],
  ["suspended the talks", "sanction"],
  ["refused to drop its demand", "reject"],
  ["signed the treaty", "support"],
  ["backed the treaty", "support"],
] as const;

type Naming = [how: string, title: string, subject: string, ids: string[], by: Resolution];

const NAMINGS: Naming[] = [
  ["by name", "", "Northland", ["north"], "name"],
  ["by a person", "", "Quill", ["north"], "name"],
  ["by a government in its capital", "", "The government in Northport", ["north"], "name"],
  ["by an office", "", "The harbour minister", ["north"], "office"],
  ["by a pronoun", "Northland speaks at last", "It", ["north"], "reference"],
  ["by a possessive", "Northland speaks at last", "Its council", ["north"], "reference"],
  ["by what its name says it is", "", "The authority", ["north"], "reference"],
  ["by what another's name says it is", "Northland speaks at last", "The bank", ["south"], "reference"],
  ["by a description", "Northland speaks at last", "The ministry", ["north"], "reference"],
  ["by its spokesman", "Northland speaks at last", "A spokesman", ["north"], "reference"],
  ["by a pronoun behind a phrase", "Northland speaks at last", "At the harbour gate it", ["north"], "reference"],
  ["together", "", "Northland and Southland", ["north", "south"], "name"],
  ["by their people together", "", "President Quill and Southland's envoy", ["north", "south"], "name"],
  ["as both sides", "Northland and Southland meet", "Both sides", ["north", "south"], "reference"],
  ["as the two countries", "Northland and Southland meet", "The two countries", ["north", "south"], "reference"],
  ["as they", "Northland and Southland meet", "They", ["north", "south"], "reference"],
];

const STRANGERS = [
  ["an unknown office of a stranger", "Northland speaks at last", "The Westish president"],
  ["a stranger", "Northland speaks at last", "Bakers"],
  ["a thing", "Northland speaks at last", "The weather"],
  ["somebody in the place", "", "A baker in Northland"],
] as const;

const deedOf = (title: string, sentence: string, deed: string): Statement[] =>
  readItem({ title, summary: sentence }, actors).statements.filter(
    ({ evidence, cues }) =>
      evidence.field === "summary" && cues.some((cue) => deed.startsWith(cue.split(" ")[0] ?? "")),
  );

describe.each(NAMINGS)("whoever is named %s", (_, title, subject, ids, by) => {
  it.each(DEEDS)("is who %s", (deed, act) => {
    const found = deedOf(title, `${subject} ${deed} on Monday.`, deed);
    expect(found.map(({ actor }) => actor.id)).toEqual(ids);
    expect(found.map(({ actor }) => actor.by)).toEqual(ids.map(() => by));
    expect(found.map((each) => each.act)).toEqual(ids.map(() => act));
  });
});

describe.each(STRANGERS)("%s", (_, title, subject) => {
  it.each(DEEDS)("is nobody of the dossier who %s", (deed) => {
    const ids = deedOf(title, `${subject} ${deed} on Monday.`, deed).map(({ actor }) => actor.id);
    expect(ids.filter((id) => id !== null)).toEqual([]);
  });
});

describe("somebody told", () => {
  it.each([
    "Quill told Southland Northport rejected the treaty.",
    "Quill told lawmakers the authority rejected the treaty.",
    "Quill told us Northport rejected the treaty.",
  ])("is not who acts in what is told: %s", (sentence) => {
    expect(deedOf("", sentence, "rejected").map(({ actor }) => actor.id)).toEqual(["north"]);
  });
});

describe("a subject", () => {
  it.each([
    ["While it answers to its founders, the authority rejected the treaty.", ["north"]],
    ["The authority, a body of nine, rejected the treaty.", ["north"]],
    ["The government no longer backs the treaty.", ["north"]],
    ["In a letter to Southland the harbour minister rejected the treaty.", ["north"]],
  ])("is found among what opens the sentence: %s", (summary, ids) => {
    const { statements } = readItem({ title: "Northland speaks at last", summary }, actors);
    expect(statements.filter(({ act }) => act === "reject").map(({ actor }) => actor.id)).toEqual(ids);
  });
});

describe("a headline's verb behind its names", () => {
  it.each([
    ["Northland readies reef law", ["north"]],
    ["Northport, Southland sign memorandum on tolls", ["north", "south"]],
    ["Reef Authority caves on tolls", ["north"]],
    ["Quill inks harbour pact", ["north"]],
    ["Rain or shine: Quill waves through toll", ["north"]],
  ])("is found in: %s", (title, ids) => {
    const [first, ...rest] = readItem({ title, summary: "" }, actors).statements;
    expect([first, ...rest].slice(0, ids.length).map((each) => each?.actor.id)).toEqual(ids);
  });

  it("is not a noun that a name qualifies", () => {
    const { statements } = readItem({ title: "Northland officials accept treaty", summary: "" }, actors);
    expect(statements.map(({ act, actor }) => ({ act, id: actor.id }))).toEqual([{ act: "concede", id: "north" }]);
  });
});

/** Whom the words name where one actor has that person. */
const called = (name: string, words: string): string | undefined => {
  const person = { name, aliases: [], office: null, from: null, until: null };
  const known = compileActors([{ id: "isle", name: "Farisle", aliases: [], offices: [], people: [person] }]);
  return readItem({ title: "", summary: `${words} rejected the treaty.` }, known).statements[0]?.actor.id ?? undefined;
};

describe("what a word stands for between two actors", () => {
  const people = compileActors([
    {
      id: "north",
      name: "Northland",
      aliases: ["the reef company"],
      offices: [],
      people: [{ name: "Ada Quill", aliases: [], office: "president", from: null, until: null }],
    },
    {
      id: "south",
      name: "Southland",
      aliases: [],
      offices: [],
      people: [{ name: "Ivo Brandt", aliases: [], office: "premier", from: null, until: null }],
    },
  ]);

  it.each([
    ["Brandt rejects the terms after call with Quill", "He", "south"],
    ["Brandt: no meeting with Quill", "He", "south"],
    ["Quill writes to Brandt", "She", "north"],
    ["Southland cuts its fleet", "The company", "south"],
    ["Rain on the reef", "The company", "north"],
    ["Quill, Brandt speak of tolls", "They", "north"],
  ])("after “%s”, “%s” is %s", (title, subject, id) => {
    const { statements } = readItem({ title, summary: `${subject} rejected the treaty.` }, people);
    expect(statements.find(({ evidence }) => evidence.field === "summary")?.actor.id).toBe(id);
  });
});

describe("a person", () => {
  it.each([
    ["Ada Quill", "Quill"],
    ["Ada van der Quill", "Van der Quill"],
    ["Ada Maria Quillon", "Quillon"],
    ["Ada Maria Quillon Reyes", "Quillon Reyes"],
    ["Ada B. Quillon Jr.", "Quillon"],
    ["Ada al-Quill", "Quill"],
    ["Quill Ada-ri", "Quill"],
  ])("called %s is also called %s", (name, words) => {
    expect(called(name, words)).toBe("isle");
  });

  it("is not called by half a given name", () => {
    expect(called("Quill Yo Jong", "Jong")).toBeUndefined();
  });
});
