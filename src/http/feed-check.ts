/** Tries a feed before it is added, and tells what was read. */
import { pollFeed } from "../feed/fetch.ts";
import { parseFeed } from "../feed/parse.ts";
import type { Runtime } from "../runtime.ts";

export type FeedCheck =
  | { kind: "read"; title: string; items: number; newest: string[] }
  | { kind: "failed"; reason: string; alternates: { url: string; title: string }[] };

/** How many titles are shown of what was read. */
const SHOWN_TITLES = 5;

/** Fetches and parses the feed once; nothing is stored. */
export async function checkFeed(rt: Runtime, url: string): Promise<FeedCheck> {
  const unpolled = { url, etag: null, lastModified: null, bodyHash: null, fullGetAt: null };
  const polled = await pollFeed(rt.fetch, unpolled, rt.clock(), rt.config, rt.clock);
  if (polled.kind === "failed") return { kind: "failed", reason: polled.reason, alternates: [] };
  if (polled.kind !== "body") return { kind: "failed", reason: "the server sent no body", alternates: [] };
  const parsed = await parseFeed(polled.body, polled.contentType, polled.url);
  if (parsed.kind !== "feed") return { kind: "failed", reason: parsed.reason, alternates: parsed.alternates };
  const newest = parsed.items.slice(0, SHOWN_TITLES).map(({ title }) => title);
  return { kind: "read", title: parsed.title, items: parsed.items.length, newest };
}
