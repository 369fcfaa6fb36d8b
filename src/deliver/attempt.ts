/** Makes one attempt of a delivery: a POST, written for its kind of receiver, through the gate out. */
import { oneLine } from "../alert/one-line.ts";
import type { AttemptOutcome, ChannelKind, ChannelOptions } from "../model.ts";
import { type Fetch, outbound } from "../net/outbound.ts";
import { channels } from "./channel/all.ts";
import type { Verdict } from "./channel/channel.ts";
import { readNotice } from "./notice.ts";
import { readSecret, signedHeaders, type SigningKey } from "./sign.ts";

/** Standard Webhooks asks senders to wait 15 to 30 seconds for an answer. */
const TIMEOUT_MS = 15 * 1000;

/** Status and headers decide; what the body adds may take this long and no longer. */
const BODY_TIMEOUT_MS = 2 * 1000;

/** The most of an answer that is read. */
const ANSWER_LIMIT = 20_000;

/** How much of an answer is kept with the attempt, for a person to see what the receiver said. */
const KEPT_ANSWER_LIMIT = 1000;

export type AttemptMessage = {
  /** The `webhook-id`. */
  id: string;
  /** The event as it was recorded. */
  body: string;
  kind: ChannelKind;
  url: string;
  options: ChannelOptions;
  /** The current secret first, then one that is being rotated out. */
  secrets: string[];
  isShort: boolean;
  /** Which attempt this is, from 1. */
  number: number;
};

/** Sends the message once. Never throws; a failure's reason never holds the address or a secret. */
export async function attempt(
  fetch: Fetch,
  message: AttemptMessage,
  context: { clock: () => number; isLocalMode: boolean; version: string },
): Promise<AttemptOutcome> {
  const startedAt = context.clock();
  const failed = (reason: string, isTimeout: boolean): AttemptOutcome => {
    const latencyMs = context.clock() - startedAt;
    const nothing = { status: null, answer: "", retryAfterMs: null, isTooLarge: false, moved: null };
    return { kind: "failed", latencyMs, reason, isTimeout, ...nothing };
  };
  const channel = channels[message.kind];
  const { id, body, url, options, isShort } = message;
  if (!URL.canParse(url)) return failed("the address is no URL", false);
  const notice = readNotice(body);
  const request = channel.write({ id, body, notice, url, secret: message.secrets[0] ?? "", options, isShort });
  const keys: SigningKey[] = [];
  if (channel.isSigned) {
    for (const secret of message.secrets) {
      const read = readSecret(secret);
      if (read.kind === "invalid") return failed(read.reason, false);
      keys.push(read.key);
    }
  }
  const timestamp = Math.floor(startedAt / 1000);
  const signed = keys.length === 0 ? {} : await signedHeaders(keys, { id, timestamp, body: request.body });
  const answer = await outbound(
    fetch,
    {
      url: request.url,
      method: "POST",
      headers: { ...request.headers, "user-agent": `Volteface/${context.version}`, ...signed },
      body: request.body,
      rules: { purpose: "webhook", isLocalMode: context.isLocalMode },
    },
    {
      timeoutMs: TIMEOUT_MS,
      maxBytes: ANSWER_LIMIT,
      maxRedirects: 0,
      onTooLarge: "truncate",
      bodyTimeoutMs: BODY_TIMEOUT_MS,
      clock: context.clock,
    },
  );
  if (answer.kind === "failed") return failed(answer.reason, answer.class === "timeout");
  const text = new TextDecoder().decode(answer.body);
  const verdict = channel.judge(
    { status: answer.status, headers: answer.headers, body: text },
    context.clock(),
    message.number,
  );
  const kept = redact(text, [url, ...message.secrets]).slice(0, KEPT_ANSWER_LIMIT);
  return outcomeOf(verdict, { status: answer.status, latencyMs: answer.latencyMs, answer: kept }, isShort);
}

function outcomeOf(
  verdict: Verdict,
  answered: { status: number; latencyMs: number; answer: string },
  isShort: boolean,
): AttemptOutcome {
  switch (verdict.kind) {
    case "delivered":
      return { kind: "delivered", ...answered };
    case "too-large": {
      if (isShort) return { kind: "rejected", reason: verdict.reason, ...answered };
      const { reason } = verdict;
      return {
        kind: "failed",
        reason,
        isTimeout: false,
        retryAfterMs: null,
        isTooLarge: true,
        moved: null,
        ...answered,
      };
    }
    case "failed": {
      const { reason, retryAfterMs, moved } = verdict;
      return { kind: "failed", reason, retryAfterMs, moved, isTimeout: false, isTooLarge: false, ...answered };
    }
    case "rejected":
      return { kind: "rejected", reason: verdict.reason, ...answered };
    case "gone":
      return { kind: "gone", reason: verdict.reason, ...answered };
  }
}

/** Shorter parts of an address tell nobody how to get in. */
const SECRET_PART_LENGTH = 8;

/** An answer may echo what it was sent to, and an address is as good as a password for most chat services. */
function redact(answer: string, secrets: string[]): string {
  const parts = secrets.flatMap((secret) => [secret, ...secret.split(/[/?&=]/u)]);
  return parts
    .filter(({ length }) => length >= SECRET_PART_LENGTH)
    .reduce((text, part) => text.replaceAll(part, "[redacted]"), oneLine(answer));
}
