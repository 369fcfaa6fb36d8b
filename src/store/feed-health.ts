/** A feed row's health in words. */
import { type Health, healthOf } from "../feed/health.ts";
import type { FeedRow } from "./feeds.ts";

export function feedHealth(feed: FeedRow, now: number): Health {
  return healthOf(
    {
      addedAt: feed.created_at,
      nextPollAt: feed.status === "active" ? feed.next_poll_at : null,
      lastGoodAt: feed.last_ok_at,
      lastChangedAt: feed.last_changed_at,
      lastNewAt: feed.last_new_at,
      rhythmMs: feed.rhythm_ms,
      failures: feed.error_count,
      failingSince: feed.failing_since,
      failure: feed.error_class === null ? null : { class: feed.error_class, reason: feed.error_reason ?? "" },
      gapAt: feed.gap_at,
      articles: feed.article_error === null ? null : { failures: feed.article_failures, reason: feed.article_error },
    },
    now,
  );
}
