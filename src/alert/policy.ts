/** What decides where nobody has decided otherwise, and how severe a change is. */
import type { Certainty, Direction, DossierPolicy, EndpointPolicy, Severity } from "../model.ts";

const DAY = 24 * 60 * 60 * 1000;

export const DEFAULT_POLICY: DossierPolicy = {
  confidence: 0.5,
  certainties: ["stated", "reported"],
  ignoredOutlets: [],
  stateMedia: [],
  corroboratingSources: 2,
  cooldownMs: 3 * DAY,
  severity: { reverses: "high", softens: "medium", hardens: "medium" },
};

export const DEFAULT_ENDPOINT_POLICY: EndpointPolicy = {
  events: ["alert.*", "digest", "endpoint.disabled"],
  dossiers: null,
  confidence: 0,
  certainties: ["stated", "reported", "speculated"],
  rung: null,
  minSources: 1,
  minSeverity: "low",
  mutedActors: [],
  quietHours: null,
  reminderMs: null,
};

const SEVERITIES: Severity[] = ["low", "medium", "high"];

/** Where a severity stands: 0 is the least. */
export function severityRank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}

/** How severe a change is: by its direction, and a step more where the holder itself says it. */
export function severityOf(direction: Direction, certainty: Certainty, policy: DossierPolicy): Severity {
  const base = severityRank(policy.severity[direction]);
  return SEVERITIES[Math.min(base + (certainty === "stated" ? 1 : 0), SEVERITIES.length - 1)] ?? "high";
}
