/** A feed's health in words that a person understands, from its row alone. */
import type { PollFailure } from "./fetch.ts";

/** The columns that health is read from; times are epoch milliseconds. */
export type FeedRecord = {
  addedAt: number;
  nextPollAt: number | null;
  /** The last poll that was answered with a feed, changed or not. */
  lastGoodAt: number | null;
  /** When the body last differed from the one before. */
  lastChangedAt: number | null;
  /** When an item was last new. */
  lastNewAt: number | null;
  rhythmMs: number | null;
  failures: number;
  failingSince: number | null;
  failure: { class: PollFailure; reason: string } | null;
  /** When every item of a poll was new. */
  gapAt: number | null;
  /** Articles in a row that could not be read, and why the last one; null where the last was read or none is asked for. */
  articles: { failures: number; reason: string } | null;
};

export type HealthState = "fine" | "quiet" | "late" | "failing" | "blocked" | "gone" | "frozen" | "gap";

/** `since` and `lastGoodAt` are epoch milliseconds; `words` is one sentence. */
export type Health = { state: HealthState; since: number; lastGoodAt: number | null; words: string };

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A poll this long overdue means that the cron or the queue does not get to it. */
const LATE_AFTER_MS = HOUR;
/** Longer than this many times its rhythm without an item, but at least the next, is quiet. */
const QUIET_RHYTHMS = 10;
const QUIET_AT_LEAST_MS = 2 * DAY;
const QUIET_WITHOUT_RHYTHM_MS = 30 * DAY;
/** A feed that answers but whose bytes never change is a copy that nobody writes any more. */
const FROZEN_AFTER_MS = 90 * DAY;
/** How long a gap stays in sight. */
const GAP_SHOWN_MS = DAY;

/** Reads a feed's health at `now`; what stops items from coming is told before what only thins them. */
export function healthOf(feed: FeedRecord, now: number): Health {
  const health = (state: HealthState, since: number, words: string): Health => {
    return { state, since, lastGoodAt: feed.lastGoodAt, words: words + missedArticles(feed) };
  };
  if (feed.failure !== null && feed.failures > 0) {
    const since = feed.failingSince ?? now;
    const why = `${feed.failure.reason}; ${feed.failures === 1 ? "once so far" : `${feed.failures} times in a row`}`;
    if (feed.failure.class === "gone") return health("gone", since, feed.failure.reason);
    if (feed.failure.class === "blocked") return health("blocked", since, why);
    return health("failing", since, why);
  }
  if (feed.nextPollAt !== null && now - feed.nextPollAt > LATE_AFTER_MS) {
    return health("late", feed.nextPollAt, `its poll is overdue by ${span(now - feed.nextPollAt)}`);
  }
  if (feed.gapAt !== null && now - feed.gapAt < GAP_SHOWN_MS) {
    return health("gap", feed.gapAt, "every item of a poll was new: items in between may have been missed");
  }
  const changedAt = feed.lastChangedAt ?? feed.addedAt;
  if (feed.lastGoodAt !== null && now - changedAt > FROZEN_AFTER_MS) {
    return health("frozen", changedAt, `it answers, but has not changed for ${span(now - changedAt)}`);
  }
  const newAt = feed.lastNewAt ?? feed.addedAt;
  const patience =
    feed.rhythmMs === null ? QUIET_WITHOUT_RHYTHM_MS : Math.max(feed.rhythmMs * QUIET_RHYTHMS, QUIET_AT_LEAST_MS);
  if (feed.lastGoodAt !== null && now - newAt > patience) {
    return health("quiet", newAt, `no new item for ${span(now - newAt)}, longer than its rhythm`);
  }
  if (feed.lastGoodAt === null) return health("fine", feed.addedAt, "not polled yet");
  return health("fine", feed.lastGoodAt, "polled and read");
}

/** Its items are assessed all the same, by what the feed says of them. */
function missedArticles({ articles }: FeedRecord): string {
  if (articles === null) return "";
  const missed = articles.failures === 1 ? "the last article was" : `the last ${articles.failures} articles were`;
  return `; ${missed} not read: ${articles.reason}`;
}

function span(ms: number): string {
  return ms < 2 * DAY ? `${Math.round(ms / HOUR)} hours` : `${Math.round(ms / DAY)} days`;
}
