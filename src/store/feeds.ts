/** The feeds table: what is polled, when next, and how the last poll went. */
import type { PollFailure } from "../feed/fetch.ts";
import type { FeedSource } from "../model.ts";

export type FeedRow = {
  id: string;
  url: string;
  title: string;
  status: "active" | "removed" | "gone";
  etag: string | null;
  last_modified: string | null;
  body_hash: string | null;
  full_get_at: number | null;
  rhythm_ms: number | null;
  ttl_ms: number | null;
  next_poll_at: number;
  run_id: string | null;
  first_polled_at: number | null;
  last_polled_at: number | null;
  last_outcome: "changed" | "unchanged" | "failed" | null;
  last_new_items: number;
  last_ok_at: number | null;
  last_changed_at: number | null;
  last_new_at: number | null;
  gap_at: number | null;
  failing_since: number | null;
  error_count: number;
  error_class: PollFailure | null;
  error_reason: string | null;
  created_at: number;
  /** Where permanent redirects lead, since when, and on how many polls in a row. */
  moved_to: string | null;
  moved_since: number | null;
  moved_polls: number;
  /** Whether the articles behind its items are read, how that went, failures in a row and why the last one. */
  is_full_text: 0 | 1;
  articles_read: number;
  articles_failed: number;
  article_failures: number;
  article_error: string | null;
};

/** A stable id for an address: the same feed named by two dossiers is one row. */
export async function feedId(url: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(url));
  return `feed_${Array.from(new Uint8Array(digest).slice(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/** Inserts the feeds that are missing, due at once; a removed feed stays removed. Writes nothing when all are there. */
export async function syncFeeds(
  db: D1Database,
  sources: (FeedSource & { dossierId: string })[],
  now: number,
): Promise<void> {
  const rows = await Promise.all(sources.map(async (source) => ({ ...source, id: await feedId(source.url) })));
  const json = JSON.stringify(rows);
  await db.batch([
    db
      .prepare(
        `INSERT INTO feeds (id, url, title, next_poll_at, created_at)
         SELECT value ->> 'id', value ->> 'url', value ->> 'title', ?2, ?2 FROM json_each(?1)
         WHERE true ON CONFLICT DO NOTHING`,
      )
      .bind(json, now),
    db
      .prepare(
        `INSERT INTO subscriptions (feed_id, dossier_id)
         SELECT value ->> 'id', value ->> 'dossierId' FROM json_each(?1) WHERE true ON CONFLICT DO NOTHING`,
      )
      .bind(json),
  ]);
}

/** Adds a feed for a dossier, or brings a removed one back; due at once. */
export async function addFeed(db: D1Database, source: FeedSource, dossierId: string, now: number): Promise<FeedRow> {
  const id = await feedId(source.url);
  await db.batch([
    db
      .prepare(
        `INSERT INTO feeds (id, url, title, next_poll_at, created_at) VALUES (?1, ?2, ?3, ?4, ?4)
         ON CONFLICT (id) DO UPDATE SET status = 'active', next_poll_at = ?4 WHERE status <> 'active'`,
      )
      .bind(id, source.url, source.title, now),
    db
      .prepare("INSERT INTO subscriptions (feed_id, dossier_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING")
      .bind(id, dossierId),
  ]);
  const row = await readFeed(db, id);
  if (row === null) throw new Error(`the feed ${id} was not stored`);
  return row;
}

/** Sets whether the articles behind a feed's items are read; false where there is no such feed. */
export async function setFullText(db: D1Database, id: string, isFullText: boolean): Promise<boolean> {
  const result = await db
    .prepare(
      `UPDATE feeds SET is_full_text = ?2, article_failures = 0, article_error = NULL
       WHERE id = ?1 AND status <> 'removed'`,
    )
    .bind(id, isFullText ? 1 : 0)
    .run();
  return result.meta.changes > 0;
}

/** Stops polling a feed; false where there is no such active feed. */
export async function removeFeed(db: D1Database, id: string): Promise<boolean> {
  const result = await db
    .prepare("UPDATE feeds SET status = 'removed' WHERE id = ?1 AND status <> 'removed'")
    .bind(id)
    .run();
  return result.meta.changes > 0;
}

export async function readFeed(db: D1Database, id: string): Promise<FeedRow | null> {
  return db.prepare("SELECT * FROM feeds WHERE id = ?1").bind(id).first<FeedRow>();
}

/** The hosts of feeds, in the order of their ids' list. */
export async function listHosts(db: D1Database, ids: string[]): Promise<{ id: string; host: string }[]> {
  const { results } = await db
    .prepare(
      "SELECT feeds.id, feeds.host FROM json_each(?1) AS asked JOIN feeds ON feeds.id = asked.value ORDER BY asked.key",
    )
    .bind(JSON.stringify(ids))
    .all<{ id: string; host: string }>();
  return results;
}

/** The ids of the dossiers that watch a feed. */
export async function listDossiersOf(db: D1Database, feedId: string): Promise<string[]> {
  const { results } = await db
    .prepare("SELECT dossier_id FROM subscriptions WHERE feed_id = ?1")
    .bind(feedId)
    .all<{ dossier_id: string }>();
  return results.map(({ dossier_id }) => dossier_id);
}

/** Every feed that is not removed, with its dossiers, by title. */
export async function listFeeds(db: D1Database): Promise<(FeedRow & { dossierIds: string[] })[]> {
  const { results } = await db
    .prepare(
      `SELECT feeds.*, (SELECT json_group_array(dossier_id) FROM subscriptions WHERE feed_id = feeds.id) AS dossier_ids
       FROM feeds WHERE status <> 'removed' ORDER BY title, id`,
    )
    .all<FeedRow & { dossier_ids: string }>();
  return results.map(({ dossier_ids, ...feed }) => ({ ...feed, dossierIds: JSON.parse(dossier_ids) as string[] }));
}

/** What an answered poll leaves behind, changed or not. */
type Answered = {
  nextPollAt: number;
  etag: string | null;
  lastModified: string | null;
  fullGetAt: number | null;
  rhythmMs: number | null;
  moved: Moved;
};

/** Where permanent redirects lead, as the feed's row keeps it; `isBelieved` makes it the feed's address. */
export type Moved = { to: string | null; since: number | null; polls: number; isBelieved: boolean };

/** How a poll ended, as the feed's row keeps it. */
export type PollSettlement =
  | ({ kind: "unchanged" } & Answered)
  | ({ kind: "changed"; bodyHash: string; ttlMs: number | null; newItems: number; isGap: boolean } & Answered)
  | { kind: "failed"; nextPollAt: number | null; errorClass: PollFailure; reason: string };

/**
 * The statement that settles a claimed poll: one row, and only while the claim of that run is the newest on the feed,
 * so that a worker which lost its lease, or a doubled message, changes nothing.
 */
export function settlePoll(
  db: D1Database,
  feedId: string,
  run: { id: string; startedAt: number },
  settlement: PollSettlement,
  now: number,
): D1PreparedStatement {
  const set = settlementColumns(settlement, now);
  const isFailed = settlement.kind === "failed";
  const isMoved = settlement.kind !== "failed" && settlement.moved.isBelieved;
  return db
    .prepare(
      `UPDATE feeds SET run_id = ?2, last_polled_at = ?4, last_outcome = ?5,
         ${isMoved ? "url = CASE WHEN EXISTS (SELECT 1 FROM feeds AS other WHERE other.url = feeds.moved_to) THEN url ELSE moved_to END," : ""}
         ${isFailed ? "error_count = error_count + 1, failing_since = coalesce(failing_since, ?4)" : "first_polled_at = coalesce(first_polled_at, ?4)"},
         ${Object.keys(set)
           .map((column, index) => `${column} = ?${index + 6}`)
           .join(", ")}
       WHERE id = ?1 AND run_id IS NOT ?2 AND NOT EXISTS (
         SELECT 1 FROM runs, json_each(runs.feed_ids) AS claimed
         WHERE runs.started_at > ?3 AND claimed.value = feeds.id)`,
    )
    .bind(feedId, run.id, run.startedAt, now, settlement.kind, ...Object.values(set));
}

function settlementColumns(settlement: PollSettlement, now: number): Record<string, string | number | null> {
  if (settlement.kind === "failed") {
    return {
      last_new_items: 0,
      error_class: settlement.errorClass,
      error_reason: settlement.reason,
      ...(settlement.nextPollAt === null ? { status: "gone" } : { next_poll_at: settlement.nextPollAt }),
    };
  }
  const answered = {
    next_poll_at: settlement.nextPollAt,
    etag: settlement.etag,
    last_modified: settlement.lastModified,
    full_get_at: settlement.fullGetAt,
    rhythm_ms: settlement.rhythmMs,
    last_ok_at: now,
    failing_since: null,
    error_count: 0,
    error_class: null,
    error_reason: null,
    moved_to: settlement.moved.to,
    moved_since: settlement.moved.since,
    moved_polls: settlement.moved.polls,
  };
  if (settlement.kind === "unchanged") return { ...answered, last_new_items: 0 };
  return {
    ...answered,
    body_hash: settlement.bodyHash,
    ttl_ms: settlement.ttlMs,
    last_new_items: settlement.newItems,
    last_changed_at: now,
    ...(settlement.newItems > 0 ? { last_new_at: now } : {}),
    ...(settlement.isGap ? { gap_at: now } : {}),
  };
}
