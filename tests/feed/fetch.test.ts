/** Polls against a real server: validators, statuses, what is unchanged, what is to be waited for. */
import { brotliCompressSync, gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type FeedState, freshness, pollFeed, type PollResult, readRetryAfter } from "../../src/feed/fetch.ts";
import { type LocalServer, startServer } from "../net/server.ts";
import { rss } from "./documents.ts";

const NOW = Date.parse("2026-01-05T10:00:00Z");
const HOUR = 3_600_000;
const ETAG = '"v1"';
const MODIFIED = "Mon, 05 Jan 2026 09:00:00 GMT";

let server: LocalServer;
let etag = ETAG;

beforeEach(async () => {
  etag = ETAG;
  server = await startServer((request, response) => {
    const status = /^\/status\/(\d+)/.exec(request.url ?? "")?.[1];
    if (request.url === "/wall") response.writeHead(403, { "cf-mitigated": "challenge" }).end();
    else if (status !== undefined) response.writeHead(Number(status), { "retry-after": "120" }).end();
    else if (request.url === "/gzip") response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(rss));
    else if (request.url === "/brotli") response.writeHead(200, { "content-encoding": "br" }).end(brotliCompressSync(rss));
    else if (request.headers["if-none-match"] === etag || request.url === "/always-304") response.writeHead(304).end();
    else response.writeHead(200, { etag, "last-modified": MODIFIED, "cache-control": "max-age=600" }).end(rss);
  }); // prettier-ignore
});

afterEach(async () => {
  await server.close();
});

const fresh = (path: string): FeedState => {
  return { url: server.url + path, etag: null, lastModified: null, bodyHash: null, fullGetAt: null };
};

async function poll(feed: FeedState, now = NOW): Promise<PollResult> {
  return pollFeed(fetch, feed, now, { agent: "Volteface", contact: "https://example.org/contact", isLocalMode: true });
}

/** The state that a poll leaves behind. */
function after(feed: FeedState, result: PollResult): FeedState {
  if (result.kind === "failed") return feed;
  const { etag, lastModified, fullGetAt } = result;
  return { ...feed, etag, lastModified, fullGetAt, bodyHash: result.kind === "body" ? result.bodyHash : feed.bodyHash };
}

test("brings the body with its validators and how long it is fresh", async () => {
  const result = await poll(fresh("/feed"));
  expect(result).toMatchObject({ kind: "body", etag: ETAG, lastModified: MODIFIED, freshMs: 600_000, fullGetAt: NOW });
  expect(server.requests[0]?.headers["user-agent"]).toMatch(/^Volteface\/\S+ \(.*https:\/\/example\.org\/contact\)$/);
});

test("asks with both validators and keeps them over a 304", async () => {
  const feed = after(fresh("/feed"), await poll(fresh("/feed")));
  const result = await poll(feed, NOW + HOUR);
  expect(result).toMatchObject({ kind: "not-modified", etag: ETAG, lastModified: MODIFIED });
  expect(server.requests[1]?.headers).toMatchObject({ "if-none-match": ETAG, "if-modified-since": MODIFIED });
});

test("stops at the same bytes and keeps the new validators", async () => {
  const feed = after(fresh("/feed"), await poll(fresh("/feed")));
  etag = '"v2"';
  expect(await poll(feed, NOW + HOUR)).toMatchObject({ kind: "same-bytes", etag: '"v2"' });
});

test("asks for everything once a day, so that a server which always answers 304 is found out", async () => {
  const feed = { ...fresh("/always-304"), etag: ETAG, fullGetAt: NOW - 25 * HOUR };
  expect(await poll(feed)).toMatchObject({ kind: "failed", class: "client", status: 304 });
  expect(server.requests[0]?.headers["if-none-match"]).toBeUndefined();
});

test.each(["/gzip", "/brotli"])("reads %s", async (path) => {
  const result = await poll(fresh(path));
  expect(result.kind === "body" && new TextDecoder().decode(result.body)).toBe(rss);
});

test.each([
  [410, "gone"],
  [404, "not-found"],
  [401, "blocked"],
  [403, "blocked"],
  [451, "blocked"],
  [429, "rate-limited"],
  [400, "client"],
  [500, "server"],
  [503, "server"],
  [530, "name"],
])("tells status %i as %s and how long to wait", async (status, failure) => {
  expect(await poll(fresh(`/status/${status}`))).toMatchObject({
    kind: "failed",
    class: failure,
    status,
    retryAfterMs: 120_000,
  });
});

test("tells a bot wall from a plain refusal", async () => {
  expect(await poll(fresh("/wall"))).toMatchObject({ class: "blocked", reason: expect.stringContaining("bot wall") });
});

test("reads Retry-After as seconds or a date, at most a day", () => {
  expect(readRetryAfter("120", NOW)).toBe(120_000);
  expect(readRetryAfter("Mon, 05 Jan 2026 10:05:00 GMT", NOW)).toBe(300_000);
  expect(readRetryAfter("Mon, 05 Jan 2026 09:00:00 GMT", NOW)).toBe(0);
  expect(readRetryAfter("9999999", NOW)).toBe(24 * HOUR);
  expect(readRetryAfter("later", NOW)).toBeNull();
});

test.each<[Record<string, string>, number | null]>([
  [{ "cache-control": "public, max-age=300" }, 300_000],
  [{ "cache-control": "max-age=300, s-maxage=60", age: "10" }, 50_000],
  [{ "cache-control": "no-cache, max-age=300" }, null],
  [{ expires: "Mon, 05 Jan 2026 11:00:00 GMT", date: "Mon, 05 Jan 2026 10:30:00 GMT" }, HOUR / 2],
  [{ expires: "0" }, 0],
  [{ expires: "soon" }, null],
  [{}, null],
])("reads how long %o is fresh", (headers, expected) => {
  expect(freshness(new Headers(headers), NOW)).toBe(expected);
});
