/** Says when a failed delivery is tried again: Standard Webhooks' schedule with jitter. */
import { readRetryAfter as readHeader } from "../net/retry-after.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How long after the failed attempt of that number (from 1) the next one follows; the first is immediate. */
export const RETRY_DELAYS_MS = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const;

/** Each delay varies by this share either way, so that receivers coming back are not hit all at once. */
const JITTER = 0.2;

/** A receiver that is overloaded (timeout, 429, 502, 504) is left alone at least this long. */
const OVERLOAD_MS = 60 * SECOND;

/** The longest that a Retry-After is obeyed. */
export const RETRY_AFTER_LIMIT_MS = 24 * HOUR;

const OVERLOAD_STATUS = new Set([429, 502, 504]);

/**
 * Milliseconds from the failed attempt to the next; null when the schedule is exhausted.
 * @param attempts how many attempts were made so far, at least 1
 * @param failure the answer's status (null: none came) and its Retry-After in milliseconds
 * @param random from 0 to 1
 */
export function retryDelay(
  attempts: number,
  failure: { status: number | null; isTimeout: boolean; retryAfterMs: number | null },
  random: number,
): number | null {
  const base = RETRY_DELAYS_MS[attempts - 1];
  if (base === undefined) return null;
  const jittered = Math.round(base * (1 - JITTER + 2 * JITTER * random));
  const isOverload = failure.isTimeout || (failure.status !== null && OVERLOAD_STATUS.has(failure.status));
  const asked = Math.min(failure.retryAfterMs ?? 0, RETRY_AFTER_LIMIT_MS);
  return Math.max(jittered, asked, isOverload ? OVERLOAD_MS : 0);
}

/** A Retry-After header in milliseconds; null where it is absent, past or unreadable: the schedule stands. */
export function readRetryAfter(header: string | null, now: number): number | null {
  return readHeader(header, now) || null;
}
