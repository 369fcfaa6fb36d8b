import { describe, expect, it } from "vitest";
import { type Moved, movedBy, rebase } from "../../src/alert/rebase.ts";
import type { Direction, Finding } from "../../src/model.ts";
import { findingOf } from "../harbour.ts";

function found(verdict: Finding["verdict"], direction: Direction | null): Finding {
  const [first] = findingOf("North Isle DROPS the toll");
  if (first === undefined) throw new Error("the stand-in finds a shift");
  return { ...first.finding, verdict, direction };
}

const DIRECTIONS: Direction[] = ["reverses", "softens", "hardens"];

describe("a finding", () => {
  it("is as it is while nothing was confirmed", () => {
    for (const direction of DIRECTIONS)
      expect(rebase(found("shift", direction), null)).toEqual(found("shift", direction));
  });

  it.each(DIRECTIONS)("that repeats a confirmed change (%s) confirms the position as it is held now", (moved) => {
    expect(rebase(found("shift", moved), moved)).toMatchObject({ verdict: "hold", direction: null });
  });

  it.each<[Moved, Direction]>([
    ["reverses", "reverses"],
    ["softens", "hardens"],
    ["hardens", "softens"],
  ])("that upholds the document after a change (%s) is a step back (%s)", (moved, back) => {
    expect(rebase(found("hold", null), moved)).toMatchObject({ verdict: "shift", direction: back });
  });

  it("of a softening tells nothing new of a holder that has reversed, and a hardening that it is back", () => {
    expect(rebase(found("shift", "softens"), "reverses").verdict).toBe("hold");
    expect(rebase(found("shift", "hardens"), "reverses")).toMatchObject({ verdict: "shift", direction: "reverses" });
  });

  it("of a reversal goes further than a confirmed softening", () => {
    expect(rebase(found("shift", "reverses"), "softens")).toMatchObject({ verdict: "shift", direction: "reverses" });
  });

  it("that decides nothing stays undecided", () => {
    expect(rebase(found("undecided", null), "reverses").verdict).toBe("undecided");
  });
});

it("raises nothing once it was itself confirmed, wherever the position stood before", () => {
  for (const raw of [found("hold", null), ...DIRECTIONS.map((direction) => found("shift", direction))]) {
    expect(rebase(raw, movedBy(raw)).verdict).toBe("hold");
  }
});
