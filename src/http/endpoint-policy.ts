/** What an endpoint wants to be told, as the API writes it. */
import * as v from "valibot";
import { type EndpointPolicy, RUNGS } from "../model.ts";
import { CertaintySchema } from "./alerts.ts";

const TimeOfDay = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time of day such as 22:00"));

/** Reminders more often than this would be noise. */
const SHORTEST_REMINDER_MS = 4 * 60 * 60 * 1000;

/** Every field may be left out: the default stands. */
export const PolicyBody = v.strictObject({
  events: v.optional(v.array(v.pipe(v.string(), v.maxLength(50)))),
  dossiers: v.optional(v.nullable(v.array(v.string()))),
  confidence: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  certainties: v.optional(v.array(CertaintySchema)),
  rung: v.optional(v.nullable(v.picklist(RUNGS))),
  min_sources: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  min_severity: v.optional(v.picklist(["high", "medium", "low"])),
  muted_actors: v.optional(v.array(v.string())),
  quiet_hours: v.optional(
    v.nullable(
      v.strictObject({
        from: TimeOfDay,
        until: TimeOfDay,
        time_zone: v.pipe(v.string(), v.check(isTimeZone, "must be a time zone such as Europe/Berlin")),
      }),
    ),
  ),
  reminder_ms: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(SHORTEST_REMINDER_MS)))),
});

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** As the domain knows it. */
export function readPolicy(body: v.InferOutput<typeof PolicyBody>): Partial<EndpointPolicy> {
  const { min_sources, min_severity, muted_actors, quiet_hours, reminder_ms, ...same } = body;
  const given: { [K in keyof EndpointPolicy]: EndpointPolicy[K] | undefined } = {
    events: same.events,
    dossiers: same.dossiers,
    confidence: same.confidence,
    certainties: same.certainties,
    rung: same.rung,
    minSources: min_sources,
    minSeverity: min_severity,
    mutedActors: muted_actors,
    quietHours:
      quiet_hours === null || quiet_hours === undefined
        ? quiet_hours
        : { from: quiet_hours.from, until: quiet_hours.until, timeZone: quiet_hours.time_zone },
    reminderMs: reminder_ms,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** As the API shows it, every field filled in. */
export function shownPolicy(policy: EndpointPolicy): v.InferInput<typeof PolicyBody> {
  const { minSources, minSeverity, mutedActors, quietHours, reminderMs, ...same } = policy;
  return {
    ...same,
    min_sources: minSources,
    min_severity: minSeverity,
    muted_actors: mutedActors,
    quiet_hours:
      quietHours === null ? null : { from: quietHours.from, until: quietHours.until, time_zone: quietHours.timeZone },
    reminder_ms: reminderMs,
  };
}
