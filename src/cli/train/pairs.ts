/** Turns labelled sets into pairs of an item and a position, with features and labels. */
import { type CompiledDossier, compileDossier } from "../../stance/compile.ts";
import { pairFeatures } from "../../stance/features.ts";
import { readItemText, scanItem } from "../../stance/scan.ts";
import type { LabelledItem, LabelledSet } from "../labelled.ts";
import type { Example } from "./linear.ts";

/** `item` is the item's place among all items of all sets, `subject` the set whose dossier it is held against: not its origin for a stranger. */
export type Pair = Example & { item: number; subject: number; position: string; facts: number[] };

/** Each item is also held against so many other dossiers, where it is ordinary news. */
const OTHER_DOSSIERS = 4;
/** And once with the summaries of so many items of other subjects after its own: an article of many things. */
const JOINED = 2;
/** Steps through the sets and items that meet: primes, so that they mix. */
const SET_STRIDE = 5;
const ITEM_STRIDE = 37;

const flag = (is: boolean): 0 | 1 => (is ? 1 : 0);

/** The pairs that the detector would judge, in order; strangers last. */
export function pairsOf(sets: LabelledSet[]): Pair[] {
  const dossiers = sets.map(({ dossier }) => compileDossier(dossier));
  const pairs: Pair[] = [];
  const strangers: Pair[] = [];
  let place = -1;
  for (const [origin, set] of sets.entries()) {
    for (const [at, item] of set.items.entries()) {
      place++;
      pairs.push(...pairsWith(item, place, origin, origin, dossiers[origin]));
      for (let step = 1; step <= OTHER_DOSSIERS; step++) {
        const subject = (origin + at + step * SET_STRIDE) % sets.length;
        if (sets[subject]?.dossier.id === set.dossier.id) continue;
        const other = step === 1 ? joined(item, at, subject, sets) : item;
        strangers.push(...pairsWith({ ...other, labels: [], alert: false }, place, origin, subject, dossiers[subject]));
      }
    }
  }
  return [...pairs, ...strangers];
}

/** Whether an item is held against its own dossier. */
export function isNative({ subject, origin }: Pair): boolean {
  return subject === origin;
}

function joined(item: LabelledItem, at: number, avoided: number, sets: LabelledSet[]): LabelledItem {
  const summaries = [item.summary];
  for (let step = 1; step <= JOINED; step++) {
    const set = sets[(avoided + step) % sets.length];
    summaries.push(set?.items[(at + step * ITEM_STRIDE) % set.items.length]?.summary ?? "");
  }
  return { ...item, summary: summaries.join(" ") };
}

function pairsWith(
  item: LabelledItem,
  place: number,
  origin: number,
  subject: number,
  dossier: CompiledDossier | undefined,
): Pair[] {
  const scan = dossier === undefined ? null : scanItem(readItemText(item), dossier);
  if (dossier === undefined || scan === null) return [];
  return pairFeatures(scan, dossier).map(({ place: at, facts, grams, sense }): Pair => {
    const position = dossier.positions[at]?.position.id ?? "";
    return {
      subject,
      origin,
      item: place,
      position,
      facts,
      grams: [...grams],
      sense,
      labels: labelsOf(item, position),
    };
  });
}

/** In the order of the model's heads. */
function labelsOf({ labels, alert }: LabelledItem, position: string): Example["labels"] {
  const label = labels.find((each) => each.position === position);
  const isShift = label?.verdict === "shift";
  return [
    flag(isShift),
    flag(label?.verdict === "hold"),
    flag(alert),
    isShift ? flag(label.direction === "softens") : null,
    isShift ? flag(label.direction === "hardens") : null,
    isShift ? flag(label.direction === "reverses") : null,
    isShift ? flag(label.certainty === "reported") : null,
  ];
}
