import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Statement } from "../../src/model.ts";
import { compileActors } from "../../src/stance/mention.ts";
import { readItem } from "../../src/stance/read.ts";

const island = (id: string, name: string) => ({ id, name, aliases: [], offices: [], people: [] });
const actors = compileActors([island("north", "Northland"), island("south", "Southland")]);
const read = (summary: string): Statement[] => readItem({ title: "", summary }, actors).statements;

const MEGABYTE = 1_000_000;
/** A busy machine may need many times the second that this takes. */
const PATIENCE_MS = 60_000;

describe("a megabyte of one thing", () => {
  it.each([
    ["a word", "northland"],
    ["a name", "Northland, "],
    ["sentences", "Northland rejects the treaty. "],
    ["a sentence without an end", "Northland says Southland rejects the treaty and "],
    ["apostrophes", "'"],
    ["quotation marks", '"'],
    ["dashes", "- "],
    ["full stops", "."],
    ["emoji", "🙂"],
    ["lone surrogates", "\ud800"],
    ["open tags", "<p"],
    ["entities", "&amp;"],
    ["addresses", "http://a."],
  ])(
    "is read to its end: %s",
    (_, unit) => {
      const summary = unit.repeat(Math.ceil(MEGABYTE / unit.length));
      const { text, statements } = readItem({ title: "", summary }, actors);
      const isInside = ({ evidence }: Statement) => text.summary.startsWith(evidence.quote, evidence.start);
      expect(statements.every(isInside)).toBe(true);
    },
    PATIENCE_MS,
  );
});

const words = ({ evidence, content, chain, ...rest }: Statement) => ({
  ...rest,
  evidence: evidence.quote,
  content: content?.quote,
  chain: chain.map((link) => ({ ...link, content: link.content?.quote })),
});

const ofClaim = (statements: Statement[], claim: string) =>
  statements.filter(({ evidence }) => claim.includes(evidence.quote)).map(words);

describe("a sentence about something else", () => {
  const CLAIMS = [
    "Northland rejects the treaty.",
    "Southland says Northland may lift the embargo.",
    "Northland denies it agreed to the tolls.",
    "Talks are off, Southland officials said.",
    "Northland would sign only if Southland leaves.",
    "Southland's acceptance of the border surprised Northland.",
    "Analysts say Southland will end the blockade.",
  ];
  const ASIDES = [
    "The weather stayed mild over the weekend.",
    "Shares of bakeries rose in light trading.",
    "A cat was found on the roof of the library!",
    "Is the museum open on Mondays?",
    "The novel won a prize in 2014.",
    "Fans will march if the stadium is not repaired.",
    "“Never again,” the goalkeeper said.",
  ];
  const aside = fc.constantFrom(...ASIDES);

  it.each(CLAIMS)("before or behind it never changes what is read in: %s", (claim) => {
    const alone = read(claim).map(words);
    expect(alone.length).toBeGreaterThan(0);
    fc.assert(
      fc.property(fc.array(aside, { maxLength: 4 }), fc.array(aside, { maxLength: 4 }), (before, behind) => {
        const statements = read([...before, claim, ...behind].join(" "));
        expect(ofClaim(statements, claim)).toEqual(alone);
      }),
      { numRuns: 40 },
    );
  });
});
