/** `GET /api/deliveries/:id`: how a delivery stands, attempt by attempt. */
import { Hono } from "hono";
import { readDelivery } from "../store/deliveries.ts";
import { requireToken } from "./auth.ts";
import type { AppEnv } from "./context.ts";
import { problem } from "./problem.ts";
import { iso } from "./time.ts";

export const deliveries = new Hono<AppEnv>().get("/:id", requireToken, async (c) => {
  const found = await readDelivery(c.var.rt.db, c.req.param("id"));
  if (found === null) return problem(c, 404, `There is no delivery ${c.req.param("id")}.`);
  const { delivery, attempts } = found;
  return c.json({
    id: delivery.id,
    webhook_id: delivery.event_id,
    endpoint: delivery.endpoint_id,
    status: delivery.status,
    next_attempt_at: iso(delivery.next_attempt_at),
    created_at: iso(delivery.created_at),
    settled_at: iso(delivery.settled_at),
    attempts: attempts.map((attempt) => ({
      number: attempt.number,
      attempted_at: iso(attempt.attempted_at),
      outcome: attempt.outcome,
      status: attempt.http_status,
      latency_ms: attempt.latency_ms,
      reason: attempt.reason,
    })),
  });
});
