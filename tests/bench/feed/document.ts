/** Writes feed documents of any size for benchmarks: an outlet's RSS 2.0 as publishing systems commonly write it. */

const WORDS =
  "harbour council ferry toll island mayor talks report market bridge season school storm museum river vote budget station garden winter paper signal north office coast".split(
    " ",
  );

/** One item in so many names an office, as of captured feeds: the detector reads it, the others it turns away. */
const ITEMS_PER_OFFICE = 5;

/** A sentence of `count` words that depends on the number alone. */
export function sentence(seed: number, count: number): string {
  return Array.from({ length: count }, (_, at) => WORDS[(seed * 7 + at * (seed % 5) + at) % WORDS.length]).join(" ");
}

/** An outlet: the host of its links, and when each of its items was published, as epoch milliseconds. */
export type Outlet = { host: string; publishedAt: (id: number) => number };

/** Publishes every ten minutes. */
export const HARBOUR_NEWS: Outlet = {
  host: "news.example.org",
  publishedAt: (id) => Date.UTC(2026, 0, 10) + id * 600_000,
};

/** One item, about 1.8 kB: description in escaped HTML, categories, media, creator and dates. */
function itemXml(id: number, { host, publishedAt }: Outlet): string {
  const link = `https://${host}/2026/01/${id}/${sentence(id, 5).replaceAll(" ", "-")}`;
  const paragraphs = [0, 1, 2]
    .map((at) => `&lt;p&gt;${sentence(id + at, 45)}, “${sentence(at, 8)}”.&lt;/p&gt;`)
    .join("");
  const categories = [1, 2, 3, 4].map(
    (at) => `<category domain="https://${host}/${at}">${sentence(id + at, 2)}</category>`,
  );
  return `<item><title>${id % ITEMS_PER_OFFICE === 0 ? "minister " : ""}${sentence(id, 9)} – ${id}</title><link>${link}</link><description>${paragraphs} &lt;a href="${link}"&gt;Continue reading...&lt;/a&gt;</description>
${categories.join("\n")}<pubDate>${new Date(publishedAt(id)).toUTCString()}</pubDate><guid>${link}</guid>
<media:content width="140" url="https://media.example.org/${id}/140.jpg"><media:credit scheme="urn:ebu">Photograph: Ada Quay</media:credit></media:content>
<dc:creator>Ada Quay</dc:creator><dc:date>${new Date(publishedAt(id)).toISOString()}</dc:date></item>`;
}

/** A feed of the items numbered from `newest` down, as text. */
export function feedDocument(newest: number, count: number, outlet = HARBOUR_NEWS): string {
  const items = Array.from({ length: count }, (_, at) => itemXml(newest - at, outlet));
  return `<?xml version="1.0" encoding="utf-8"?>
<rss xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0"><channel><title>The Harbour News</title><link>https://${outlet.host}/</link><description>All news</description><language>en-gb</language>
${items.join("\n")}</channel></rss>`;
}
