/** Megabytes written to make a reader slow: a quadratic one would need minutes and fail by the runner's limit. */
import { expect, test } from "vitest";
import { parseFeed } from "../../src/feed/parse.ts";
import { bytes } from "./documents.ts";

const SIZE = 999_000;
const many = (piece: string): string => piece.repeat(Math.ceil(SIZE / piece.length)).slice(0, SIZE);
const channel = (content: string): string => `<rss version="2.0"><channel><title>t</title>${content}</channel></rss>`;
const described = (content: string): string =>
  channel(`<item><title>t</title><description>${content}</description></item>`);

const hostile: Record<string, string> = {
  "half tags in a description": described(many("x&lt;h")),
  "half tags in CDATA": described(`<![CDATA[${many("x<h")}]]>`),
  "elements without end": `<rss><channel>${many("<a>")}`,
  "elements without end in a description": `<rss><channel><item><description>${many("<b>")}`,
  "deep elements": channel(`<item>${"<a>".repeat(140_000)}${"</a>".repeat(140_000)}</item>`),
  "comments that are not closed": described(many("<!--")),
  "CDATA that is not closed": described(many("<![CDATA[")),
  "quotes that are not closed": channel(many('<a b="')),
  "document types": channel(many("<!D>")),
  "scripts that are not closed": described(many("&lt;script&gt;")),
  "white space": described(`a${many(" ")}b`),
  "namespaces on every element": channel(many('<a xmlns:b="c"/>')),
  "titles of one item": channel(`<item>${many("<title>a</title>")}</item>`),
  "a query of tracking": channel(`<item><link>https://e.org/?${many("utm_a=1&amp;")}</link></item>`),
  "teasers": described(many("continue reading ")),
  "a page of links": `<html>${many("<link rel=alternate>")}`,
  "deep JSON": `{"items":${many("[")}`,
}; // prettier-ignore

test.each(Object.entries(hostile))("reads a megabyte of %s in linear time", async (_, text) => {
  const feed = await parseFeed(bytes(text), null, "https://news.example.org/");
  expect(["feed", "not-a-feed", "malformed"]).toContain(feed.kind);
});

test("keeps no more items of a document than a news feed has", async () => {
  const feed = await parseFeed(bytes(channel(many("<item><title>x</title></item>\n"))), null, "");
  expect(feed.kind === "feed" && feed.items.length).toBeLessThanOrEqual(2500);
});
