/** `GET /api/alerts`: what appears to have changed, newest first, with the evidence. */
import { Hono } from "hono";
import { listAlerts } from "../store/alerts.ts";
import type { AppEnv } from "./context.ts";
import { readLimit } from "./limit.ts";
import { iso } from "./time.ts";

export const alerts = new Hono<AppEnv>().get("/", async (c) => {
  const limit = readLimit(c);
  if (limit.kind === "answer") return limit.answer;
  const rows = await listAlerts(c.var.rt.db, limit.limit);
  return c.json({
    alerts: rows.map((alert) => ({
      id: alert.id,
      dossier: alert.dossier_id,
      position: alert.position_id,
      direction: alert.direction,
      status: alert.status,
      stage: alert.stage,
      opened_at: iso(alert.opened_at),
      updated_at: iso(alert.updated_at),
      evidence: alert.evidence.map((found) => ({
        quote: found.evidence_quote,
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
    })),
  });
});
