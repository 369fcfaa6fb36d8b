/** When a feed is polled next: from its own rhythm and its publisher's hints, or backing off after a failure. */
import type { PollFailure } from "./fetch.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Bounds of every wait. */
export const SHORTEST_MS = 5 * MINUTE;
export const LONGEST_MS = 24 * HOUR;
/** Of a feed whose rhythm is not known yet. */
const UNKNOWN_RHYTHM_MS = HOUR;
/** A feed is polled this often between two of its items, so that an item waits a quarter of the rhythm on average. */
const POLLS_PER_ITEM = 2;
/** Weight of the newest observation in the rhythm: a few dozen items make it follow the time of day, not one burst. */
const RHYTHM_WEIGHT = 0.2;
/** Of a wait, spread evenly around it so that feeds do not fall into step. */
const JITTER = 0.1;
const BACKOFF_JITTER = 0.25;
/** Failures that pass by themselves start short; those a person has to repair start long. */
const SHORT_BACKOFF_MS = 5 * MINUTE;
const LONG_BACKOFF_MS = HOUR;
const PERSISTENT: ReadonlySet<PollFailure> = new Set<PollFailure>([
  "blocked",
  "not-found",
  "client",
  "refused-address",
  "not-a-feed",
  "too-large",
  "redirects",
  "tls",
]);

export type Outcome =
  | {
      kind: "read";
      /** Mean time between two new items; null where it is not known yet. */
      rhythmMs: number | null;
      /** The feed's `ttl`, its `sy:` hints and the answer's freshness; null where not given. */
      ttlMs: number | null;
      freshMs: number | null;
      /** Every item of the poll was new: some may have been missed. */
      isGap: boolean;
    }
  | {
      kind: "failed";
      class: PollFailure;
      /** Failures in a row, this one included. */
      failures: number;
      retryAfterMs: number | null;
    };

/** Epoch milliseconds of the next poll, or null where the feed is gone. `random` gives 0 to 1. */
export function nextPollAt(outcome: Extract<Outcome, { kind: "read" }>, now: number, random: () => number): number;
export function nextPollAt(outcome: Outcome, now: number, random: () => number): number | null;
export function nextPollAt(outcome: Outcome, now: number, random: () => number): number | null {
  if (outcome.kind === "failed") return afterFailure(outcome, now, random);
  const own = (outcome.rhythmMs ?? UNKNOWN_RHYTHM_MS * POLLS_PER_ITEM) / POLLS_PER_ITEM;
  const hinted = Math.max(own, outcome.ttlMs ?? 0, outcome.freshMs ?? 0);
  const wait = clamp(outcome.isGap ? hinted / 2 : hinted);
  return now + clamp(spread(wait, JITTER, random));
}

function afterFailure(outcome: Extract<Outcome, { kind: "failed" }>, now: number, random: () => number): number | null {
  if (outcome.class === "gone") return null;
  const first = PERSISTENT.has(outcome.class) ? LONG_BACKOFF_MS : SHORT_BACKOFF_MS;
  const doubled = clamp(first * 2 ** Math.min(outcome.failures - 1, 12));
  return (
    now + Math.max(clamp(spread(doubled, BACKOFF_JITTER, random)), Math.min(outcome.retryAfterMs ?? 0, LONGEST_MS))
  );
}

/**
 * The mean time between new items, moved by one poll: `sinceMs` passed since the last new item before it, `fresh` items
 * were new. Nothing new moves it only once the silence is longer than the rhythm itself.
 */
export function moveRhythm(rhythmMs: number | null, sinceMs: number, fresh: number): number | null {
  if (fresh === 0) return rhythmMs === null || sinceMs <= rhythmMs ? rhythmMs : mix(rhythmMs, sinceMs);
  const observed = sinceMs / fresh;
  return rhythmMs === null ? Math.round(observed) : mix(rhythmMs, observed);
}

function mix(old: number, observed: number): number {
  return Math.round(old + (Math.min(observed, 2 * LONGEST_MS) - old) * RHYTHM_WEIGHT);
}

/** The rhythm that a feed's dates show: the median time between neighbours, or null with fewer than three dates. */
export function rhythmOf(published: (number | null)[]): number | null {
  const dates = published.filter((date) => date !== null).sort((a, b) => b - a);
  if (dates.length < 3) return null;
  const gaps = dates.slice(1).map((date, index) => (dates[index] ?? date) - date);
  return gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? null;
}

function clamp(wait: number): number {
  return Math.min(Math.max(wait, SHORTEST_MS), LONGEST_MS);
}

function spread(wait: number, share: number, random: () => number): number {
  return Math.round(wait * (1 + share * (2 * random() - 1)));
}

/** A permanent redirect is believed once this many polls in a row have shown it, over at least this time. */
const MOVED_POLLS = 5;
const MOVED_MS = 24 * HOUR;

/** What a poll's permanent redirect (null: none) makes of those before it. */
export function moveAddress(
  before: { to: string | null; since: number | null; polls: number },
  movedTo: string | null,
  now: number,
): { to: string | null; since: number | null; polls: number; isBelieved: boolean } {
  if (movedTo === null) return { to: null, since: null, polls: 0, isBelieved: false };
  if (movedTo !== before.to || before.since === null) return { to: movedTo, since: now, polls: 1, isBelieved: false };
  const polls = before.polls + 1;
  return { ...before, polls, isBelieved: polls >= MOVED_POLLS && now - before.since >= MOVED_MS };
}
