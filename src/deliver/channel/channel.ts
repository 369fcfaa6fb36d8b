/** What every receiver kind provides: how a message is written for it, and what its answers mean. */
import type { ChannelOptions } from "../../model.ts";
import { readRetryAfter } from "../backoff.ts";
import type { Notice } from "../notice.ts";

/** What is to be sent: the event as it is stored, and as people read it. */
export type Outgoing = {
  /** The `webhook-id`: the same over all attempts. */
  id: string;
  /** The event's JSON, as it was recorded. */
  body: string;
  notice: Notice;
  url: string;
  /** The endpoint's secret; what it means depends on the kind, and it may be empty. */
  secret: string;
  options: ChannelOptions;
  /** The receiver found the message too large: say less. */
  isShort: boolean;
};

export type ChannelRequest = { url: string; headers: Record<string, string>; body: string };

/** An answer whose headers came; the body is what was read of it. */
export type Answer = { status: number; headers: Headers; body: string };

/**
 * What an answer means: `failed` is tried again on schedule, `rejected` is final for this message, `gone` for the
 * endpoint, `too-large` is tried once more with less text. `moved` are options to keep from now on.
 */
export type Verdict =
  | { kind: "delivered" }
  | { kind: "failed"; reason: string; retryAfterMs: number | null; moved: ChannelOptions | null }
  | { kind: "rejected"; reason: string }
  | { kind: "gone"; reason: string }
  | { kind: "too-large"; reason: string };

export type Channel = {
  write: (outgoing: Outgoing) => ChannelRequest;
  /** @param attempts how many attempts were made, this one included */
  judge: (answer: Answer, now: number, attempts: number) => Verdict;
  /** Whether requests carry Standard Webhooks' headers. */
  isSigned: boolean;
};

/** Statuses that are final: for the message, or for the endpoint. */
export type FinalStatuses = { rejected: number[]; gone: number[] };

/** What the status alone says: only 2xx is success, redirects are not followed, 410 ends the endpoint at once. */
export function judgeStatus(answer: Answer, now: number, final: FinalStatuses = { rejected: [], gone: [] }): Verdict {
  const { status } = answer;
  if (status >= 200 && status <= 299) return { kind: "delivered" };
  if (status === 410) return { kind: "gone", reason: "the endpoint answered 410 Gone" };
  const reason = `the endpoint answered ${status}`;
  if (final.gone.includes(status)) return { kind: "gone", reason };
  if (status === 413)
    return { kind: "too-large", reason: "the endpoint answered 413: the message is too large for it" };
  if (final.rejected.includes(status)) return { kind: "rejected", reason };
  if (status >= 300 && status <= 399) return failed(`redirects are not followed (${status})`);
  return failed(reason, readRetryAfter(answer.headers.get("retry-after"), now));
}

export function failed(
  reason: string,
  retryAfterMs: number | null = null,
  moved: ChannelOptions | null = null,
): Verdict {
  return { kind: "failed", reason, retryAfterMs, moved };
}

/** Headers of a POST of JSON. */
export const JSON_HEADERS = { "content-type": "application/json" };

/** A field of a JSON answer, by path; undefined where the answer is no JSON or has no such field. */
export function readField(body: string, ...path: string[]): unknown {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return undefined;
  }
  for (const key of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

/** Seconds that an answer's body asks to wait (Discord, Telegram), rounded up, in milliseconds; null where it asks nothing. */
export function readWait(seconds: unknown): number | null {
  return typeof seconds === "number" && Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) * 1000 : null;
}
