/** The robots table: what sites let robots read, kept for as long as RFC 9309 lets it be. */
import type { Robots } from "../feed/robots.ts";

export type KeptRobots = { robots: Robots; fetchedAt: number; checkedAt: number };

/** Rules that nobody asked for in this long are forgotten; RFC 9309, 2.3.1.4: how long old ones stand in for a site that is out of reach. */
export const ROBOTS_KEPT_MS = 30 * 24 * 60 * 60 * 1000;

type RobotsRow = { kind: Robots["kind"]; text: string; fetched_at: number; checked_at: number };

export async function readRobots(db: D1Database, origin: string): Promise<KeptRobots | null> {
  const row = await db
    .prepare("SELECT kind, text, fetched_at, checked_at FROM robots WHERE origin = ?1")
    .bind(origin)
    .first<RobotsRow>();
  if (row === null) return null;
  const { kind, text, fetched_at: fetchedAt, checked_at: checkedAt } = row;
  const robots: Robots =
    kind === "rules" ? { kind, text } : kind === "unreachable" ? { kind, reason: text } : { kind: "unavailable" };
  return { robots, fetchedAt, checkedAt };
}

/** Keeps what was found at an origin, and forgets what is too old. */
export async function keepRobots(db: D1Database, origin: string, kept: KeptRobots): Promise<void> {
  const { robots, fetchedAt, checkedAt } = kept;
  const text = robots.kind === "rules" ? robots.text : robots.kind === "unreachable" ? robots.reason : "";
  await db.batch([
    db
      .prepare(
        `INSERT INTO robots (origin, kind, text, fetched_at, checked_at) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT DO UPDATE SET kind = ?2, text = ?3, fetched_at = ?4, checked_at = ?5`,
      )
      .bind(origin, robots.kind, text, fetchedAt, checkedAt),
    db.prepare("DELETE FROM robots WHERE checked_at < ?1").bind(checkedAt - ROBOTS_KEPT_MS),
  ]);
}
