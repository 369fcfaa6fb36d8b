/** Makes one attempt of a delivery: a signed POST through the gate out. */
import type { AttemptOutcome } from "../model.ts";
import { type Fetch, outbound } from "../net/outbound.ts";
import { readRetryAfter } from "./backoff.ts";
import { readSecret, signedHeaders } from "./sign.ts";

/** Standard Webhooks asks senders to wait 15 to 30 seconds for an answer. */
const TIMEOUT_MS = 15 * 1000;

/** The most of an answer that is read. */
const ANSWER_LIMIT = 20_000;

export type AttemptMessage = { id: string; body: string; url: string; secret: string };

/** Sends the message once. Never throws; a failure's reason never holds the address or the secret. */
export async function attempt(
  fetch: Fetch,
  message: AttemptMessage,
  context: { clock: () => number; isLocalMode: boolean; version: string },
): Promise<AttemptOutcome> {
  const startedAt = context.clock();
  const secret = readSecret(message.secret);
  if (secret.kind === "invalid") {
    return { kind: "failed", status: null, latencyMs: 0, reason: secret.reason, isTimeout: false, retryAfterMs: null };
  }
  const signed = await signedHeaders(secret.bytes, {
    id: message.id,
    timestamp: Math.floor(startedAt / 1000),
    body: message.body,
  });
  const answer = await outbound(
    fetch,
    {
      url: message.url,
      method: "POST",
      headers: { "content-type": "application/json", "user-agent": `Volteface/${context.version}`, ...signed },
      body: message.body,
      rules: { purpose: "webhook", isLocalMode: context.isLocalMode },
    },
    { timeoutMs: TIMEOUT_MS, maxBytes: ANSWER_LIMIT, maxRedirects: 0, onTooLarge: "truncate", clock: context.clock },
  );
  if (answer.kind === "failed") {
    const isTimeout = answer.class === "timeout";
    return {
      kind: "failed",
      status: null,
      latencyMs: answer.latencyMs,
      reason: answer.reason,
      isTimeout,
      retryAfterMs: null,
    };
  }
  const { status, latencyMs } = answer;
  if (status >= 200 && status <= 299) return { kind: "delivered", status, latencyMs };
  if (status === 410) return { kind: "gone", status, latencyMs, reason: "the endpoint answered 410 Gone" };
  const reason =
    status >= 300 && status <= 399 ? `redirects are not followed (${status})` : `the endpoint answered ${status}`;
  const retryAfterMs = readRetryAfter(answer.headers.get("retry-after"), context.clock());
  return { kind: "failed", status, latencyMs, reason, isTimeout: false, retryAfterMs };
}
