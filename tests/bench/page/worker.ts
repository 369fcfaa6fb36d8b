/** The Worker for the bench of pages: the real one, with a route that fills the database with what a busy year leaves. */
import { createWorker } from "../../../src/worker.ts";

const ITEMS = 100_000;
const FINDINGS = 10_000;
const ALERTS = 500;
const FEEDS = 50;
const DELIVERIES = 2000;
const DAY = 24 * 60 * 60 * 1000;

/** Nobody is too fast for a bench. */
const worker = createWorker((rt) => ({ ...rt, isWithinLimit: () => Promise.resolve(true) }));

/** Numbers from 1 as rows of `n`. */
const counting = (last: number): string =>
  `WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${last})`;

async function fill(db: D1Database, dossier: string, positions: string[]): Promise<void> {
  const now = Date.now();
  const position = `json_extract(?1, '$[' || (n % ${positions.length}) || ']')`;
  const list = JSON.stringify(positions);
  await db.batch([
    db
      .prepare(
        `${counting(FEEDS)} INSERT INTO feeds (id, url, title, next_poll_at, created_at, first_polled_at, last_polled_at, last_ok_at, last_changed_at, last_new_at)
         SELECT 'feed_' || n, 'https://feed' || n || '.example.org/', 'Feed ' || n, ?1 + ${DAY}, ?1 - 365 * ${DAY}, ?1, ?1, ?1, ?1, ?1 FROM numbers`,
      )
      .bind(now),
    db
      .prepare(
        `${counting(FEEDS)} INSERT INTO subscriptions (feed_id, dossier_id) SELECT 'feed_' || n, ?1 FROM numbers`,
      )
      .bind(dossier),
    db
      .prepare(
        `INSERT INTO runs (id, trigger, scope, started_at, lease_until, finished_at, feed_ids, outcome)
         VALUES ('run_1', 'cron', '{"dossierId":null,"feedId":null}', ?1, ?1, ?1, '[]',
           '{"feeds":0,"changed":0,"unchanged":0,"failed":0,"waiting":0,"items":0,"findings":0,"alerts":0}')`,
      )
      .bind(now),
    db
      .prepare(
        `${counting(ITEMS)} INSERT INTO items (feed_id, key, title, summary, link, outlet, published_at, first_seen_at, run_id, is_backlog, assessed_at)
         SELECT 'feed_' || (1 + n % ${FEEDS}), 'key' || n, 'A headline of some length about matter ' || n,
           'A summary of about the length that summaries of feeds have, so that rows are as large as they would be, for item ' || n || '.',
           'https://feed.example.org/' || n, 'outlet' || (n % 90) || '.example', ?1 - (${ITEMS} - n) * 300000, ?1 - (${ITEMS} - n) * 300000, 'run_1', 0, ?1 FROM numbers`,
      )
      .bind(now),
    db
      .prepare(
        `${counting(ALERTS)} INSERT INTO alerts (id, dossier_id, position_id, direction, status, stage, opened_at, updated_at)
         SELECT 'alt_' || n, ?2, ${position}, 'reverses', CASE WHEN n > ${ALERTS - positions.length} THEN 'open' WHEN n % 2 THEN 'confirmed' ELSE 'dismissed' END,
           'corroborated', ?3 - (${ALERTS} - n) * 60000000, ?3 FROM numbers`,
      )
      .bind(list, dossier, now),
    db
      .prepare(
        `${counting(FINDINGS)} INSERT INTO findings (item_id, dossier_id, position_id, verdict, direction, certainty, confidence, evidence_field, evidence_quote, evidence_start, speaker, why, decision, alert_id, found_at)
         SELECT n * ${ITEMS / FINDINGS}, ?2, ${position}, CASE n % 3 WHEN 0 THEN 'shift' WHEN 1 THEN 'hold' ELSE 'undecided' END, CASE n % 3 WHEN 0 THEN 'reverses' END,
           'stated', 0.8, 'title', 'A headline of some length', 0, 'A minister', 'The title says so', CASE n % 3 WHEN 0 THEN 'joined' WHEN 1 THEN 'confirms-position' ELSE 'undecided' END,
           CASE n % 3 WHEN 0 THEN 'alt_' || (1 + n % ${ALERTS}) END, ?3 - (${FINDINGS} - n) * 3000000 FROM numbers`,
      )
      .bind(list, dossier, now),
    db
      .prepare(
        `${counting(ALERTS)} INSERT INTO alert_events (id, alert_id, sequence, type, reason, body, created_at)
         SELECT 'msg_' || n, 'alt_' || n, 1, 'alert.opened', 'opened', '{}', ?1 FROM numbers`,
      )
      .bind(now),
    db
      .prepare(
        `WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${DELIVERIES / ALERTS})
         INSERT INTO endpoints (id, url, secret, description, status, created_at) SELECT 'ep_' || n, 'https://hooks.example.com/x', 'whsec_x', 'Endpoint ' || n, 'active', ?1 FROM numbers`,
      )
      .bind(now),
    db
      .prepare(
        `INSERT INTO deliveries (id, event_id, endpoint_id, status, attempt_count, created_at, settled_at)
         SELECT 'dlv_' || alert_events.id || endpoints.id, alert_events.id, endpoints.id, 'delivered', 1, ?1, ?1 FROM alert_events, endpoints`,
      )
      .bind(now),
    db
      .prepare(
        `INSERT INTO attempts (delivery_id, number, attempted_at, latency_ms, http_status, outcome) SELECT id, 1, ?1, 80, 204, 'delivered' FROM deliveries`,
      )
      .bind(now),
  ]);
}

export default {
  ...worker,
  fetch: async (request, env, context) => {
    const url = new URL(request.url);
    if (url.pathname !== "/fill") return worker.fetch?.(request, env, context) ?? new Response(null, { status: 404 });
    await fill(env.DB, url.searchParams.get("dossier") ?? "", (url.searchParams.get("positions") ?? "").split(","));
    return new Response("filled");
  },
} satisfies ExportedHandler<Env>;
