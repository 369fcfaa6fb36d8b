/** `/api/deliveries`: what is owed to whom, attempt by attempt, and sending it once more. */
import * as v from "valibot";
import { redeliver } from "../pipeline.ts";
import { type ListedDelivery, listDeliveryPage } from "../store/delivery-list.ts";
import { type AttemptRow, type DeliveryRow, readDelivery } from "../store/deliveries.ts";
import { listOf, nextPage } from "./list.ts";
import { operation, type Operation } from "./operation.ts";
import { problem } from "./problem.ts";
import { Count, MaybeText, MaybeTime, paging, startOf, Time } from "./schema.ts";
import { iso } from "./time.ts";

const DeliveryStatusSchema = v.picklist(["waiting", "delivered", "failed", "grouped", "suppressed"]);

export const DeliverySchema = v.object({
  id: v.string(),
  webhook_id: v.string(),
  endpoint: v.string(),
  status: DeliveryStatusSchema,
  route_reason: v.string(),
  grouped_into: MaybeText,
  next_attempt_at: MaybeTime,
  last_reason: MaybeText,
  created_at: Time,
  settled_at: MaybeTime,
  attempts: v.array(
    v.object({
      number: Count,
      attempted_at: Time,
      trigger: v.picklist(["schedule", "manual"]),
      outcome: v.picklist(["delivered", "failed", "rejected", "gone"]),
      status: v.nullable(Count),
      latency_ms: Count,
      reason: MaybeText,
      answer: v.string(),
    }),
  ),
});

const ListedSchema = v.object({ ...DeliverySchema.entries, type: v.string(), alert: MaybeText });

function shown(delivery: DeliveryRow, attempts: AttemptRow[]): v.InferInput<typeof DeliverySchema> {
  return {
    id: delivery.id,
    webhook_id: delivery.event_id,
    endpoint: delivery.endpoint_id,
    status: delivery.status,
    route_reason: delivery.route_reason,
    grouped_into: delivery.grouped_into,
    next_attempt_at: iso(delivery.next_attempt_at),
    last_reason: delivery.last_reason,
    created_at: iso(delivery.created_at),
    settled_at: iso(delivery.settled_at),
    attempts: attempts.map((attempt) => ({
      number: attempt.number,
      attempted_at: iso(attempt.attempted_at),
      trigger: attempt.trigger,
      outcome: attempt.outcome,
      status: attempt.http_status,
      latency_ms: attempt.latency_ms,
      reason: attempt.reason,
      answer: attempt.answer,
    })),
  };
}

function listed(delivery: ListedDelivery): v.InferInput<typeof ListedSchema> {
  return { ...shown(delivery, delivery.attempts), type: delivery.event_type, alert: delivery.alert_id };
}

export const deliveryOperations: Operation[] = [
  operation("get", {
    path: "/api/deliveries",
    id: "listDeliveries",
    tag: "deliveries",
    summary: "What is owed to endpoints, newest first, with every attempt",
    access: "read",
    query: v.strictObject({
      ...paging,
      status: v.optional(DeliveryStatusSchema),
      endpoint: v.optional(v.string()),
    }),
    answer: { description: "A page of deliveries", schema: listOf("deliveries", ListedSchema) },
    handle: async (c, query) => {
      const filter = { status: query.status ?? null, endpointId: query.endpoint ?? null };
      const page = { after: startOf(query), limit: query.limit };
      const { deliveries, hasMore } = await listDeliveryPage(c.var.rt.db, filter, page);
      const last = deliveries.at(-1);
      const next = nextPage(c, hasMore, last === undefined ? undefined : { at: last.created_at, id: last.id });
      return { deliveries: deliveries.map(listed), next };
    },
  }),
  operation("get", {
    path: "/api/deliveries/:id",
    id: "readDelivery",
    tag: "deliveries",
    summary: "One delivery, attempt by attempt",
    access: "read",
    answer: { description: "The delivery", schema: DeliverySchema },
    problems: [404],
    handle: async (c) => {
      const found = await readDelivery(c.var.rt.db, c.req.param("id") ?? "");
      if (found === null) return problem(c, 404, `There is no delivery ${c.req.param("id")}.`);
      return shown(found.delivery, found.attempts);
    },
  }),
  operation("post", {
    path: "/api/deliveries/:id/redeliver",
    id: "redeliver",
    tag: "deliveries",
    summary: "Sends it once more, under the same webhook id",
    access: "operate",
    answer: {
      status: 202,
      description: "The delivery, as it stood when the attempt was asked for",
      schema: DeliverySchema,
    },
    problems: [404, 409],
    handle: async (c) => {
      const { rt } = c.var;
      const id = c.req.param("id") ?? "";
      const found = await readDelivery(rt.db, id);
      if (found === null) return problem(c, 404, `There is no delivery ${id}.`);
      if (!(await redeliver(rt, id))) return problem(c, 409, "The endpoint of this delivery takes nothing now.");
      return shown(found.delivery, found.attempts);
    },
  }),
];
