/** Addresses of a benchmark's feeds: each has a host of its own, as polls of one host are kept apart; one server stands for all. */

const HOST = /^http:\/\/outlet-\d+\.com/u;

/** Where a client finds a feed. */
export function feedUrl(client: string, feed: number): string {
  return `http://outlet-${feed}.com/${client}/${feed}`;
}

/** The same on the local server. */
export function atOutlets(url: string, origin: string): string {
  return url.replace(HOST, origin);
}
