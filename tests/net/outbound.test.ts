/** The gate out against real servers: statuses, redirects, sizes, stalls and broken connections. */
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { outbound, type OutboundLimits, type OutboundResult } from "../../src/net/outbound.ts";
import { type LocalServer, startServer } from "./server.ts";

let server: LocalServer;

beforeEach(async () => {
  server = await startServer((request, response) => {
    const path = (request.url ?? "").split("?", 1)[0] ?? "";
    if (path === "/fine") response.end("hello");
    else if (path === "/long") response.end("x".repeat(100_000));
    else if (path === "/gzip") response.setHeader("content-encoding", "gzip").end(gzipSync("x".repeat(100_000)));
    else if (path === "/moved") response.writeHead(301, { location: "/fine" }).end();
    else if (path === "/moved-for-now") response.writeHead(302, { location: "/moved" }).end();
    else if (path === "/loop") response.writeHead(302, { location: "/loop" }).end();
    else if (path === "/nowhere") response.writeHead(302, { location: "http://" }).end();
    else if (path === "/inside") response.writeHead(302, { location: "http://10.0.0.1/secret" }).end();
    else if (path === "/wildcard") response.writeHead(302, { location: "http://127.0.0.1.nip.io/" }).end();
    else if (path === "/half") response.writeHead(200, { "content-length": "100" }).write("half", () => response.destroy());
    else if (path === "/slow-body") response.writeHead(200).write("a"); // and never ends
    else if (path !== "/silent") response.writeHead(404).end();
  }); // prettier-ignore
});

afterEach(async () => {
  await server.close();
});

/** As Node's fetch fails for a name that does not resolve. */
async function noSuchName(): Promise<Response> {
  throw new TypeError("fetch failed", { cause: Object.assign(new Error("getaddrinfo"), { code: "ENOTFOUND" }) });
}

const LIMITS: OutboundLimits = {
  timeoutMs: 5000,
  maxBytes: 10_000,
  maxRedirects: 3,
  onTooLarge: "fail",
  bodyTimeoutMs: null,
  clock: () => 0,
};

async function get(path: string, limits: Partial<OutboundLimits> = {}): Promise<OutboundResult> {
  const url = path.startsWith("/") ? server.url + path : path;
  const rules = { purpose: "feed", isLocalMode: true } as const;
  return outbound(fetch, { url, method: "GET", headers: {}, body: null, rules }, { ...LIMITS, ...limits });
}

const text = (result: OutboundResult): string | null =>
  result.kind === "response" ? new TextDecoder().decode(result.body) : null;

test("hands back the answer with its body", async () => {
  const result = await get("/fine");
  expect(result).toMatchObject({ kind: "response", status: 200, movedTo: null, isTruncated: false });
  expect(text(result)).toBe("hello");
});

test("follows redirects and tells where permanent ones alone lead", async () => {
  expect(await get("/moved")).toMatchObject({ status: 200, url: `${server.url}/fine`, movedTo: `${server.url}/fine` });
  expect(await get("/moved-for-now")).toMatchObject({ status: 200, url: `${server.url}/fine`, movedTo: null });
});

test("hands back a redirect that it is not to follow", async () => {
  expect(await get("/moved", { maxRedirects: 0 })).toMatchObject({ kind: "response", status: 301 });
});

test.each([
  ["/loop", "redirects"],
  ["/nowhere", "redirects"],
  ["/inside", "refused-address"],
  ["/wildcard", "refused-address"],
  ["/long", "too-large"],
  ["/gzip", "too-large"],
  ["/half", "network"],
])("ends %s as %s", async (path, failure) => {
  expect(await get(path)).toMatchObject({ kind: "failed", class: failure });
});

test("makes no request to an address that a redirect names and the rules refuse", async () => {
  await get("/inside");
  expect(server.requests.map(({ path }) => path)).toEqual(["/inside"]);
});

test.each(["/silent", "/slow-body"])("gives up on %s when the time is over", async (path) => {
  expect(await get(path, { timeoutMs: 100 })).toMatchObject({ kind: "failed", class: "timeout" });
});

test("cuts a body that is too large where that is enough", async () => {
  const result = await get("/long", { onTooLarge: "truncate" });
  expect(result).toMatchObject({ kind: "response", isTruncated: true });
  expect(text(result)).toHaveLength(10_000);
});

test("tells a refused connection and a name that does not resolve apart", async () => {
  await server.close();
  expect(await get("/fine")).toMatchObject({ class: "network" });
  const rules = { purpose: "feed", isLocalMode: false } as const;
  const request = { url: "https://gone.example.org/", method: "GET", headers: {}, body: null, rules } as const;
  expect(await outbound(noSuchName, request, LIMITS)).toMatchObject({ class: "name" });
});

test("never tells the path or the query of a request in its reason", async () => {
  for (const path of ["/loop?SECRET", "/silent?SECRET", "http://10.0.0.1/SECRET"]) {
    const result = await get(path, { timeoutMs: 100 });
    expect(JSON.stringify(result)).not.toContain("SECRET");
  }
});
