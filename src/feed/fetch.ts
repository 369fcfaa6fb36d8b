/** Polls one feed: a conditional GET through the gate out, with unchanged bytes told apart before anything is parsed. */
import { type Fetch, type OutboundFailure, outbound, type OutboundResult } from "../net/outbound.ts";
import { readRetryAfter as readHeader } from "../net/retry-after.ts";
import { type Agent, userAgent } from "./agent.ts";

/** What a feed's row remembers of its earlier polls; times are epoch milliseconds. */
export type FeedState = {
  url: string;
  etag: string | null;
  lastModified: string | null;
  /** SHA-256 of the last body, hexadecimal. */
  bodyHash: string | null;
  /** When a body was last fetched without validators. */
  fullGetAt: number | null;
};

export type PollSettings = Agent & { isLocalMode: boolean };

/** Why a poll brought nothing; the parser says the last two but one, and `stopped` is said of a worker that died. */
export type PollFailure =
  | OutboundFailure
  | "gone"
  | "blocked"
  | "not-found"
  | "rate-limited"
  | "client"
  | "server"
  | "not-a-feed"
  | "malformed"
  | "stopped";

/** What every answered poll says beside its body. */
export type PollFacts = {
  status: number;
  latencyMs: number;
  etag: string | null;
  lastModified: string | null;
  /** How long the server calls the answer fresh (Cache-Control, Expires); null where it does not say. */
  freshMs: number | null;
  /** Where permanent redirects (301, 308) lead; null where there were none. */
  movedTo: string | null;
  fullGetAt: number | null;
};

export type PollResult =
  | ({ kind: "not-modified" } & PollFacts)
  | ({ kind: "same-bytes" } & PollFacts)
  | ({ kind: "body"; body: Uint8Array; bodyHash: string; contentType: string | null; url: string } & PollFacts)
  | {
      kind: "failed";
      class: PollFailure;
      reason: string;
      status: number | null;
      retryAfterMs: number | null;
      latencyMs: number;
    };

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const TIMEOUT_MS = 20 * SECOND;
const MAX_BYTES = 5_000_000;
const MAX_REDIRECTS = 5;
/** Some servers answer 304 for ever: once in this time the whole feed is asked for. */
const FULL_GET_EVERY_MS = 24 * HOUR;
const RETRY_AFTER_CAP_MS = 24 * HOUR;
const ACCEPT =
  "application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, */*;q=0.1";

/** Polls a feed once. Never throws; `now` is epoch milliseconds. */
export async function pollFeed(
  fetch: Fetch,
  feed: FeedState,
  now: number,
  settings: PollSettings,
  clock: () => number = Date.now,
): Promise<PollResult> {
  const hasValidators = feed.etag !== null || feed.lastModified !== null;
  const isConditional = hasValidators && feed.fullGetAt !== null && now - feed.fullGetAt < FULL_GET_EVERY_MS;
  const headers: Record<string, string> = {
    "user-agent": userAgent(settings),
    accept: ACCEPT,
  };
  // RFC 9110, 13.2.2: with both sent, a server that knows entity tags ignores the date.
  if (isConditional && feed.etag !== null) headers["if-none-match"] = feed.etag;
  if (isConditional && feed.lastModified !== null) headers["if-modified-since"] = feed.lastModified;
  const answer = await outbound(
    fetch,
    {
      url: feed.url,
      method: "GET",
      headers,
      body: null,
      rules: { purpose: "feed", isLocalMode: settings.isLocalMode },
    },
    {
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_BYTES,
      maxRedirects: MAX_REDIRECTS,
      onTooLarge: "fail",
      bodyTimeoutMs: null,
      clock,
    },
  );
  if (answer.kind === "failed") return { ...answer, status: null, retryAfterMs: null };
  const isNotModified = answer.status === 304 && isConditional;
  if (!isNotModified && (answer.status < 200 || answer.status > 299)) return refusal(answer, now);
  const facts: PollFacts = {
    status: answer.status,
    latencyMs: answer.latencyMs,
    // A 304 may leave out what has not changed (RFC 9110, 15.4.5).
    etag: answer.headers.get("etag") ?? (isNotModified ? feed.etag : null),
    lastModified: answer.headers.get("last-modified") ?? (isNotModified ? feed.lastModified : null),
    freshMs: freshness(answer.headers, now),
    movedTo: answer.movedTo,
    fullGetAt: isConditional ? feed.fullGetAt : now,
  };
  if (isNotModified) return { kind: "not-modified", ...facts };
  const bodyHash = await sha256(answer.body);
  if (bodyHash === feed.bodyHash) return { kind: "same-bytes", ...facts };
  const contentType = answer.headers.get("content-type");
  return { kind: "body", body: answer.body, bodyHash, contentType, url: answer.url, ...facts };
}

type Answer = Extract<OutboundResult, { kind: "response" }>;

function refusal(answer: Answer, now: number): PollResult {
  const [failure, reason] = describeStatus(answer.status, answer.headers);
  const retryAfterMs = readRetryAfter(answer.headers.get("retry-after"), now);
  return { kind: "failed", class: failure, reason, status: answer.status, retryAfterMs, latencyMs: answer.latencyMs };
}

/** Cloudflare answers 530 for a name that does not resolve and 525 or 526 for a failed TLS handshake of the origin. */
function describeStatus(status: number, headers: Headers): [PollFailure, string] {
  if (headers.get("cf-mitigated") === "challenge") return ["blocked", "a bot wall asks for a browser"];
  if (status === 410) return ["gone", "the server says that the feed is gone for good (410)"];
  if (status === 404) return ["not-found", "the server finds no feed at this address (404)"];
  if (status === 429) return ["rate-limited", "the server asks to be polled less often (429)"];
  if (status === 401 || status === 403 || status === 451) return ["blocked", `the server refuses access (${status})`];
  if (status === 530) return ["name", "the host name does not resolve"];
  if (status === 525 || status === 526) return ["tls", "the TLS connection failed"];
  if (status >= 500) return ["server", `the server failed (${status})`];
  return ["client", `the server answered with status ${status}`];
}

/** How long a Retry-After header asks to wait, in milliseconds, at most 24 hours; null where it cannot be read. */
export function readRetryAfter(header: string | null, now: number): number | null {
  const asked = readHeader(header, now);
  return asked === null ? null : Math.min(asked, RETRY_AFTER_CAP_MS);
}

/** RFC 9111, 4.2: `s-maxage` and `max-age` win over Expires, `Age` has passed already; in milliseconds. */
export function freshness(headers: Headers, now: number): number | null {
  const control = headers.get("cache-control") ?? "";
  if (/no-cache|no-store/iu.test(control)) return null;
  const seconds = /s-maxage\s*=\s*"?(\d+)/iu.exec(control)?.[1] ?? /max-age\s*=\s*"?(\d+)/iu.exec(control)?.[1];
  if (seconds !== undefined) {
    const age = /^\d+$/u.exec(headers.get("age") ?? "")?.[0] ?? "0";
    return Math.max(Number(seconds) - Number(age), 0) * SECOND;
  }
  const expires = Date.parse(headers.get("expires") ?? "");
  const date = Date.parse(headers.get("date") ?? "");
  return Number.isNaN(expires) ? null : Math.max(expires - (Number.isNaN(date) ? now : date), 0);
}

async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
