import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decide, type Decision, type DecisionInput, type OpenAlert, wouldAlert } from "../../src/alert/decide.ts";
import { DEFAULT_POLICY } from "../../src/alert/policy.ts";
import type { Story } from "../../src/alert/story.ts";
import type { Certainty, DossierPolicy, Finding } from "../../src/model.ts";
import { findingOf } from "../harbour.ts";

const NOW = Date.parse("2026-01-10T12:00:00Z");
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

function storyOf(outlet: string, title: string, publishedAt: number | null = NOW): Story {
  return { outlet, title, summary: `About ${title} by ${outlet}.`, publishedAt };
}

function finding(overrides: Partial<Finding> = {}): Finding {
  const [found] = findingOf("North Isle DROPS the toll");
  if (found === undefined) throw new Error("the stand-in finds a shift");
  return { ...found.finding, certainty: "reported", ...overrides };
}

function openAlert(overrides: Partial<OpenAlert> = {}): OpenAlert {
  return {
    stories: [storyOf("The A", "North Isle drops the toll", NOW - HOUR)],
    isCorroborated: false,
    isOfficial: false,
    walkedBackAt: null,
    ...overrides,
  };
}

type Case = Omit<Partial<DecisionInput>, "item"> & { open?: OpenAlert | null; item?: Partial<DecisionInput["item"]> };

function answer({ open = null, item = {}, ...rest }: Case = {}, policy: Partial<DossierPolicy> = {}): Decision {
  return decide(
    {
      finding: finding(),
      holders: ["north-isle"],
      moved: null,
      openOn: () => open,
      dismissed: [],
      ...rest,
      item: { ...storyOf("The B", "Isle gives up charge at harbour"), isBacklog: false, ...item },
    },
    { ...DEFAULT_POLICY, ...policy },
    NOW,
  );
}

const DENIAL = finding({ verdict: "hold", direction: null, certainty: "stated" });

describe("the ladder", () => {
  it("opens on the first report, climbs on a second source and on the holder's own word, and ends on its denial", () => {
    expect(answer()).toMatchObject({ kind: "open", reason: "opened" });
    expect(answer({ open: openAlert() })).toMatchObject({ kind: "corroborate", reason: "corroborated" });
    const official = finding({ certainty: "stated" });
    expect(answer({ open: openAlert(), finding: official })).toMatchObject({ kind: "official", reason: "official" });
    expect(answer({ open: openAlert(), finding: DENIAL })).toMatchObject({ kind: "walk-back", reason: "walked-back" });
  });

  it("tells each step once: more of the same is evidence", () => {
    const done = openAlert({ isCorroborated: true, isOfficial: true });
    expect(answer({ open: done })).toMatchObject({ kind: "join", reason: "joined" });
    expect(answer({ open: done, finding: finding({ certainty: "stated" }) }).kind).toBe("join");
  });

  it("still tells a second source of a change that was official from the start", () => {
    expect(answer({ open: openAlert({ isOfficial: true }) }).kind).toBe("corroborate");
  });

  it("takes an agency's story in another paper as the same source", () => {
    const summary = "PORT (Reuters) - The isle will stop charging ships, three people who know of it said.";
    const open = openAlert({ stories: [{ ...storyOf("The A", "Isle to end toll", NOW - HOUR), summary }] });
    expect(answer({ open, item: { summary: `${summary} More follows.` } })).toMatchObject({
      kind: "join",
      reason: "same-source",
    });
  });

  it("is not ended by what is older than the report, by rumour of a denial, or twice", () => {
    expect(answer({ open: openAlert(), finding: DENIAL, item: { publishedAt: NOW - DAY } }).reason).toBe(
      "confirms-position",
    );
    expect(answer({ open: openAlert(), finding: { ...DENIAL, certainty: "reported" } }).kind).toBe("nothing");
    expect(answer({ open: openAlert({ walkedBackAt: NOW - HOUR }), finding: DENIAL }).kind).toBe("nothing");
    expect(answer({ finding: DENIAL })).toMatchObject({ kind: "nothing", reason: "confirms-position" });
  });

  it("stays silent in the cool-down after a walk-back, whatever goes to and fro", () => {
    const open = openAlert({ walkedBackAt: NOW - HOUR, isOfficial: false });
    expect(answer({ open, finding: finding({ certainty: "stated" }) })).toMatchObject({
      kind: "join",
      reason: "cool-down",
    });
  });
});

describe("what moves nothing says why", () => {
  it.each<[string, Case, Partial<DossierPolicy>]>([
    ["undecided", { finding: finding({ verdict: "undecided", direction: null }) }, {}],
    ["only-speculated", { finding: finding({ certainty: "speculated" }) }, {}],
    ["only-speculated", {}, { certainties: ["stated"] }],
    ["below-threshold", { finding: finding({ confidence: 0.49 }) }, {}],
    ["backlog", { item: { isBacklog: true } }, {}],
    ["old-item", { item: { publishedAt: NOW - 8 * DAY } }, {}],
    [
      "past-event",
      {
        finding: finding({ evidence: { field: "title", quote: "In May 2014, North Isle dropped the toll", start: 0 } }),
      },
      {},
    ],
    [
      "past-event",
      { finding: finding({ evidence: { field: "title", quote: "Ten years ago today the toll fell", start: 0 } }) },
      {},
    ],
    ["ignored-outlet", { item: { outlet: "Gossip" } }, { ignoredOutlets: ["gossip"] }],
    ["dismissed-claim", { dismissed: [storyOf("The B", "Isle gives up charge at harbour")] }, {}],
    ["dismissed-claim", { dismissed: [storyOf("The B", "Isle gives up a charge at the harbour")] }, {}],
  ])("%s", (reason, input, policy) => {
    expect(answer(input, policy)).toMatchObject({ kind: "nothing", reason });
  });

  it("forgets a dismissal neither for another claim nor for another source's report", () => {
    expect(answer({ dismissed: [storyOf("The B", "Minister resigns over unrelated matter")] }).kind).toBe("open");
    expect(answer({ dismissed: [storyOf("The C", "Toll on ships to be lifted, says paper")] }).kind).toBe("open");
  });

  it("a year of the present or a year in passing is news", () => {
    const quote = "The toll imposed in 2006 is lifted, in 2026";
    expect(answer({ finding: finding({ evidence: { field: "title", quote, start: 0 } }) }).kind).toBe("open");
  });
});

describe("state media", () => {
  const stateMedia = [{ outlet: "Isle Daily", actor: "north-isle" }];

  it("are the state's own voice about itself", () => {
    const item = { outlet: "isle daily" };
    expect(answer({ open: openAlert(), item }, { stateMedia })).toMatchObject({ kind: "official" });
  });

  it("are rumour about anybody else", () => {
    const input = {
      item: { outlet: "Isle Daily" },
      holders: ["south-isle"],
      finding: finding({ certainty: "stated" }),
    };
    expect(answer(input, { stateMedia })).toMatchObject({ kind: "nothing", reason: "only-speculated" });
  });
});

describe("after a change was confirmed", () => {
  it("the same news raises nothing, and a step back does", () => {
    expect(answer({ moved: "reverses" })).toMatchObject({ kind: "nothing", reason: "already-confirmed" });
    const back = answer({ moved: "reverses", finding: DENIAL });
    expect(back).toMatchObject({ kind: "open", finding: { verdict: "shift", direction: "reverses" } });
  });

  it("the old news, stated again, walks a step back back", () => {
    const open = openAlert();
    expect(answer({ moved: "reverses", open, finding: finding({ certainty: "stated" }) }).kind).toBe("walk-back");
  });
});

it("gives an answer with a reason to anything, and never one that nobody could act on", () => {
  const certainty = fc.constantFrom<Certainty>("stated", "reported", "speculated");
  fc.assert(
    fc.property(
      fc.constantFrom("hold", "shift", "undecided"),
      fc.constantFrom("reverses", "softens", "hardens"),
      fc.constantFrom("reverses", "softens", "hardens", null),
      certainty,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.boolean(),
      fc.option(fc.integer({ min: 0, max: NOW })),
      (verdict, direction, moved, sure, confidence, hasOpen, publishedAt) => {
        const found = finding({
          verdict,
          direction: verdict === "shift" ? direction : null,
          certainty: sure,
          confidence,
        });
        const decision = answer({ finding: found, moved, open: hasOpen ? openAlert() : null, item: { publishedAt } });
        expect(decision.reason).toMatch(/^[a-z-]+$/);
        const isAlert = decision.kind !== "nothing";
        expect(
          isAlert && (confidence < DEFAULT_POLICY.confidence || sure === "speculated" || verdict === "undecided"),
        ).toBe(false);
        expect(decision.kind === "open" && decision.finding.direction === null).toBe(false);
        expect(decision.kind === "open" && hasOpen).toBe(false);
      },
    ),
  );
});

it("would alert on its own exactly where a shift is certain and confident enough", () => {
  expect(wouldAlert([finding()], DEFAULT_POLICY)).toBe(true);
  expect(wouldAlert([finding({ confidence: 0.1 }), DENIAL], DEFAULT_POLICY)).toBe(false);
});
