/** What the reader's statements say of a position: who acts, for or against what the position's own sentences are about. */
import type { Factuality, Statement } from "../model.ts";
import type { CompiledDossier, CompiledPosition, ReadReference } from "./compile.ts";
import { nearnessToAll, raise } from "./similarity.ts";
import { isContentWord, wordsOf } from "./words.ts";

/** The facts in numbers, in this order. */
export const STATEMENT_FACTS = [
  "holder-acts-on-it",
  "other-acts-on-it",
  "nobody-acts-on-it",
  "holder-acts",
  "committed",
  "for-it",
  "stated-by-holder",
  "stated-by-other",
  "act-side-of-shift",
  "act-side-of-hold",
  "act-side-of-shift-over-hold",
] as const;

/** An item's statement with its content's nearness to the reference words. */
export type PlacedStatement = { statement: Statement; cover: Float32Array };

/** Ways of asserting that commit the one who acts. */
const COMMITTED: ReadonlySet<Factuality> = new Set(["asserted", "done", "planned"]);

/** Prepares an item's statements for all positions of a dossier. */
export function placeStatements(statements: Statement[], dossier: CompiledDossier): PlacedStatement[] {
  return statements.map((statement) => {
    const cover = new Float32Array(dossier.words.length);
    const text = statement.content?.quote ?? statement.evidence.quote;
    for (const word of wordsOf(text, "title")) {
      if (isContentWord(word)) raise(cover, nearnessToAll(word, dossier));
    }
    return { statement, cover };
  });
}

export type StatementFeatures = { facts: number[]; grams: string[] };

/** The facts and the grams that the statements give for a position. */
export function statementFeatures(
  placed: PlacedStatement[],
  compiled: CompiledPosition,
  dossier: CompiledDossier,
): StatementFeatures {
  const { position } = compiled;
  const likes = placed.map(({ cover }) =>
    [...compiled.readShifts, ...compiled.readHolds].reduce(
      (most, reference) => Math.max(most, likeness(cover, reference, dossier)),
      0,
    ),
  );
  const isHolder = ({ statement }: PlacedStatement): boolean =>
    statement.actor.id !== null && position.holders.includes(statement.actor.id);
  const most = (is: (each: PlacedStatement) => boolean): number =>
    placed.reduce((best, each, at) => (is(each) ? Math.max(best, likes[at] ?? 0) : best), 0);
  const order = [...placed.keys()].toSorted((a, b) => rank(b) - rank(a));
  function rank(at: number): number {
    const each = placed[at];
    return each === undefined
      ? 0
      : (likes[at] ?? 0) + (isHolder(each) ? 0.3 : each.statement.actor.id === null ? 0.1 : 0);
  }
  const best = placed[order[0] ?? -1];
  const source = best?.statement.sources[0]?.actor ?? null;
  const shift = best === undefined ? 0 : side(best, compiled.readShifts, dossier);
  const hold = best === undefined ? 0 : side(best, compiled.readHolds, dossier);
  const facts: Record<(typeof STATEMENT_FACTS)[number], number> = {
    "holder-acts-on-it": most(isHolder),
    "other-acts-on-it": most((each) => each.statement.actor.id !== null && !isHolder(each)),
    "nobody-acts-on-it": most((each) => each.statement.actor.id === null),
    "holder-acts": Number(best !== undefined && isHolder(best)),
    committed: Number(best !== undefined && COMMITTED.has(best.statement.factuality)),
    "for-it": best?.statement.polarity ?? 0,
    "stated-by-holder": Number(source !== null && position.holders.includes(source)),
    "stated-by-other": Number(source !== null && !position.holders.includes(source)),
    "act-side-of-shift": shift,
    "act-side-of-hold": hold,
    "act-side-of-shift-over-hold": shift - hold,
  };
  const grams = best === undefined ? [] : gramsOf(best.statement, isHolder(best), position.stance);
  return { facts: STATEMENT_FACTS.map((name) => facts[name]), grams };
}

function gramsOf(
  { act, polarity, factuality, sources, condition, change }: Statement,
  isHolder: boolean,
  stance: string,
): string[] {
  const who = isHolder ? "holder" : "other";
  const what = `${act ?? "none"}${polarity}`;
  return [
    `read:${who}:${what}`,
    `read:${what}`,
    `read:${what}:${stance}`,
    `read:${who}:${factuality}`,
    `read:${factuality}`,
    `read:${act ?? "none"}`,
    `read:change:${change ?? "none"}`,
    `read:condition:${condition?.kind ?? "none"}`,
    `read:rung:${sources[0]?.rung ?? "none"}`,
  ];
}

function likeness(cover: Float32Array, { places }: ReadReference, { words }: CompiledDossier): number {
  let sum = 0;
  let weight = 0;
  for (const place of places) {
    const own = words[place]?.weight ?? 0;
    weight += own;
    sum += own * (cover[place] ?? 0);
  }
  return weight === 0 ? 0 : sum / weight;
}

/** The likeness to the likest sentence, counted against where one is for and the other against. */
function side({ statement, cover }: PlacedStatement, references: ReadReference[], dossier: CompiledDossier): number {
  let most = 0;
  for (const reference of references) {
    const sided = likeness(cover, reference, dossier) * statement.polarity * reference.polarity;
    if (Math.abs(sided) > Math.abs(most)) most = sided;
  }
  return most;
}
