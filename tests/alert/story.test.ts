import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countSources, groupBySource, isSameClaim, type Story } from "../../src/alert/story.ts";

const NOW = Date.parse("2026-01-10T12:00:00Z");

const WIRE =
  "The government of the northern isle has decided to stop charging ships that call at its harbour, its minister told a news conference on Friday, ending a dispute of many years with the fishing fleets of the south.";

function storyOf(outlet: string, title: string, summary = "", publishedAt: number | null = NOW): Story {
  return { outlet, title, summary, publishedAt };
}

describe("sources", () => {
  it("are one where three papers carry an agency's text, edited and under other headlines", () => {
    const stories = [
      storyOf("a.example", "Isle ends harbour toll", WIRE),
      storyOf("b.example", "Ships to call for free", `${WIRE} Traders welcomed it.`),
      storyOf("c.example", "Long dispute is over", WIRE.split(" ").slice(0, 25).join(" ")),
    ];
    expect(countSources(stories)).toBe(1);
  });

  it("are two where two reporters tell the same event in their own words", () => {
    const own =
      "Vessels will no longer pay to enter port on the isle. The decision, made public by the minister, settles a quarrel that had soured relations with southern crews for a decade.";
    expect(
      countSources([
        storyOf("a.example", "Isle ends harbour toll", WIRE),
        storyOf("b.example", "No more port fees", own),
      ]),
    ).toBe(2);
  });

  it("are one where the papers credit one agency, and two where each credits its own", () => {
    const first = storyOf("a.example", "Isle ends toll", "PORT (Reuters) - It is over.");
    expect(
      countSources([first, storyOf("b.example", "Toll is history", "The minister told Reuters that it is over.")]),
    ).toBe(1);
    expect(countSources([first, storyOf("reuters.com", "Exclusive: toll to go", "No ship will pay.")])).toBe(1);
    expect(countSources([first, storyOf("b.example", "Toll is history", "PORT (AFP) — The end.")])).toBe(2);
  });

  it("are one where titles are nearly the same, and two where short titles happen to be", () => {
    const title = "Northern isle to stop charging ships at its harbour";
    expect(countSources([storyOf("a.example", title), storyOf("b.example", `${title}: minister`)])).toBe(1);
    expect(countSources([storyOf("a.example", "Isle drops toll"), storyOf("b.example", "Isle drops toll")])).toBe(2);
  });

  it("are one outlet however it is written, and however late it writes again", () => {
    expect(countSources([storyOf("The A", "x"), storyOf("the a", "y", "", NOW - 30 * 86_400_000)])).toBe(1);
  });

  it("are apart where the copies are weeks apart: that is another event told alike", () => {
    const title = "Northern isle to stop charging ships at its harbour";
    expect(countSources([storyOf("a.example", title), storyOf("b.example", title, "", NOW - 20 * 86_400_000)])).toBe(2);
  });

  it("are read in scripts without spaces", () => {
    const title = "政府は港の使用料を廃止すると発表した";
    expect(countSources([storyOf("a.example", title), storyOf("b.example", `${title}。`)])).toBe(1);
    expect(countSources([storyOf("a.example", title), storyOf("b.example", "島の大臣、入港料の徴収終了を明言")])).toBe(
      2,
    );
  });

  it("are linked through a third: whatever is one with either is one with both", () => {
    const half = WIRE.split(" ").slice(0, 20).join(" ");
    const rest = WIRE.split(" ").slice(18).join(" ");
    expect(groupBySource([storyOf("a", "p", half), storyOf("b", "q", rest), storyOf("c", "r", WIRE)])).toEqual([
      0, 0, 0,
    ]);
  });

  it("are as many in any order, at least one and at most one an outlet", () => {
    const story = fc.record({
      outlet: fc.constantFrom("a", "b", "c", "d"),
      title: fc.constantFrom(
        "Isle drops toll",
        "Northern isle to stop charging ships at its harbour",
        "Port fees gone for good now",
      ),
      summary: fc.constantFrom("", WIRE, `${WIRE} And more.`),
      publishedAt: fc.constantFrom(null, NOW),
    });
    fc.assert(
      fc.property(fc.array(story, { minLength: 1, maxLength: 8 }), (stories) => {
        const sources = countSources(stories);
        expect(countSources(stories.toReversed())).toBe(sources);
        expect(sources).toBeGreaterThanOrEqual(1);
        expect(sources).toBeLessThanOrEqual(new Set(stories.map(({ outlet }) => outlet)).size);
      }),
    );
  });

  it("are told apart in linear time in the length of hostile titles", () => {
    expect(countSources([storyOf("a", "x ".repeat(200_000)), storyOf("b", "(".repeat(200_000))])).toBe(2);
  });
});

describe("a dismissed claim", () => {
  const dismissed = storyOf("a.example", "Isle said to weigh end of harbour toll", WIRE);

  it("is the same at the same outlet in much the same words, and anywhere in the same text", () => {
    expect(isSameClaim(storyOf("a.example", "Isle still said to weigh end of toll"), dismissed)).toBe(true);
    expect(isSameClaim(storyOf("b.example", "Another headline", WIRE), dismissed)).toBe(true);
  });

  it("is another at another outlet in its own words", () => {
    expect(isSameClaim(storyOf("b.example", "Port fees could go, three sources say"), dismissed)).toBe(false);
    expect(isSameClaim(storyOf("a.example", "Minister signs law abolishing port fees"), dismissed)).toBe(false);
  });
});
