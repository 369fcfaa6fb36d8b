/** `/api/alerts`: what appears to have changed, newest first, with the evidence. */
import type { Context } from "hono";
import * as v from "valibot";
import { acknowledgeAlert, confirmAlert, dismissAlert, type Settling } from "../pipeline/settle-alert.ts";
import { type ListedAlert, listAlertPage, readAlert } from "../store/alert-list.ts";
import type { AppEnv } from "./context.ts";
import { listOf, nextPage } from "./list.ts";
import { operation, type Operation } from "./operation.ts";
import { problem } from "./problem.ts";
import { Count, MaybeText, MaybeTime, paging, since, startOf, Time } from "./schema.ts";
import { iso } from "./time.ts";

export const CertaintySchema = v.picklist(["stated", "reported", "speculated"]);
export const DirectionSchema = v.picklist(["reverses", "softens", "hardens"]);
/** Where evidence stands; `article` is the text behind the link, of feeds whose full text is read. */
export const FieldSchema = v.picklist(["title", "summary", "article"]);
const StatusSchema = v.picklist(["open", "acknowledged", "confirmed", "dismissed"]);

const EvidenceSchema = v.object({
  finding: Count,
  item: Count,
  quote: v.string(),
  field: FieldSchema,
  title: v.string(),
  outlet: v.string(),
  link: MaybeText,
  published: MaybeTime,
  verdict: v.picklist(["hold", "shift", "undecided"]),
  speaker: MaybeText,
  certainty: CertaintySchema,
  confidence: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  why: v.string(),
  found_at: Time,
});

export const AlertSchema = v.object({
  id: v.string(),
  dossier: v.string(),
  position: v.string(),
  direction: DirectionSchema,
  status: StatusSchema,
  stage: v.picklist(["tentative", "corroborated", "official", "walked_back"]),
  severity: v.picklist(["high", "medium", "low"]),
  sources: Count,
  note: MaybeText,
  acknowledged_at: MaybeTime,
  settled_at: MaybeTime,
  opened_at: Time,
  updated_at: Time,
  outlets: v.array(v.string()),
  evidence_count: Count,
  evidence: v.array(EvidenceSchema),
});

/** An alert as the API shows it. */
export function shownAlert(alert: ListedAlert): v.InferInput<typeof AlertSchema> {
  return {
    id: alert.id,
    dossier: alert.dossier_id,
    position: alert.position_id,
    direction: alert.direction,
    status: alert.status,
    stage: alert.stage,
    severity: alert.severity,
    sources: alert.sources,
    note: alert.note,
    acknowledged_at: iso(alert.acknowledged_at),
    settled_at: iso(alert.settled_at),
    opened_at: iso(alert.opened_at),
    updated_at: iso(alert.updated_at),
    outlets: alert.outlets,
    evidence_count: alert.evidenceCount,
    evidence: alert.evidence.map((found) => ({
      finding: found.finding_id,
      item: found.item_id,
      quote: found.evidence_quote,
      field: found.evidence_field,
      title: found.title,
      outlet: found.outlet,
      link: found.link,
      published: iso(found.published_at),
      verdict: found.verdict,
      speaker: found.speaker,
      certainty: found.certainty,
      confidence: found.confidence,
      why: found.why,
      found_at: iso(found.found_at),
    })),
  };
}

/** The answer to what a person made of an alert: the alert as it is now, or why not. */
async function afterwards(
  c: Context<AppEnv>,
  settling: Settling,
): Promise<v.InferInput<typeof AlertSchema> | Response> {
  const id = c.req.param("id") ?? "";
  if (settling.kind === "settled") return problem(c, 409, `The alert is ${settling.status} already.`);
  const alert = settling.kind === "unknown" ? null : await readAlert(c.var.rt.db, id);
  return alert === null ? problem(c, 404, `There is no alert ${id}.`) : shownAlert(alert);
}

const Note = v.optional(v.nullable(v.pipe(v.string(), v.maxLength(1000))), null);

export const alertOperations: Operation[] = [
  operation("get", {
    path: "/api/alerts",
    id: "listAlerts",
    tag: "alerts",
    summary: "What appears to have changed, newest first, with the newest of its evidence",
    access: "pages",
    query: v.strictObject({
      ...paging,
      status: v.optional(StatusSchema),
      dossier: v.optional(v.string()),
      position: v.optional(v.string()),
      since,
    }),
    answer: { description: "A page of alerts", schema: listOf("alerts", AlertSchema) },
    handle: async (c, query) => {
      const filter = {
        status: query.status ?? null,
        dossierId: query.dossier ?? null,
        positionId: query.position ?? null,
        since: query.since === undefined ? null : Date.parse(query.since),
      };
      const page = { after: startOf(query), limit: query.limit };
      const { alerts, hasMore } = await listAlertPage(c.var.rt.db, filter, page);
      const last = alerts.at(-1);
      const next = nextPage(c, hasMore, last === undefined ? undefined : { at: last.opened_at, id: last.id });
      return { alerts: alerts.map(shownAlert), next };
    },
  }),
  operation("get", {
    path: "/api/alerts/:id",
    id: "readAlert",
    tag: "alerts",
    summary: "One alert",
    access: "pages",
    answer: { description: "The alert", schema: AlertSchema },
    problems: [404],
    handle: async (c) => {
      const alert = await readAlert(c.var.rt.db, c.req.param("id") ?? "");
      return alert === null ? problem(c, 404, `There is no alert ${c.req.param("id")}.`) : shownAlert(alert);
    },
  }),
  operation("post", {
    path: "/api/alerts/:id/acknowledge",
    id: "acknowledgeAlert",
    tag: "alerts",
    summary: "Says that somebody has seen it: reminders end",
    access: "operate",
    answer: { description: "The alert", schema: AlertSchema },
    problems: [404, 409],
    handle: async (c) => afterwards(c, await acknowledgeAlert(c.var.rt, c.req.param("id") ?? "")),
  }),
  operation("post", {
    path: "/api/alerts/:id/confirm",
    id: "confirmAlert",
    tag: "alerts",
    summary: "Says that it is so: the position gets a new version, from which later news is measured",
    access: "operate",
    body: {
      schema: v.strictObject({
        note: Note,
        stance: v.optional(v.nullable(v.picklist(["favor", "against", "none"])), null),
        statement: v.optional(v.nullable(v.pipe(v.string(), v.nonEmpty("must not be empty"), v.maxLength(1000))), null),
        effective_from: v.optional(v.nullable(Time), null),
      }),
      example: { note: "Confirmed by the ministry's transcript" },
    },
    answer: { description: "The alert", schema: AlertSchema },
    problems: [404, 409],
    handle: async (c, _query, { note, stance, statement, effective_from }) => {
      const effectiveFrom = effective_from === null ? null : Date.parse(effective_from);
      const confirmation = { note, stance, statement, effectiveFrom };
      return afterwards(c, await confirmAlert(c.var.rt, c.req.param("id") ?? "", confirmation));
    },
  }),
  operation("post", {
    path: "/api/alerts/:id/dismiss",
    id: "dismissAlert",
    tag: "alerts",
    summary: "Says that nothing changed: the same claim from the same source opens nothing again",
    access: "operate",
    body: { schema: v.strictObject({ note: Note }), example: { note: "An old story" } },
    answer: { description: "The alert", schema: AlertSchema },
    problems: [404, 409],
    handle: async (c, _query, { note }) => afterwards(c, await dismissAlert(c.var.rt, c.req.param("id") ?? "", note)),
  }),
];
