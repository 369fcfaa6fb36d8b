/** The named facts about an item and a position that the judgement weighs; none names anything of a dossier. */
import type { CompiledDossier, CompiledPosition } from "./compile.ts";
import { gramsOf, maskedWords } from "./grams.ts";
import { readItem } from "./read.ts";
import { type Scan, UNNAMED_WORDS } from "./scan.ts";
import { type Likeness, likenesses } from "./similarity.ts";
import { type PlacedStatement, placeStatements, statementFeatures } from "./statements.ts";
import { VECTOR_SIZE, vectorOf } from "./vectors.ts";
import type { Word } from "./words.ts";

/** The facts in numbers, in this order. */
export const FACTS = [
  "holder-in-title",
  "holder-in-summary",
  "first-holder",
  "first-other",
  "holder-first",
  "holder-by-name",
  "holder-by-person",
  "holder-by-office",
  "holders-of-position",
  "other-actors",
  "any-actor",
  "target-words",
  "target-words-in-title",
  "position-words",
  "like-statement",
  "like-statement-in-title",
  "like-shift",
  "like-hold",
  "shift-over-hold",
  "like-shift-in-title",
  "like-hold-in-title",
  "shift-over-hold-in-title",
  "over-other-positions",
  "over-holder's-positions",
  "rank-among-positions",
  "length",
  "length-of-title",
  "title-only",
  "question",
  "quotation-marks",
  "position-is-for",
  "capitals",
  "side-of-statement",
  "side-of-hold",
  "side-of-shift",
  "side-of-shift-over-hold",
  "counterparts",
  "counterparts-named",
  "counterparts-in-title",
  "strangers",
  "counterpart-missing",
  "stranger-for-counterpart",
  "strangers-in-title",
] as const;

/** What the judgement knows of an item and a position. */
export type PairFeatures = {
  /** The position is about somebody whom the item does not name, and the item names somebody the dossier does not know. */
  isElsewhere: boolean;
  place: number;
  facts: number[];
  grams: Set<string>;
  sense: Float32Array;
  likeness: Likeness;
};

/** Where nobody is named, "first" is later than any word that counts. */
const NOWHERE = 99;
/** With a holder named, one word of the position, or this much likeness, makes an item worth judging. */
const LIKE_ENOUGH = { statement: 0.25, shift: 0.3 };
/** Without, it takes so many words: more where somebody else is named, who is likelier to be the one who acts. */
const WORDS_ENOUGH = { nobodyNamed: UNNAMED_WORDS, othersNamed: 3 };
/** From this share of its sentences on, a position is about its counterparts. */
const MOSTLY_ABOUT = 0.6;
/** Evens out titles and summaries of different lengths. */
const SENSE_SCALE = 2;

/** The features of the item with each position that it may concern. */
export function pairFeatures(scan: Scan, dossier: CompiledDossier): PairFeatures[] {
  const like = likenesses(scan, dossier);
  let statements: PlacedStatement[] | null = null;
  // Reading costs most: only items that concern some position are read.
  const readStatements = (): PlacedStatement[] => {
    statements ??= placeStatements(readItem(scan.text, dossier.actors).statements, dossier);
    return statements;
  };
  const totals = like.map(({ statement, shift, hold }) => statement + shift + hold);
  const pairs: PairFeatures[] = [];
  for (const [place, position] of dossier.positions.entries()) {
    const likeness = like[place];
    if (likeness === undefined) continue;
    const pair = featuresOf(scan, dossier, position, place, likeness, totals, readStatements);
    if (pair !== null) pairs.push(pair);
  }
  return pairs;
}

function featuresOf(
  scan: Scan,
  dossier: CompiledDossier,
  compiled: CompiledPosition,
  place: number,
  like: Likeness,
  totals: number[],
  readStatements: () => PlacedStatement[],
): PairFeatures | null {
  const { position } = compiled;
  const { text, names, content } = scan;
  const isHolder = (at: number): boolean =>
    names[at]?.actors.some((actor) => position.holders.includes(actor)) ?? false;
  const named = names.flatMap((naming, at) => (naming === null ? [] : [at]));
  const holders = named.filter(isHolder);
  const others = named.filter((at) => !isHolder(at));
  const title = content.filter(({ field }) => field === "title");
  const own = distinct(content, compiled.stems);
  const isLike = own > 0 || like.statement > LIKE_ENOUGH.statement || like.shift > LIKE_ENOUGH.shift;
  const enough = others.length > 0 ? WORDS_ENOUGH.othersNamed : WORDS_ENOUGH.nobodyNamed;
  const isNear = own >= enough && distinct(content, compiled.targetStems) > 0;
  if (holders.length > 0 ? !isLike : !isNear) return null;

  const isBoth = position.shifts.length > 0 && position.holds.length > 0;
  const total = totals[place] ?? 0;
  const rivals = totals.filter((_, at) => at !== place);
  const siblings = dossier.positions.map((other, at) =>
    at !== place && other.position.holders.some((holder) => position.holders.includes(holder)) ? (totals[at] ?? 0) : 0,
  );
  const kinds = new Set(holders.map((at) => names[at]?.kind));
  const inField = (field: Word["field"]): number => holders.filter((at) => text.words[at]?.field === field).length;
  const firstHolder = holders[0] ?? NOWHERE;
  const firstOther = others[0] ?? NOWHERE;
  const missing = others.length === 0 ? compiled.counterpartShare : 0;
  const hasStranger = content.some(({ isStranger }) => isStranger);
  const facts: Record<(typeof FACTS)[number], number> = {
    "holder-in-title": inField("title"),
    "holder-in-summary": inField("summary"),
    "first-holder": firstHolder,
    "first-other": firstOther,
    "holder-first": Number(firstHolder < firstOther),
    "holder-by-name": Number(holders.some((at) => names[at]?.kind !== "office")),
    "holder-by-person": Number(kinds.has("person")),
    "holder-by-office": Number(kinds.has("office")),
    "holders-of-position": position.holders.length,
    "other-actors": new Set(others.flatMap((at) => names[at]?.actors ?? [])).size,
    "any-actor": Number(named.length > 0),
    "target-words": distinct(content, compiled.targetStems),
    "target-words-in-title": distinct(title, compiled.targetStems),
    "position-words": own,
    "like-statement": like.statement,
    "like-statement-in-title": like.statementInTitle,
    "like-shift": like.shift,
    "like-hold": like.hold,
    "shift-over-hold": isBoth ? like.shift - like.hold : 0,
    "like-shift-in-title": like.shiftInTitle,
    "like-hold-in-title": like.holdInTitle,
    "shift-over-hold-in-title": isBoth ? like.shiftInTitle - like.holdInTitle : 0,
    "over-other-positions": total - Math.max(0, ...rivals),
    "over-holder's-positions": total - Math.max(0, ...siblings),
    "rank-among-positions": totals.filter((other) => other > total).length,
    length: text.words.length,
    "length-of-title": title.length,
    "title-only": Number(text.summary === ""),
    question: Number(text.title.includes("?")),
    "quotation-marks": text.title.match(/["“”]/g)?.length ?? 0,
    "position-is-for": Number(position.stance === "favor"),
    capitals: Number(text.title === text.title.toUpperCase()),
    "side-of-statement": like.statementSide,
    "side-of-hold": like.holdSide,
    "side-of-shift": like.shiftSide,
    "side-of-shift-over-hold": like.shiftSide - Math.max(like.holdSide, like.statementSide),
    counterparts: compiled.counterparts.size,
    "counterparts-named": new Set(
      others.flatMap((at) => names[at]?.actors ?? []).filter((actor) => compiled.counterparts.has(actor)),
    ).size,
    "counterparts-in-title": Number(
      others.some(
        (at) =>
          text.words[at]?.field === "title" && names[at]?.actors.some((actor) => compiled.counterparts.has(actor)),
      ),
    ),
    strangers: content.filter(({ isStranger }) => isStranger).length,
    "counterpart-missing": missing,
    "stranger-for-counterpart": hasStranger ? missing : 0,
    "strangers-in-title": title.filter(({ isStranger }) => isStranger).length,
  };
  const grams = gramsOf(maskedWords(scan, compiled));
  for (const word of text.outletWords) grams.add(`outlet:${word}`);
  grams.add(`position:${position.stance}`);
  const sense = senseOf(scan, compiled);
  const read = statementFeatures(readStatements(), compiled, dossier);
  for (const gram of read.grams) grams.add(gram);
  return {
    isElsewhere: hasStranger && missing >= MOSTLY_ABOUT,
    place,
    facts: [...FACTS.map((name) => facts[name]), ...read.facts],
    grams,
    sense,
    likeness: like,
  };
}

/** How many different words of a position the words hold. */
function distinct(words: Word[], stems: Set<string>): number {
  return new Set(words.flatMap(({ stem }) => (stems.has(stem) ? [stem] : []))).size;
}

/** What title and summary are about beside names and target: the sums of their words' vectors. */
function senseOf({ content }: Scan, { targetStems }: CompiledPosition): Float32Array {
  const sense = new Float32Array(2 * VECTOR_SIZE);
  for (const [part, field] of (["title", "summary"] as const).entries()) {
    const vectors = content.flatMap((word) => {
      const vector = word.field === field && !targetStems.has(word.stem) ? vectorOf(word.lower) : null;
      return vector === null ? [] : [vector];
    });
    const scale = SENSE_SCALE / Math.sqrt(vectors.length + 1);
    const from = part * VECTOR_SIZE;
    for (const vector of vectors) {
      for (let at = 0; at < VECTOR_SIZE; at++) sense[from + at] = (sense[from + at] ?? 0) + scale * (vector[at] ?? 0);
    }
  }
  return sense;
}
