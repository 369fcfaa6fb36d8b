/** `/api/findings`: everything that was held against a position, with what was decided and why. */
import * as v from "valibot";
import { type ListedFinding, listFindingPage } from "../store/finding-list.ts";
import { CertaintySchema, DirectionSchema, FieldSchema } from "./alerts.ts";
import { listOf, nextPage } from "./list.ts";
import { operation, type Operation } from "./operation.ts";
import { Count, MaybeText, MaybeTime, paging, startOf, Time } from "./schema.ts";
import { iso } from "./time.ts";

/** What the detector says of an item and a position, stored or tried. */
export const heldEntries = {
  dossier: v.string(),
  position: v.string(),
  verdict: v.picklist(["hold", "shift", "undecided"]),
  direction: v.nullable(DirectionSchema),
  certainty: CertaintySchema,
  confidence: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  evidence: v.object({ field: FieldSchema, quote: v.string(), start: Count }),
  speaker: MaybeText,
  why: v.string(),
};

export const FindingSchema = v.object({
  id: Count,
  item: Count,
  ...heldEntries,
  decision: v.string(),
  alert: MaybeText,
  found_at: Time,
  title: v.string(),
  outlet: v.string(),
  link: MaybeText,
  published: MaybeTime,
});

export function shownFinding(row: ListedFinding): v.InferInput<typeof FindingSchema> {
  return {
    id: row.id,
    item: row.item_id,
    dossier: row.dossier_id,
    position: row.position_id,
    verdict: row.verdict,
    direction: row.direction,
    certainty: row.certainty,
    confidence: row.confidence,
    evidence: { field: row.evidence_field, quote: row.evidence_quote, start: row.evidence_start },
    speaker: row.speaker,
    why: row.why,
    decision: row.decision,
    alert: row.alert_id,
    found_at: iso(row.found_at),
    title: row.title,
    outlet: row.outlet,
    link: row.link,
    published: iso(row.published_at),
  };
}

export const findingOperations: Operation[] = [
  operation("get", {
    path: "/api/findings",
    id: "listFindings",
    tag: "findings",
    summary: "What was held against a position, newest first, alerted or not, with the reason",
    access: "pages",
    query: v.strictObject({
      ...paging,
      dossier: v.optional(v.string()),
      position: v.optional(v.string()),
      decision: v.optional(v.string()),
      alert: v.optional(v.string()),
      item: v.optional(Count),
    }),
    answer: { description: "A page of findings", schema: listOf("findings", FindingSchema) },
    handle: async (c, query) => {
      const filter = {
        dossierId: query.dossier ?? null,
        positionId: query.position ?? null,
        decision: query.decision ?? null,
        alertId: query.alert ?? null,
        itemId: query.item ?? null,
      };
      const page = { after: startOf(query), limit: query.limit };
      const { findings, hasMore } = await listFindingPage(c.var.rt.db, filter, page);
      const last = findings.at(-1);
      const next = nextPage(c, hasMore, last === undefined ? undefined : { at: last.id, id: "" });
      return { findings: findings.map(shownFinding), next };
    },
  }),
];
