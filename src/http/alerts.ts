/** `/api/alerts`: what appears to have changed, newest first, with the evidence. */
import * as v from "valibot";
import { type ListedAlert, listAlertPage, readAlert } from "../store/alert-list.ts";
import { listOf, nextPage } from "./list.ts";
import { operation, type Operation } from "./operation.ts";
import { problem } from "./problem.ts";
import { Count, MaybeText, MaybeTime, paging, since, startOf, Time } from "./schema.ts";
import { iso } from "./time.ts";

export const CertaintySchema = v.picklist(["stated", "reported", "speculated"]);
export const DirectionSchema = v.picklist(["reverses", "softens", "hardens"]);
const StatusSchema = v.picklist(["open", "acknowledged", "confirmed", "dismissed"]);

const EvidenceSchema = v.object({
  finding: Count,
  quote: v.string(),
  field: v.picklist(["title", "summary"]),
  title: v.string(),
  outlet: v.string(),
  link: MaybeText,
  published: MaybeTime,
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
  stage: v.string(),
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
    opened_at: iso(alert.opened_at),
    updated_at: iso(alert.updated_at),
    outlets: alert.outlets,
    evidence_count: alert.evidenceCount,
    evidence: alert.evidence.map((found) => ({
      finding: found.finding_id,
      quote: found.evidence_quote,
      field: found.evidence_field,
      title: found.title,
      outlet: found.outlet,
      link: found.link,
      published: iso(found.published_at),
      speaker: found.speaker,
      certainty: found.certainty,
      confidence: found.confidence,
      why: found.why,
      found_at: iso(found.found_at),
    })),
  };
}

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
];
