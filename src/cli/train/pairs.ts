/** Turns labelled sets into pairs of an item and a position, with features and labels. */
import { compileDossier } from "../../stance/compile.ts";
import { pairFeatures } from "../../stance/features.ts";
import { readItemText, scanItem } from "../../stance/scan.ts";
import type { LabelledItem, LabelledSet } from "../labelled.ts";
import type { Example } from "./linear.ts";

/** `item` is the item's place among all items of all sets. */
export type Pair = Example & { item: number; position: string; facts: number[] };

const flag = (is: boolean): 0 | 1 => (is ? 1 : 0);

/** The pairs that the detector would judge, in order. */
export function pairsOf(sets: LabelledSet[]): Pair[] {
  let item = -1;
  return sets.flatMap((set, subject) => {
    const dossier = compileDossier(set.dossier);
    return set.items.flatMap((labelled) => {
      item++;
      const at = item;
      const scan = scanItem(readItemText(labelled), dossier);
      if (scan === null) return [];
      return pairFeatures(scan, dossier).map(({ place, facts, grams, sense }): Pair => {
        const position = dossier.positions[place]?.position.id ?? "";
        return { subject, item: at, position, facts, grams: [...grams], sense, labels: labelsOf(labelled, position) };
      });
    });
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
