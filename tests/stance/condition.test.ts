import { describe, expect, it } from "vitest";
import type { Statement } from "../../src/model.ts";
import { compileActors } from "../../src/stance/mention.ts";
import { readItem } from "../../src/stance/read.ts";

const island = (id: string, name: string) => ({ id, name, aliases: [], offices: [], people: [] });
const actors = compileActors([island("north", "Northland"), island("south", "Southland")]);

/** What is offered: the words behind the subject, and the verb by which the statement is known. */
const OFFERS = [
  ["would accept the treaty", "accept"],
  ["would lift the embargo", "lift"],
  ["will end the blockade", "end"],
  ["would drop its claim to the reef", "drop"],
  ["is ready to sign the treaty", "ready"],
  ["would resume the talks", "resume"],
  ["would back the harbour plan", "back"],
  ["agrees to hold talks", "agrees"],
] as const;

const CONDITIONS = [
  "if Southland leaves",
  "only if Southland leaves",
  "as long as Southland leaves",
  "provided that Southland leaves",
  "on condition that Southland leaves",
  "once Southland leaves",
  "in return for the reef",
  "unless Southland stays",
] as const;

function by(verb: string, summary: string): Statement | undefined {
  return readItem({ title: "", summary }, actors).statements.find(
    ({ actor, cues }) => actor.id === "north" && cues.some((cue) => cue.split(" ").includes(verb)),
  );
}

describe.each(OFFERS)("Northland %s", (offer, verb) => {
  it.each(CONDITIONS)("hangs on what follows it: %s", (condition) => {
    expect(by(verb, `Northland ${offer} ${condition}.`)?.condition).toEqual({ kind: "standing", text: condition });
  });

  it("hangs on what opens its sentence", () => {
    const found = by(verb, `If Southland leaves, Northland ${offer}.`);
    expect(found?.condition).toEqual({ kind: "standing", text: "If Southland leaves" });
  });

  it("hangs on nothing that another clause hangs on", () => {
    expect(by(verb, `Northland ${offer}, but Southland would stay unless tolls fall.`)?.condition).toBeNull();
    expect(by(verb, `Tolls would fall if Southland leaves; Northland ${offer}.`)?.condition).toBeNull();
    expect(by(verb, `If tolls fall, Southland would leave, and Northland ${offer}.`)?.condition).toBeNull();
  });

  it("hangs on a condition without the words of who reports it", () => {
    const found = by(verb, `Northland ${offer} if Southland leaves, officials said on Monday.`);
    expect(found?.condition?.text).toBe("if Southland leaves");
  });

  it("hangs on a new condition where the words call it new", () => {
    expect(by(verb, `Northland now attaches a new condition: it ${offer} if Southland leaves.`)?.condition?.kind).toBe(
      "new",
    );
    expect(by(verb, `For the first time Northland ${offer} if Southland leaves.`)?.condition?.kind).toBe("new");
  });

  it("hangs on nothing any more where the words say so", () => {
    expect(by(verb, `Northland ${offer} without preconditions.`)?.condition).toEqual({
      kind: "dropped",
      text: "without preconditions",
    });
    expect(by(verb, `Northland drops its condition and ${offer}.`)?.condition?.kind).toBe("dropped");
  });

  it("does not hang on a time", () => {
    expect(by(verb, `Northland ${offer} until May.`)?.condition ?? null).toBeNull();
    expect(by(verb, `Until now Northland was silent, yet it ${offer}.`)?.condition ?? null).toBeNull();
  });

  it("does not hang on what is asked", () => {
    expect(by(verb, `Asked if tolls fall, Northland said it ${offer}.`)?.condition ?? null).toBeNull();
  });
});
