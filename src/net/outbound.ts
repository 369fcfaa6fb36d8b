/** The one gate for every request that leaves: checked addresses, bounded time, size and redirects. */
import { type AddressRules, checkAddress } from "./address.ts";

export { type AddressCheck, type AddressRules, checkAddress } from "./address.ts";

/** The part of the platform's `fetch` that the gate uses, so that tests can pass their own. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export type OutboundRequest = {
  url: string;
  method: "GET" | "POST";
  headers: Record<string, string>;
  body: string | null;
  rules: AddressRules;
};

export type OutboundLimits = {
  /** For the whole exchange, redirects and body included. */
  timeoutMs: number;
  /** Of the body after decompression. */
  maxBytes: number;
  /** With 0 a redirect is handed back as the response. */
  maxRedirects: number;
  /** What a body beyond `maxBytes` means: a failure, or a response cut there. */
  onTooLarge: "fail" | "truncate";
  /** Where the head of a response decides: its body gets this long, and what has not come by then is left out. Null: it must come whole. */
  bodyTimeoutMs: number | null;
  /** Epoch milliseconds. */
  clock: () => number;
};

export type OutboundFailure = "refused-address" | "timeout" | "name" | "tls" | "network" | "too-large" | "redirects";

export type OutboundResult =
  | {
      kind: "response";
      status: number;
      headers: Headers;
      body: Uint8Array;
      /** The address that answered, after redirects. */
      url: string;
      /** The last address reached by permanent redirects (301, 308) alone; null where there was none. */
      movedTo: string | null;
      latencyMs: number;
      isTruncated: boolean;
    }
  | { kind: "failed"; class: OutboundFailure; reason: string; latencyMs: number };

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const PERMANENT = new Set([301, 308]);

/** Makes one request. Never throws; a failure's reason is for people and never holds a path or a query. */
export async function outbound(
  fetch: Fetch,
  request: OutboundRequest,
  limits: OutboundLimits,
): Promise<OutboundResult> {
  const startedAt = limits.clock();
  const failed = (failure: OutboundFailure, reason: string): OutboundResult => {
    return { kind: "failed", class: failure, reason, latencyMs: limits.clock() - startedAt };
  };
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), limits.timeoutMs);
  try {
    let { url: address, method, body } = request;
    let movedTo: string | null = null;
    let isPermanent = true;
    for (let hops = 0; ; hops++) {
      const check = checkAddress(address, request.rules);
      if (check.kind === "refused") return failed("refused-address", check.reason);
      const response = await withAbort(
        fetch(check.url.href, {
          method,
          headers: request.headers,
          body: body ?? null,
          redirect: "manual",
          signal: abort.signal,
        }),
        abort.signal,
      );
      const location = REDIRECTS.has(response.status) ? response.headers.get("location") : null;
      if (location === null || limits.maxRedirects === 0) {
        const read = await readBody(response, limits, abort.signal);
        if (read === null) return failed("too-large", `the body is larger than ${limits.maxBytes} bytes`);
        const latencyMs = limits.clock() - startedAt;
        return {
          kind: "response",
          status: response.status,
          headers: response.headers,
          ...read,
          url: check.url.href,
          movedTo,
          latencyMs,
        };
      }
      await response.body?.cancel();
      if (hops === limits.maxRedirects) return failed("redirects", `more than ${limits.maxRedirects} redirects`);
      if (!URL.canParse(location, check.url.href)) return failed("redirects", "a redirect leads to no valid URL");
      address = new URL(location, check.url.href).href;
      isPermanent &&= PERMANENT.has(response.status);
      if (isPermanent) movedTo = address;
      // RFC 9110, 15.4: 307 and 308 keep the method; the others became GET in practice.
      if (response.status < 307) [method, body] = ["GET", null];
    }
  } catch (error) {
    if (abort.signal.aborted) return failed("timeout", `no complete answer within ${limits.timeoutMs} ms`);
    return failed(...classify(error));
  } finally {
    clearTimeout(timer);
  }
}

/** Rejects at the time limit even where a `fetch` or a stream ignores its signal. */
async function withAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return await new Promise<T>((resolve, reject) => {
    if (signal.aborted) reject(new Error("aborted"));
    signal.addEventListener("abort", () => reject(new Error("aborted")), { once: true });
    work.then(resolve, reject);
  });
}

/** Reads the body up to the limit; null where it is larger and that is a failure. */
async function readBody(
  response: Response,
  limits: OutboundLimits,
  signal: AbortSignal,
): Promise<{ body: Uint8Array; isTruncated: boolean } | null> {
  if (response.body === null) return { body: new Uint8Array(), isTruncated: false };
  const reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const { bodyTimeoutMs } = limits;
  const until = bodyTimeoutMs !== null ? AbortSignal.any([signal, AbortSignal.timeout(bodyTimeoutMs)]) : signal;
  for (;;) {
    let next: Awaited<ReturnType<typeof reader.read>>;
    try {
      next = await withAbort(reader.read(), until);
    } catch (error) {
      // Not awaited: a stream that has stalled may never say that it was cancelled.
      reader.cancel().catch(() => {});
      if (bodyTimeoutMs === null) throw error;
      return { body: concatenate(chunks, size), isTruncated: true };
    }
    const { done, value } = next;
    if (done) return { body: concatenate(chunks, size), isTruncated: false };
    const room = limits.maxBytes - size;
    if (value.length > room) {
      await reader.cancel();
      if (limits.onTooLarge === "fail") return null;
      return { body: concatenate([...chunks, value.subarray(0, room)], limits.maxBytes), isTruncated: true };
    }
    chunks.push(value);
    size += value.length;
  }
}

function concatenate(chunks: Uint8Array[], size: number): Uint8Array {
  if (chunks.length === 1 && chunks[0] !== undefined) return chunks[0];
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** Node names the cause by a code, workerd only in words; neither message is passed on, for it may hold the URL. */
function classify(error: unknown): [OutboundFailure, string] {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = typeof cause === "object" && cause !== null && "code" in cause ? String(cause.code) : "";
  const text = `${code} ${cause instanceof Error ? cause.message : ""}`;
  if (/ENOTFOUND|EAI_|DNS|getaddrinfo/iu.test(text)) return ["name", "the host name does not resolve"];
  if (/CERT|TLS|SSL|certificate|SELF_SIGNED|UNABLE_TO_VERIFY/iu.test(text)) return ["tls", "the TLS connection failed"];
  if (/ECONNREFUSED|refused/iu.test(text)) return ["network", "the connection was refused"];
  return ["network", "the connection broke before the answer was complete"];
}
