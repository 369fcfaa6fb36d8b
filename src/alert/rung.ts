/** Reads from the words that name a speaker how much authority stands behind a finding. */
import { type Finding, type Rung, RUNGS } from "../model.ts";

/** The first that fits decides: what lowers a speaker's authority is looked for before what raises it. */
const WORDS: [Rung, RegExp][] = [
  ["former", /\b(?:former|ex-|late|retired|onetime)/iu],
  ["analyst", /\b(?:analysts?|experts?|professor|think tank|researcher|observers?|historian)\b/iu],
  ["adviser", /\b(?:advis[eo]rs?|aide|envoy)\b/iu],
  ["lawmaker", /\b(?:lawmakers?|senator|congress\w*|member of parliament|mps?|opposition|legislator)\b/iu],
  ["spokesperson", /\b(?:spokes\w+|press secretary|cabinet secretary)\b/iu],
  [
    "leader",
    /\b(?:president|prime minister|premier|chancellor|king|queen|emperor|supreme leader|leader|head of state)\b/iu,
  ],
  ["minister", /\b(?:ministers?|ministry|secretary of state|secretary)\b/iu],
  ["document", /\b(?:statement|communiqu[eé]|declaration|law|bill|treaty|white paper|resolution)\b/iu],
  ["official", /\b(?:officials?|government|sources?|diplomats?|authorities|administration)\b/iu],
];

/** The rung of a finding's speaker; a holder that speaks for itself without an office named is as good as an official. */
export function rungOf({ speaker, certainty }: Pick<Finding, "speaker" | "certainty">): Rung {
  const named = WORDS.find(([, words]) => speaker !== null && words.test(speaker))?.[0];
  if (named !== undefined) return named;
  return certainty === "stated" ? "official" : "outlet";
}

/** Whether a rung has at least the authority of another. */
export function isAtLeast(rung: Rung, least: Rung): boolean {
  return RUNGS.indexOf(rung) <= RUNGS.indexOf(least);
}
