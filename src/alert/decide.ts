/** Decides what a finding does to the alerts: a pure function whose every answer, "nothing" too, has a named reason. */
import type { Finding, Policy } from "../model.ts";

/** Why a finding did what it did; kept with the finding, so that "why not?" can be answered. */
export type DecisionReason =
  | "opened"
  | "corroborated"
  | "joined"
  | "confirms-position"
  | "undecided"
  | "only-speculated"
  | "below-threshold"
  | "backlog"
  | "old-item";

export type Decision = { kind: "open" | "corroborate" | "join" | "nothing"; reason: DecisionReason };

/** An alert that is open, as far as deciding needs it. */
export type OpenAlert = { outlets: string[]; isCorroborated: boolean };

/** What is asked: a finding, the item it comes from, and the open alert on the same change, if any. */
export type DecisionInput = {
  finding: Finding;
  item: { outlet: string; publishedAt: number | null; isBacklog: boolean };
  open: OpenAlert | null;
};

/** News older than this resurfaced: it opens nothing. */
export const OLD_ITEM_MS = 7 * 24 * 60 * 60 * 1000;

/** An alert is corroborated when this many independent outlets carry it. */
export const CORROBORATING_OUTLETS = 2;

/** What the finding does, under the policy, at `now` (epoch milliseconds). */
export function decide({ finding, item, open }: DecisionInput, policy: Policy, now: number): Decision {
  if (finding.verdict === "hold") return nothing("confirms-position");
  if (finding.verdict === "undecided") return nothing("undecided");
  if (!policy.certainties.includes(finding.certainty)) return nothing("only-speculated");
  if (finding.confidence < policy.confidence) return nothing("below-threshold");
  if (item.isBacklog) return nothing("backlog");
  if (item.publishedAt !== null && item.publishedAt < now - OLD_ITEM_MS) return nothing("old-item");
  if (open === null) return { kind: "open", reason: "opened" };
  const outlets = new Set([...open.outlets, item.outlet]);
  if (!open.isCorroborated && outlets.size >= CORROBORATING_OUTLETS)
    return { kind: "corroborate", reason: "corroborated" };
  return { kind: "join", reason: "joined" };
}

/** What a single item would do on its own: the `alert` of the reader's contract. */
export function wouldAlert(findings: Finding[], policy: Policy): boolean {
  return findings.some(
    (finding) =>
      finding.verdict === "shift" &&
      policy.certainties.includes(finding.certainty) &&
      finding.confidence >= policy.confidence,
  );
}

function nothing(reason: DecisionReason): Decision {
  return { kind: "nothing", reason };
}
