/** The runs table: one cron tick or manual trigger; its list of feeds is the claim on them. */
import { MOST_OF_A_HOST } from "../feed/politeness.ts";

export type RunRow = {
  id: string;
  trigger: "cron" | "manual";
  /** JSON of what a manual trigger was limited to. */
  scope: string;
  started_at: number;
  lease_until: number;
  finished_at: number | null;
  feed_ids: string;
  outcome: string | null;
};

/** What a manual trigger may be limited to; nulls mean every due feed. */
export type RunScope = { dossierId: string | null; feedId: string | null };

/** What a run has done so far. */
export type RunOutcome = {
  feeds: number;
  changed: number;
  unchanged: number;
  failed: number;
  waiting: number;
  items: number;
  findings: number;
  alerts: number;
};

/** A claim that is not settled by then may be made again: longer than a poll may take, shorter than two ticks. */
export const LEASE_MS = 4 * 60 * 1000;

/** The most feeds that one tick claims; the rest are due at the next. */
const CLAIM_LIMIT = 2000;

/**
 * Starts a run and claims its feeds in one statement. A cron run claims the feeds that are due; a manual one every
 * feed in its scope. Feeds that another run holds are left out.
 * @returns the new run; or the earlier run of the same idempotency key, with `isRepeat`
 */
export async function startRun(
  db: D1Database,
  run: { id: string; trigger: "cron" | "manual"; scope: RunScope; idempotencyKey: string | null },
  now: number,
): Promise<{ run: RunRow; feedIds: string[]; isRepeat: boolean }> {
  const inserted = await db
    .prepare(
      `INSERT INTO runs (id, trigger, scope, idempotency_key, started_at, lease_until, feed_ids)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, json_group_array(id) FROM (
         SELECT id FROM (SELECT feeds.id, feeds.next_poll_at,
           row_number() OVER (PARTITION BY feeds.host ORDER BY feeds.next_poll_at) AS turn FROM feeds
         WHERE feeds.status = 'active' AND (feeds.next_poll_at <= ?5 OR ?2 = 'manual')
           AND (?7 IS NULL OR feeds.id = ?7)
           AND (?8 IS NULL OR EXISTS (
             SELECT 1 FROM subscriptions WHERE subscriptions.feed_id = feeds.id AND subscriptions.dossier_id = ?8))
           AND feeds.id NOT IN (
             SELECT held.id FROM runs, json_each(runs.feed_ids) AS claimed JOIN feeds AS held ON held.id = claimed.value
             WHERE runs.lease_until > ?5 AND held.run_id IS NOT runs.id
               -- one that a later run has settled is free again
               AND NOT EXISTS (SELECT 1 FROM runs AS later
                 WHERE later.id = held.run_id AND later.started_at > runs.started_at)))
         WHERE turn <= ?10 ORDER BY next_poll_at LIMIT ?9)
       WHERE true ON CONFLICT DO NOTHING RETURNING *`,
    )
    .bind(
      run.id,
      run.trigger,
      JSON.stringify(run.scope),
      run.idempotencyKey,
      now,
      now + LEASE_MS,
      run.scope.feedId,
      run.scope.dossierId,
      CLAIM_LIMIT,
      MOST_OF_A_HOST,
    )
    .first<RunRow>();
  if (inserted !== null) return { run: inserted, feedIds: JSON.parse(inserted.feed_ids) as string[], isRepeat: false };
  const earlier = await db
    .prepare("SELECT * FROM runs WHERE id = ?1 OR idempotency_key = ?2")
    .bind(run.id, run.idempotencyKey)
    .first<RunRow>();
  if (earlier === null) throw new Error(`the run ${run.id} was neither stored nor found`);
  return { run: earlier, feedIds: JSON.parse(earlier.feed_ids) as string[], isRepeat: true };
}

export async function readRun(db: D1Database, id: string): Promise<RunRow | null> {
  return db.prepare("SELECT * FROM runs WHERE id = ?1").bind(id).first<RunRow>();
}

/** When some runs started, by id. */
export async function readRunStarts(db: D1Database, ids: string[]): Promise<Map<string, number>> {
  const { results } = await db
    .prepare("SELECT id, started_at FROM runs WHERE id IN (SELECT value FROM json_each(?1))")
    .bind(JSON.stringify(ids))
    .all<{ id: string; started_at: number }>();
  return new Map(results.map(({ id, started_at }) => [id, started_at]));
}

/** The newest runs first. */
export async function listRuns(db: D1Database, limit: number): Promise<RunRow[]> {
  const { results } = await db
    .prepare("SELECT * FROM runs ORDER BY started_at DESC LIMIT ?1")
    .bind(limit)
    .all<RunRow>();
  return results;
}

/** What a run has done by now, read from the rows that it wrote. */
export async function readOutcome(db: D1Database, run: RunRow): Promise<RunOutcome> {
  if (run.outcome !== null) return JSON.parse(run.outcome) as RunOutcome;
  const feedCount = (JSON.parse(run.feed_ids) as string[]).length;
  const row = await db
    .prepare(
      `SELECT
         (SELECT count(*) FROM json_each(?2) AS claimed JOIN feeds ON feeds.id = claimed.value
           WHERE feeds.run_id = ?1 AND feeds.last_outcome = 'changed') AS changed,
         (SELECT count(*) FROM json_each(?2) AS claimed JOIN feeds ON feeds.id = claimed.value
           WHERE feeds.run_id = ?1 AND feeds.last_outcome = 'unchanged') AS unchanged,
         (SELECT count(*) FROM json_each(?2) AS claimed JOIN feeds ON feeds.id = claimed.value
           WHERE feeds.run_id = ?1 AND feeds.last_outcome = 'failed') AS failed,
         (SELECT count(*) FROM items WHERE run_id = ?1) AS items,
         (SELECT count(*) FROM items JOIN findings ON findings.item_id = items.id WHERE items.run_id = ?1) AS findings,
         (SELECT count(DISTINCT findings.alert_id) FROM items JOIN findings ON findings.item_id = items.id
           WHERE items.run_id = ?1) AS alerts`,
    )
    .bind(run.id, run.feed_ids)
    .first<Omit<RunOutcome, "feeds" | "waiting">>();
  if (row === null) throw new Error("a SELECT without FROM gave no row");
  return { feeds: feedCount, ...row, waiting: feedCount - row.changed - row.unchanged - row.failed };
}

/** Runs that are done, or whose lease has ended, get their outcome written down. */
export async function finishRuns(db: D1Database, now: number): Promise<void> {
  const { results } = await db
    .prepare("SELECT * FROM runs WHERE finished_at IS NULL ORDER BY started_at LIMIT 10")
    .all<RunRow>();
  for (const run of results) {
    const outcome = await readOutcome(db, run);
    if (outcome.waiting > 0 && run.lease_until > now) continue;
    await db
      .prepare("UPDATE runs SET finished_at = ?2, outcome = ?3 WHERE id = ?1 AND finished_at IS NULL")
      .bind(run.id, now, JSON.stringify(outcome))
      .run();
  }
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** Runs are kept this long; what they found stays. */
const KEEP_MS = 30 * DAY_MS;
/** What a run claimed is kept this long: with thousands of feeds, lists of them would fill the database in a month. */
const KEEP_CLAIM_MS = DAY_MS;
/** Claims whose time has come are looked for over this long a time; a longer outage leaves some lists to be deleted with their runs. */
const DROP_CLAIMS_MS = DAY_MS / 24;

export async function deleteOldRuns(db: D1Database, now: number): Promise<void> {
  await db.batch([
    db.prepare("DELETE FROM runs WHERE started_at < ?1").bind(now - KEEP_MS),
    db
      .prepare(
        `UPDATE runs SET feed_ids = '[]' WHERE started_at BETWEEN ?1 AND ?2 AND feed_ids <> '[]'
           AND finished_at IS NOT NULL`,
      )
      .bind(now - KEEP_CLAIM_MS - DROP_CLAIMS_MS, now - KEEP_CLAIM_MS),
  ]);
}
