/** Writes feeds for tests. */

/** An RSS 2.0 document with these titles, newest first, each with a guid, a link on the host and a date. */
export function rss(host: string, titles: string[], published = "Sat, 10 Jan 2026 11:00:00 GMT"): string {
  const items = titles.map(
    (title) =>
      `<item><title>${title}</title><link>https://${host}/${encodeURIComponent(title)}</link><guid isPermaLink="false">${title}</guid><pubDate>${published}</pubDate><description>About ${title}.</description></item>`,
  );
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>${host}</title><link>https://${host}/</link><description>d</description>${items.join("")}</channel></rss>`;
}
