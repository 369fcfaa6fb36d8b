/** Names the outlet behind an item, so that evidence is counted by publisher and not by feed. */

/** Aggregators put the publisher after the title ("… - The Guardian"); their links name only themselves. */
const AGGREGATORS = new Set(["news.google.com"]);

/** Second-level labels under which a country registers names, as in co.uk. */
const SHARED_SUFFIX = /^(?:ac|co|com|edu|go|gov|ne|net|or|org)\.[a-z]{2}$/;

/** The publisher's domain (`bbc.co.uk`), or the name an aggregator gives; the feed's title where there is no link. */
export function outletOf(item: { title: string; link: string | null }, feedTitle: string): string {
  const host = item.link !== null && URL.canParse(item.link) ? new URL(item.link).hostname.toLowerCase() : "";
  if (host === "") return feedTitle;
  if (AGGREGATORS.has(host)) {
    const cut = item.title.lastIndexOf(" - ");
    return cut === -1 ? feedTitle : item.title.slice(cut + 3).trim();
  }
  return registrableDomain(host);
}

function registrableDomain(host: string): string {
  const labels = host.split(".");
  if (/^[\d.]+$/.test(host) || labels.length <= 2) return host;
  const isShared = SHARED_SUFFIX.test(labels.slice(-2).join("."));
  return labels.slice(isShared ? -3 : -2).join(".");
}
