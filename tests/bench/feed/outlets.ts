/** A local server of outlets that answers as those of real feeds do: validators, 304, gzip, and errors where asked for. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { feedDocument, HARBOUR_NEWS } from "./document.ts";

/** Items of a feed, by its number: 5 to 185 kB, 63 kB on average, as 144 captured feeds are spread. */
const LENGTHS = [3, 6, 10, 16, 22, 32, 50, 74, 102];

/** What a feed holds at the moment: its newest item, or that its server fails. */
export type Answer = { newest: number; publishedAt?: (id: number) => number } | "error";

export type Outlets = {
  origin: string;
  /** Answers so far, by status. */
  answers: { 200: number; 304: number; 503: number };
  stop: () => void;
};

/**
 * Starts the server. Feeds are at `/CLIENT/NUMBER`, so that several clients can read the same feeds, each at its own pace.
 * @param answer decides for each request, by its path's two parts
 */
export async function startOutlets(answer: (client: string, feed: number) => Answer): Promise<Outlets> {
  const answers = { 200: 0, 304: 0, 503: 0 };
  const server = createServer((request, response) => {
    const [, client = "", number = ""] = (request.url ?? "").split("/");
    const feed = Number(number);
    const held = answer(client, feed);
    if (held === "error") {
      answers[503]++;
      response.writeHead(503).end();
      return;
    }
    const etag = `"${held.newest}"`;
    const publishedAt = held.publishedAt ?? HARBOUR_NEWS.publishedAt;
    const lastModified = new Date(publishedAt(held.newest)).toUTCString();
    const { "if-none-match": match, "if-modified-since": since } = request.headers;
    // RFC 9110, 13.2.2: with an entity tag, the date does not count.
    const isKnown = match === undefined ? since === lastModified : match.replace(/^W\//u, "") === etag;
    const headers = { etag, "last-modified": lastModified };
    if (isKnown) {
      answers[304]++;
      response.writeHead(304, headers).end();
      return;
    }
    answers[200]++;
    const text = feedDocument(held.newest, LENGTHS[feed % LENGTHS.length] ?? 0, {
      host: `outlet-${feed}.example.org`,
      publishedAt,
    });
    const isZipped = (request.headers["accept-encoding"] ?? "").includes("gzip");
    response
      .writeHead(200, {
        ...headers,
        "content-type": "application/rss+xml; charset=utf-8",
        ...(isZipped ? { "content-encoding": "gzip" } : {}),
      })
      .end(isZipped ? gzipSync(text, { level: 1 }) : text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answers,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
