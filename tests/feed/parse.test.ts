/** Feeds of every format and what is not one. */
import { expect, test } from "vitest";
import type { ParsedFeed, ParseFailure } from "../../src/model.ts";
import { parseFeed } from "../../src/feed/parse.ts";
import { atom, bytes, json, rdf } from "./documents.ts";

const URL_OF_FEED = "https://news.example.org/feed";

async function parse(text: string): Promise<ParsedFeed | ParseFailure> {
  return parseFeed(bytes(text), null, URL_OF_FEED);
}

async function items(text: string): Promise<ParsedFeed["items"]> {
  const feed = await parse(text);
  if (feed.kind !== "feed") throw new Error(feed.reason);
  return feed.items;
}

const channel = (content: string): string => `<rss version="2.0"><channel><title>t</title>${content}</channel></rss>`;

test("reads RSS 2.0 with its fields as plain text", async () => {
  const feed = await parse(`<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">
    <channel><title>Harbour News</title><link>https://news.example.org/</link><language>en-gb</language><ttl>15</ttl>
    <item><title>Ferry &amp; port talks <![CDATA[<b>resume</b>]]></title>
      <description>&lt;p&gt;Talks resumed.&lt;/p&gt;&lt;script&gt;track()&lt;/script&gt; &lt;a href="/x"&gt;Continue reading…&lt;/a&gt;</description>
      <link>https://news.example.org/ferry?id=3&amp;utm_source=rss</link><guid isPermaLink="false">n-3</guid>
      <pubDate>Mon, 03 Jan 2022 10:00:00 +0900</pubDate><dc:creator>Ada Quay</dc:creator><category>Ports</category></item>
    </channel></rss>`);
  expect(feed).toEqual({
    kind: "feed",
    title: "Harbour News",
    link: "https://news.example.org/",
    language: "en-gb",
    ttlMs: 900_000,
    items: [
      {
        title: "Ferry & port talks resume",
        summary: "Talks resumed.",
        link: "https://news.example.org/ferry?id=3",
        guid: "n-3",
        published: Date.UTC(2022, 0, 3, 1),
        authors: ["Ada Quay"],
        categories: ["Ports"],
        language: "en-gb",
      },
    ],
  });
});

test("reads Atom: bases, text constructs, the published date before the updated one", async () => {
  const [pier, sum] = await items(atom);
  expect(pier).toMatchObject({
    title: "A new pier",
    summary: "Built in May.",
    link: "https://atom.example.org/blog/posts/1",
    guid: "urn:quay:1",
    published: Date.UTC(2026, 0, 4, 8, 30),
    authors: ["Ada Quay"],
    language: "en",
  });
  expect(sum).toMatchObject({ title: "1 < 2", published: Date.UTC(2026, 0, 3, 8, 30) });
});

test("reads RSS 1.0, whose items are named by their address", async () => {
  expect(await items(rdf)).toMatchObject([
    { title: "High tide", guid: "https://rdf.example.org/a", published: Date.UTC(2026, 0, 2) },
  ]);
});

test("reads JSON Feed and passes over what is no item", async () => {
  expect(await items(json)).toMatchObject([
    { title: "Lamp < 3", summary: "Lit.", guid: "7", authors: ["Kit"], categories: ["light"] },
  ]);
});

test.each([
  ["a prefix of its own for Atom", `<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title>x</a:title></a:entry></a:feed>`],
  ["names in capitals", `<RSS><CHANNEL><ITEM><TITLE>x</TITLE></ITEM></CHANNEL></RSS>`],
  ["bare ampersands", channel("<item><title>x</title><link>https://e.org/?a=1&b=2</link></item>")],
  ["entities that XML does not know", channel("<item><title>x&nbsp;</title></item>")],
  ["HTML in a description", channel("<item><title>x</title><description><p>one<br>two</description></item>")],
  ["an end that is missing", `<rss><channel><item><title>x</title></item><item`],
  ["a control character", channel("<item><title>x\u0008</title></item>")],
  ["a link without attributes", `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>x</title><link/></entry></feed>`],
  ["a date that is none", `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>x</title><updated>soon</updated></entry></feed>`],
])("reads a feed with %s", async (_, text) => {
  expect((await items(text))[0]?.title).toBe("x");
}); // prettier-ignore

test("takes a permalink guid for the link, but no other guid", async () => {
  expect(await items(channel("<item><guid>https://e.org/a</guid></item><item><guid isPermaLink='false'>https://e.org/b</guid></item>"))).toMatchObject([{ link: "https://e.org/a" }, { link: null }]); // prettier-ignore
});

test("never hands on an address that a browser would run", async () => {
  expect((await items(channel("<item><title>x</title><link>javascript:alert(1)</link></item>")))[0]?.link).toBeNull();
});

test("expands no entity that a document declares", async () => {
  const bomb = `<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>${channel("<item><title>&b;</title></item>")}`;
  expect((await items(bomb))[0]?.title).toBe("&b;");
});

test("names the feeds of a web page that was given instead", async () => {
  const page = `<!doctype html><html><head><title>Harbour News</title>
    <link rel="alternate" type="application/rss+xml" title="All" href="/all.rss"></head><body></body></html>`;
  expect(await parse(page)).toMatchObject({
    kind: "not-a-feed",
    reason: expect.stringContaining("https://news.example.org/all.rss"),
    alternates: [{ url: "https://news.example.org/all.rss", title: "All" }],
  });
});

test.each([
  ["nothing", "", "not-a-feed"],
  ["other XML", "<svg></svg>", "not-a-feed"],
  ["plain text", "hello", "not-a-feed"],
  ["cut JSON", '{"items": [', "malformed"],
  ["other JSON", '{"a": 1}', "not-a-feed"],
])("says that %s is no feed", async (_, text, kind) => {
  expect((await parse(text)).kind).toBe(kind);
});

test.each([
  ["well-formed", ""],
  ["broken", "<br>"],
])("reads what a group of media says of an item, where the item says nothing itself (%s)", async (_, fault) => {
  const group = `<media:group><media:title>Boats at the toll</media:title><media:content url="https://news.example.org/v.mp4"><media:credit>C</media:credit></media:content><media:description>They wait.</media:description></media:group>`;
  const text = `<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>t</title>
    <item><guid>1</guid>${group}</item><item><title>Own</title><description>Own text</description>${group}<guid>2</guid></item>${fault}</channel></rss>`;
  expect(await items(text)).toMatchObject([
    { title: "Boats at the toll", summary: "They wait.", guid: "1" },
    { title: "Own", summary: "Own text", guid: "2" },
  ]);
});

test.each([
  [`<guid isPermaLink="true">/blog/a</guid>`, "https://news.example.org/blog/a"],
  [`<guid>/blog/a</guid>`, null],
  [`<guid isPermaLink="false">/blog/a</guid>`, null],
])("takes %s for the link %s", async (guid, link) => {
  expect(await items(channel(`<item><title>a</title>${guid}</item>`))).toMatchObject([{ link }]);
});

test("takes of several alternates the one that says it is a web page", async () => {
  const links = `<link href="https://news.example.org/a"/><link rel="alternate" type="text/html" href="https://news.example.org/a.html"/><link rel="alternate" type="application/pdf" href="https://news.example.org/a.pdf"/>`;
  const text = `<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry><title>a</title><id>1</id>${links}</entry></feed>`;
  expect(await items(text)).toMatchObject([{ link: "https://news.example.org/a.html" }]);
});
