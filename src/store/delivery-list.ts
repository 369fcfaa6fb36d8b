/** Deliveries as they are listed, newest first, with where they go and what they tell. */
import type { AttemptRow, DeliveryRow } from "./deliveries.ts";
import { readPage } from "./page.ts";

export type ListedDelivery = DeliveryRow & {
  event_type: string;
  alert_id: string | null;
  endpoint_description: string;
  attempts: AttemptRow[];
};

/** A page of deliveries with their attempts. */
export async function listDeliveryPage(
  db: D1Database,
  filter: { status: string | null; endpointId: string | null },
  page: { after: { at: number; id: string } | null; limit: number },
): Promise<{ deliveries: ListedDelivery[]; hasMore: boolean }> {
  const { rows, hasMore } = await readPage<Omit<ListedDelivery, "attempts">>(db, {
    select: `SELECT deliveries.id, deliveries.event_id, deliveries.endpoint_id, deliveries.status, deliveries.route_reason,
        deliveries.grouped_into, deliveries.attempt_count, deliveries.next_attempt_at, deliveries.last_reason,
        deliveries.created_at, deliveries.settled_at, alert_events.type AS event_type, alert_events.alert_id,
        endpoints.description AS endpoint_description
      FROM deliveries CROSS JOIN alert_events ON alert_events.id = deliveries.event_id
      CROSS JOIN endpoints ON endpoints.id = deliveries.endpoint_id`,
    equals: { "deliveries.status": filter.status, "deliveries.endpoint_id": filter.endpointId },
    atLeast: {},
    order: ["deliveries.created_at", "deliveries.id"],
    ...page,
  });
  const { results } = await db
    .prepare(
      `SELECT attempts.* FROM json_each(?1) AS wanted JOIN attempts ON attempts.delivery_id = wanted.value
       ORDER BY attempts.number`,
    )
    .bind(JSON.stringify(rows.map(({ id }) => id)))
    .all<AttemptRow>();
  const byDelivery = Map.groupBy(results, ({ delivery_id }) => delivery_id);
  return { deliveries: rows.map((row) => ({ ...row, attempts: byDelivery.get(row.id) ?? [] })), hasMore };
}
