/** Decides what an endpoint is told of an event: at once, later, or not, each with a named reason that is kept. */
import type { EndpointPolicy } from "../model.ts";
import type { AlertBody } from "./event.ts";
import { severityRank } from "./policy.ts";
import { quietUntil } from "./quiet-hours.ts";
import { isAtLeast, rungOf } from "./rung.ts";

export type RouteReason =
  | "told"
  | "quiet-hours"
  | "type-not-wanted"
  | "other-dossier"
  | "muted-actor"
  | "certainty"
  | "below-threshold"
  | "rung"
  | "too-few-sources"
  | "below-severity";

/** `at` is when the first attempt is due, in epoch milliseconds. */
export type Route = { kind: "send"; at: number; reason: RouteReason } | { kind: "suppress"; reason: RouteReason };

/** What the endpoint is told of an alert's event. */
export function routeAlert({ type, data }: AlertBody, holders: string[], policy: EndpointPolicy, now: number): Route {
  const { alert, evidence } = data;
  if (!wants(policy, type)) return suppress("type-not-wanted");
  if (policy.dossiers !== null && !policy.dossiers.includes(alert.dossier)) return suppress("other-dossier");
  if (holders.every((holder) => policy.mutedActors.includes(holder))) return suppress("muted-actor");
  if (!policy.certainties.includes(evidence.certainty)) return suppress("certainty");
  if (evidence.confidence < policy.confidence) return suppress("below-threshold");
  if (policy.rung !== null && !isAtLeast(rungOf(evidence), policy.rung)) return suppress("rung");
  if (alert.sources < policy.minSources) return suppress("too-few-sources");
  if (severityRank(alert.severity) < severityRank(policy.minSeverity)) return suppress("below-severity");
  const until = policy.quietHours === null ? null : quietUntil(policy.quietHours, now);
  return until === null
    ? { kind: "send", at: now, reason: "told" }
    : { kind: "send", at: until, reason: "quiet-hours" };
}

/** Whether an endpoint asked for events of the type, by its name or by that of its family (`alert.*`). */
export function wants({ events }: Pick<EndpointPolicy, "events">, type: string): boolean {
  const family = `${type.split(".", 1)[0]}.*`;
  return events.includes(type) || events.includes(family);
}

function suppress(reason: RouteReason): Route {
  return { kind: "suppress", reason };
}
