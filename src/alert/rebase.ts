/**
 * Holds a finding, which is on the document's position, against the position as it is held since a change was confirmed:
 * the same news then changes nothing, and a step back is the change.
 */
import type { Direction, Finding } from "../model.ts";

/** How far a position is held from where the document put it; null where it still stands there. */
export type Moved = Direction | null;

/** The way back from where a confirmed change led. */
const BACK: Record<Direction, Direction> = { reverses: "reverses", softens: "hardens", hardens: "softens" };

/** The finding as it is to be decided on. */
export function rebase(finding: Finding, moved: Moved): Finding {
  if (moved === null || finding.verdict === "undecided") return finding;
  if (finding.verdict === "hold") return { ...finding, verdict: "shift", direction: BACK[moved] };
  if (finding.direction === moved) return { ...finding, verdict: "hold", direction: null };
  // A holder that has reversed is further than any softening, and one that hardens its old position takes it up again.
  if (moved === "reverses") {
    return finding.direction === "softens"
      ? { ...finding, verdict: "hold", direction: null }
      : { ...finding, direction: "reverses" };
  }
  return finding;
}

/** Where a position is held once a finding, as it was on the document's position, is confirmed. */
export function movedBy({ verdict, direction }: Pick<Finding, "verdict" | "direction">): Moved {
  return verdict === "shift" ? direction : null;
}
