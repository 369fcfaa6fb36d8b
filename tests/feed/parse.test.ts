/** Feeds of every format, and what is not one. */
import { expect, test } from "vitest";
import { parseFeed } from "../../src/feed/parse.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const parse = async (text: string, url = "https://news.example.org/feed") => await parseFeed(bytes(text), null, url);

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

test("names the feeds of a web page that was given instead", async () => {
  const page = `<!doctype html><html><head><title>Harbour News</title>
    <link rel="alternate" type="application/rss+xml" title="All" href="/all.rss"></head><body></body></html>`;
  expect(await parse(page)).toMatchObject({
    kind: "not-a-feed",
    alternates: [{ url: "https://news.example.org/all.rss", title: "All" }],
  });
});
