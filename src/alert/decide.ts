/** Decides what a finding does to the alerts: a pure function whose every answer, "nothing" too, has a named reason. */
import type { Certainty, DossierPolicy, Finding, Policy } from "../model.ts";
import { isOld, tellsPastEvent } from "./past.ts";
import { type Moved, rebase } from "./rebase.ts";
import { countSources, isSameClaim, type Story } from "./story.ts";

/** Why a finding did what it did; kept with the finding, so that "why not?" can be answered. */
export type DecisionReason =
  | "opened"
  | "corroborated"
  | "official"
  | "walked-back"
  | "joined"
  | "same-source"
  | "confirms-position"
  | "already-confirmed"
  | "undecided"
  | "ignored-outlet"
  | "only-speculated"
  | "below-threshold"
  | "backlog"
  | "old-item"
  | "past-event"
  | "dismissed-claim"
  | "cool-down";

/** `join` adds evidence and tells nothing. The finding is as it was decided on, against the position as it is held. */
export type Decision = {
  kind: "open" | "corroborate" | "official" | "walk-back" | "join" | "nothing";
  reason: DecisionReason;
  finding: Finding;
};

/** The open alert on the same change (for a `hold`: on any change of the position), as far as deciding needs it. */
export type OpenAlert = {
  /** The items that carry the change. */
  stories: Story[];
  isCorroborated: boolean;
  isOfficial: boolean;
  walkedBackAt: number | null;
};

export type DecisionInput = {
  finding: Finding;
  item: Story & { isBacklog: boolean };
  /** Ids of the actors that hold the position. */
  holders: string[];
  /** How far the position is held from where the document put it. */
  moved: Moved;
  /** The alert that the rebased finding falls to. */
  openOn: (finding: Finding) => OpenAlert | null;
  /** Items of dismissed alerts on the same position. */
  dismissed: Story[];
};

/** What the finding does, under the policy, at `now` (epoch milliseconds). */
export function decide(input: DecisionInput, policy: DossierPolicy, now: number): Decision {
  const { item, moved } = input;
  const finding = rebase({ ...input.finding, certainty: certaintyOf(input, policy) }, moved);
  const answer = (kind: Decision["kind"], reason: DecisionReason): Decision => ({ kind, reason, finding });

  const unusable = whyUnusable(finding, item, policy, now);
  const open = input.openOn(finding);
  if (finding.verdict === "hold") {
    const isConfirmed = moved !== null;
    if (unusable !== null || open === null || !isWalkBack(finding, item, open)) {
      return answer("nothing", isConfirmed ? "already-confirmed" : "confirms-position");
    }
    return answer("walk-back", "walked-back");
  }
  if (unusable !== null) return answer("nothing", unusable);
  if (input.dismissed.some((story) => isSameClaim(item, story))) return answer("nothing", "dismissed-claim");
  if (open === null) return answer("open", "opened");
  if (open.walkedBackAt !== null) return answer("join", "cool-down");
  if (!open.isOfficial && finding.certainty === "stated") return answer("official", "official");
  const before = countSources(open.stories);
  const sources = countSources([...open.stories, item]);
  if (!open.isCorroborated && sources >= policy.corroboratingSources) return answer("corroborate", "corroborated");
  return answer("join", sources > before ? "joined" : "same-source");
}

/** Why a finding can move nothing whatever it falls to; null where it can. */
function whyUnusable(
  finding: Finding,
  item: DecisionInput["item"],
  policy: DossierPolicy,
  now: number,
): DecisionReason | null {
  if (finding.verdict === "undecided") return "undecided";
  if (isListed(policy.ignoredOutlets, item.outlet)) return "ignored-outlet";
  if (!policy.certainties.includes(finding.certainty)) return "only-speculated";
  if (finding.confidence < policy.confidence) return "below-threshold";
  if (item.isBacklog) return "backlog";
  if (isOld(item.publishedAt, now)) return "old-item";
  return tellsPastEvent(finding.evidence.quote, now) ? "past-event" : null;
}

/** What a state's own media say of that state is its own word, and of anybody else no more than rumour. */
function certaintyOf({ finding, item, holders }: DecisionInput, policy: DossierPolicy): Certainty {
  const voices = policy.stateMedia.filter(({ outlet }) => isListed([outlet], item.outlet));
  if (voices.length === 0) return finding.certainty;
  const isOwnVoice = voices.some(({ actor }) => holders.includes(actor));
  if (!isOwnVoice) return "speculated";
  return finding.certainty === "reported" ? "stated" : finding.certainty;
}

/** The holder itself says, after the change was told, that it stands where it stood. */
function isWalkBack(finding: Finding, item: Story, open: OpenAlert): boolean {
  if (finding.certainty !== "stated" || open.walkedBackAt !== null) return false;
  const told = open.stories.flatMap(({ publishedAt }) => publishedAt ?? []);
  return item.publishedAt === null || told.every((at) => at <= (item.publishedAt ?? 0));
}

function isListed(outlets: string[], outlet: string): boolean {
  return outlets.some((listed) => listed.toLowerCase() === outlet.toLowerCase());
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
