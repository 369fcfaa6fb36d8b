/** Articles against real servers: what robots.txt allows, what answers there, and pages that are made to harm a reader. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { ARTICLE_LIMITS, type ArticleLimits, type ArticleResult, readArticle } from "../../src/feed/article.ts";
import { articleText } from "../../src/feed/article-text.ts";
import { fetchRobots, type Robots } from "../../src/feed/robots.ts";
import { type LocalServer, startServer } from "../net/server.ts";
import { articlePage, PARAGRAPHS } from "./pages.ts";

const SETTINGS = { agent: "Volteface", contact: "https://example.org/contact", isLocalMode: true };

let server: LocalServer;
let robots: { status: number; body: string; headers: Record<string, string> };

beforeEach(async () => {
  robots = { status: 404, body: "", headers: {} };
  server = await startServer((request, response) => {
    const path = request.url ?? "";
    const html = (body: string): void => void response.setHeader("content-type", "text/html; charset=utf-8").end(body);
    if (path === "/robots.txt") response.writeHead(robots.status, robots.headers).end(robots.body);
    else if (path.startsWith("/news/") || path.startsWith("/private/")) html(articlePage());
    else if (path === "/latin") response.setHeader("content-type", "text/html; charset=iso-8859-1").end(Buffer.from(articlePage("Café Übersee"), "latin1"));
    else if (path === "/huge") html(`${articlePage()}${"<p>more</p>".repeat(300_000)}`);
    else if (path === "/stall") response.setHeader("content-type", "text/html").write("<html><body><p>never"); // and never ends
    else if (path === "/paywall") html(`<html><body><h1>The toll</h1><p>Subscribe to continue reading this article.</p></body></html>`);
    else if (path === "/nothing") html("");
    else if (path === "/picture") response.setHeader("content-type", "image/png").end("PNG");
    else if (path === "/wall") response.writeHead(403, { "cf-mitigated": "challenge" }).end();
    else if (path === "/short") response.writeHead(302, { location: "/news/toll" }).end();
    else if (path === "/to-private") response.writeHead(302, { location: "/private/toll" }).end();
    else if (path === "/inside") response.writeHead(302, { location: "http://10.0.0.1/secret" }).end();
    else if (path === "/metadata") response.writeHead(302, { location: "http://169.254.169.254/latest/meta-data/" }).end();
    else if (path === "/loop") response.writeHead(302, { location: "/loop" }).end();
    else if (path.startsWith("/status/")) response.writeHead(Number(path.slice(8))).end("no");
    else response.writeHead(404).end("<html><body>Not found</body></html>");
  }); // prettier-ignore
});

afterEach(async () => {
  await server.close();
});

async function read(path: string, limits: Partial<ArticleLimits> = {}): Promise<ArticleResult> {
  const url = path.startsWith("/") ? server.url + path : path;
  const robotsOf = (origin: string): Promise<Robots> => fetchRobots(fetch, origin, SETTINGS, Date.now);
  return readArticle(fetch, url, SETTINGS, robotsOf, Date.now, { ...ARTICLE_LIMITS, ...limits });
}

const asked = (): string[] => server.requests.map(({ path }) => path);

test("reads the first paragraphs of an article, one a line, without the page's furniture", async () => {
  const result = await read("/news/toll");
  expect(result).toEqual({ kind: "read", text: PARAGRAPHS.join("\n") });
  expect(asked()).toEqual(["/robots.txt", "/news/toll"]);
  expect(server.requests[1]?.headers["user-agent"]).toBe("Volteface/0.1 (+https://example.org/contact)");
});

test("keeps as many whole paragraphs as a lead has", () => {
  const long = Array.from({ length: 60 }, (_, at) => `Paragraph ${at} goes on about the harbour, the toll and the boats that pay it, ${"and more so ".repeat(8)}all day.`); // prettier-ignore
  const text = articleText(articlePage("The toll", long), "https://example.org/") ?? "";
  const kept = text.split("\n");
  expect(kept).toEqual(long.slice(0, kept.length));
  expect(kept.length).toBeGreaterThan(5);
  expect(text.length).toBeLessThan(3100);
});

test("reads a page in the charset that it declares", async () => {
  const result = await read("/latin");
  expect(result).toMatchObject({ kind: "read", text: expect.stringContaining("Café Übersee") });
});

test("follows a redirect to the article", async () => {
  expect(await read("/short")).toMatchObject({ kind: "read" });
});

test.each([
  ["a rule for everybody", "User-agent: *\nDisallow: /news/"],
  ["a rule for this robot, whatever its case", "User-agent: *\nAllow: /\n\nUser-agent: volteface\nDisallow: /"],
  ["a pattern", "User-agent: *\nDisallow: /*toll$"],
  ["the longest rule", "User-agent: *\nAllow: /\nDisallow: /news"],
])("leaves alone what robots.txt forbids by %s", async (_, body) => {
  robots = { status: 200, body, headers: {} };
  expect(await read("/news/toll")).toEqual({
    kind: "failed",
    class: "robots",
    reason: "the site's robots.txt does not allow it",
  });
  expect(asked()).toEqual(["/robots.txt"]);
});

test.each([
  ["nothing of the address", "User-agent: *\nDisallow: /private/"],
  ["only other robots", "User-agent: OtherBot\nDisallow: /"],
  ["it less precisely than it allows it", "User-agent: *\nDisallow: /\nAllow: /news/"],
  ["everybody but this robot", "User-agent: *\nDisallow: /\n\nUser-agent: Volteface\nDisallow:"],
  ["nothing in words", "<html><body>What is robots.txt?</body></html>"],
])("reads where robots.txt forbids %s", async (_, body) => {
  robots = { status: 200, body, headers: {} };
  expect(await read("/news/toll")).toMatchObject({ kind: "read" });
});

test("asks the rules again for where a redirect leads", async () => {
  robots = { status: 200, body: "User-agent: *\nDisallow: /private/", headers: {} };
  expect(await read("/to-private")).toMatchObject({ kind: "failed", class: "robots" });
  expect(asked()).not.toContain("/private/toll");
});

test.each([401, 403, 404, 410])("reads where robots.txt answers %i, as RFC 9309 lets it", async (status) => {
  robots = { status, body: "User-agent: *\nDisallow: /", headers: {} };
  expect(await read("/news/toll")).toMatchObject({ kind: "read" });
});

test.each([500, 503, 429])("reads nothing where robots.txt answers %i", async (status) => {
  robots = { status, body: "", headers: {} };
  const result = await read("/news/toll");
  expect(result).toMatchObject({ kind: "failed", class: "robots", reason: expect.stringContaining(String(status)) });
  expect(asked()).toEqual(["/robots.txt"]);
});

test("follows robots.txt where it has moved, and takes one that moves without end for none", async () => {
  robots = { status: 301, body: "", headers: { location: "/news/rules" } };
  expect(await read("/news/toll")).toMatchObject({ kind: "read" });
  robots = { status: 302, body: "", headers: { location: "/robots.txt" } };
  expect(await read("/news/toll")).toMatchObject({ kind: "read" });
});

test("reads nothing of a site that cannot be reached for its robots.txt", async () => {
  const { url } = server;
  await server.close();
  expect(await read(`${url}/news/toll`)).toMatchObject({ kind: "failed", class: "robots" });
  server = await startServer((_request, response) => response.end());
});

test.each<[string, string, Partial<ArticleLimits>]>([
  ["/missing", "not-found", {}],
  ["/status/410", "not-found", {}],
  ["/status/402", "blocked", {}],
  ["/status/403", "blocked", {}],
  ["/wall", "blocked", {}],
  ["/status/500", "server", {}],
  ["/status/400", "client", {}],
  ["/huge", "too-large", {}],
  ["/stall", "timeout", { timeoutMs: 300 }],
  ["/paywall", "empty", {}],
  ["/nothing", "empty", {}],
  ["/picture", "not-a-page", {}],
  ["/inside", "refused-address", {}],
  ["/metadata", "refused-address", {}],
  ["/loop", "redirects", {}],
  ["http://10.0.0.1/news", "refused-address", {}],
  ["javascript:alert(1)", "refused-address", {}],
])("tells why there is no article at %s: %s", async (path, failure, limits) => {
  expect(await read(path, limits)).toMatchObject({ kind: "failed", class: failure });
});

const SIZE = 1_900_000;
const many = (piece: string): string => piece.repeat(Math.ceil(SIZE / piece.length)).slice(0, SIZE);

/** A quadratic reader would need minutes for these and fail by the runner's limit. */
const HOSTILE: Record<string, string> = {
  "elements without end": many("<div>"),
  "elements without end, and text": many("<div>text, "),
  "paragraphs without end": many("<p>"),
  "closing tags of nothing": many("</p></div>"),
  "half tags": many("<a b=c"),
  "attributes without end": `<div ${many('a="b" ')}`,
  "an attribute without end": `<div class="${many("comment ")}">`,
  "a thousand siblings of one class": many('<p class="x">A sentence, with commas, of some length that counts.</p>'),
  "links without end": many('<a href="https://example.org/">a link, and more</a>'),
  "lists in lists": many("<ul><li>one, two"),
  "tables in tables": many("<table><tr><td>one, two"),
  "breaks without end": many("<br>"),
  "spaces without end": `<p>${many(" ")}</p>`,
  "bare text": many("one, two, "),
  "entities without end": many("&amp;lt;p&amp;gt;"),
  "comments without end": many("<!-- "),
  "an open script": `<script>${many("if (a < b) {} ")}`,
  "fonts in fonts": many("<font><span>"),
  "bytes that are no text": many("\u0000\ufffd<\u0000p>"),
};

test.each(Object.entries(HOSTILE))("bears %s", (_, html) => {
  const text = articleText(`<html><body>${html}`, "https://example.org/");
  expect((text ?? "").length).toBeLessThan(10_000);
});

test("shows nothing of scripts, styles, hidden or escaped markup as markup", () => {
  const page = articlePage("The toll", [
    ...PARAGRAPHS,
    `An attack &lt;img src=x onerror=alert(1)&gt; that is written as text in a paragraph.`,
    `A paragraph with <script>alert(1)</script><style>p{}</style><svg onload=alert(1)></svg>things in it, long enough to be kept.`,
  ]);
  const text = articleText(page, "https://example.org/") ?? "";
  expect(text).not.toMatch(/alert\(1\)<|<script|<svg|p\{\}/u);
  expect(text).toContain("An attack");
  expect(text).toContain("A paragraph with things in it");
});
