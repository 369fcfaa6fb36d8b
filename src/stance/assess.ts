/** Holds what an item says against the positions of the dossiers: the detector, pure. */
import type { AssessableItem, Certainty, Direction, Finding, Verdict } from "../model.ts";
import { type CompiledDossier, compileDossier } from "./compile.ts";
import { concernedBy, indexOf } from "./concern.ts";
import { evidenceFor, reasonFor, speakerOf } from "./explain.ts";
import { type PairFeatures, pairFeatures } from "./features.ts";
import { languageOf } from "./language.ts";
import { HEADS, judge, type Judgement, type Model, shipped } from "./model.ts";
import { type ItemText, readItemText, type Scan, scanItem } from "./scan.ts";

export { type CompiledDossier, compileDossier };

/** A finding and the dossier whose position it is on. */
export type DossierFinding = { dossierId: string; finding: Finding };

/** What an item says about the positions of the dossiers; at most one finding a position. */
export type Assess = (item: AssessableItem, dossiers: CompiledDossier[]) => DossierFinding[];

/** From these probabilities a finding is made. Below a shift's lies a band where a person should look. */
const LEAST = { shift: 0.5, undecided: 0.3, hold: 0.5 };
/** A second position moves with the first only if it is nearly as likely to. */
const NEARLY = 0.8;

/** Reads the item once, then judges it against the dossiers that it concerns; the cost grows with those alone. */
export const assess: Assess = (item, dossiers) => assessWith(item, dossiers, shipped);

/** The same under other weights: what training and measuring need. */
export function assessWith(item: AssessableItem, dossiers: CompiledDossier[], model: Model): DossierFinding[] {
  const text = readItemText(item);
  // English words and weights say nothing of a text in another language.
  if (languageOf(`${text.title}\n${text.summary}`) !== "en") return [];
  return concernedBy(text, indexOf(dossiers)).flatMap((dossier) =>
    findingsOf(text, dossier, model).map((finding) => ({ dossierId: dossier.id, finding })),
  );
}

type Judged = { pair: PairFeatures; judgement: Judgement };

function findingsOf(text: ItemText, dossier: CompiledDossier, model: Model): Finding[] {
  const scan = scanItem(text, dossier);
  if (scan === null) return [];
  const judged = pairFeatures(scan, dossier).map((pair): Judged => ({ pair, judgement: judge(pair, model) }));
  const most = Math.max(0, ...judged.map(({ judgement }) => judgement.shift));
  return judged.flatMap((each) => {
    const verdict = verdictOf(each, most);
    return verdict === null ? [] : [findingOf(each, verdict, { scan, dossier, model })];
  });
}

function verdictOf({ pair, judgement: { shift, hold } }: Judged, most: number): Verdict | null {
  const isForemost = shift >= NEARLY * most;
  const isShift = isForemost && shift >= LEAST.shift && shift > hold;
  // Of such items that look like a change only one in four is one (subjects held in): a person should look.
  if (isShift) return pair.isElsewhere ? "undecided" : "shift";
  if (hold >= LEAST.hold) return "hold";
  return isForemost && shift >= LEAST.undecided ? "undecided" : null;
}

type Context = { scan: Scan; dossier: CompiledDossier; model: Model };

function findingOf({ pair, judgement }: Judged, verdict: Verdict, { scan, dossier, model }: Context): Finding {
  const position = dossier.positions[pair.place];
  if (position === undefined) throw new Error("a pair of no position");
  const voice = { scan, position, model, head: HEADS.indexOf(verdict === "hold" ? "hold" : "shift") };
  const evidence = evidenceFor(voice);
  return {
    position: position.position.id,
    verdict,
    direction: verdict === "shift" ? directionOf(judgement) : null,
    certainty: certaintyOf(judgement, scan.text),
    confidence: Number((verdict === "hold" ? judgement.hold : judgement.shift).toFixed(3)),
    evidence,
    speaker: speakerOf(scan, evidence),
    why: reasonFor(voice, pair, judgement, dossier),
  };
}

const DIRECTIONS = ["softens", "hardens", "reverses"] as const;

/** The direction whose words weigh most. */
function directionOf({ heads }: Judgement): Direction {
  return DIRECTIONS.reduce((most, direction) => (heads[direction] > heads[most] ? direction : most));
}

/**
 * Who wonders in a title asserts nothing: of items with such titles that otherwise looked like a change, one in six was one
 * (subjects held in).
 */
const WONDERING =
  /\?|\b(?:analysts?|experts?|economists?|scholars?|strategists?|pundits?|commentators?|professors?|researchers?|historians?|observers?|scenarios?|opinion|editorial)\b/i;

function certaintyOf({ heads }: Judgement, { title }: ItemText): Certainty {
  if (WONDERING.test(title)) return "speculated";
  return heads.reported > 0 ? "reported" : "stated";
}
