/** Small feeds of every format, written for these tests. */

export const rss = `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Harbour News</title><link>https://news.example.org/</link><description>All</description>
<item><title>Ferry &amp; port talks</title><link>https://news.example.org/1</link><guid isPermaLink="false">n-1</guid><pubDate>Mon, 05 Jan 2026 10:00:00 GMT</pubDate><description>&lt;p&gt;Talks resumed.&lt;/p&gt;</description><category>Ports</category></item>
<item><title><![CDATA[The <b>toll</b> stays]]></title><link>https://news.example.org/2</link><guid>https://news.example.org/2</guid><dc:date>2026-01-05T11:00:00+09:00</dc:date><content:encoded><![CDATA[<p>Long text</p>]]></content:encoded></item>
</channel></rss>`;

export const atom = `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://atom.example.org/blog/">
<title type="text">Quay &amp; Co</title><id>urn:quay</id><updated>2026-01-05T00:00:00Z</updated>
<entry><title type="html">A &lt;i&gt;new&lt;/i&gt; pier</title><id>urn:quay:1</id><link rel="alternate" href="posts/1"/><published>2026-01-04T08:30:00Z</published><updated>2026-01-05T08:30:00Z</updated><summary type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Built in <b>May</b>.</div></summary><author><name>Ada Quay</name></author></entry>
<entry><title>1 &lt; 2</title><id>urn:quay:2</id><link href="https://atom.example.org/2"/><updated>2026-01-03T08:30:00Z</updated></entry></feed>`;

export const rdf = `<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://rdf.example.org/"><title>Tide tables</title><link>https://rdf.example.org/</link></channel>
<item rdf:about="https://rdf.example.org/a"><title>High tide</title><link>https://rdf.example.org/a</link><dc:date>2026-01-02</dc:date></item></rdf:RDF>`;

export const json = JSON.stringify({
  version: "https://jsonfeed.org/version/1.1",
  title: "Lighthouse",
  items: [
    { id: 7, url: "https://json.example.org/7", title: "Lamp < 3", content_html: "<p>Lit.</p>", date_published: "2026-01-01T00:00:00Z", authors: [{ name: "Kit" }], tags: ["light"] },
    "not an item",
  ],
}); // prettier-ignore

export const documents: Record<string, string> = { rss, atom, rdf, json };

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
