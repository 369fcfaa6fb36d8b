/** Says which feeds have something to be told about: what changed since it was last told. */
import type { Health, HealthState } from "../feed/health.ts";

/** A feed's health, and the state that was told of it last; null where nothing was. */
export type WatchedFeed = { id: string; title: string; health: Health; hasItems: boolean; told: string | null };

/** `recovered` ends a trouble that was told. */
export type FeedNews = { feed: WatchedFeed; kind: "failing" | "recovered"; state: string };

/** Failures pass: a feed is told of when it has failed or been late for this long. */
const PATIENCE_MS = 6 * 60 * 60 * 1000;

/** A feed that answers with no item at all is told of after this long. */
const EMPTY_AFTER_MS = 24 * 60 * 60 * 1000;

const PASSING = new Set<HealthState>(["failing", "late"]);
const LASTING = new Set<HealthState>(["gone", "blocked", "frozen"]);

/** The news of the feeds at `now`, each told once. */
export function feedNews(feeds: WatchedFeed[], now: number): FeedNews[] {
  return feeds.flatMap((feed): FeedNews[] => {
    const state = troubleOf(feed, now);
    if (state !== null) return state === feed.told ? [] : [{ feed, kind: "failing", state }];
    // A feed that has begun to fail again is not called recovered in between.
    const isBack = feed.told !== null && !PASSING.has(feed.health.state);
    return isBack ? [{ feed, kind: "recovered", state: "recovered" }] : [];
  });
}

function troubleOf({ health, hasItems }: WatchedFeed, now: number): string | null {
  if (LASTING.has(health.state)) return health.state;
  if (PASSING.has(health.state)) return now - health.since >= PATIENCE_MS ? health.state : null;
  const isEmpty = !hasItems && health.lastGoodAt !== null && now - health.since >= EMPTY_AFTER_MS;
  return isEmpty ? "empty" : null;
}
