/** A feed's bytes to all of its items, or a clear error. */
import type { ParsedFeed, ParseFailure } from "../model.ts";
import { openFeed } from "./source.ts";

/** Reads a feed of any kind. Never rejects; relative links are resolved against `url` where it is not "". */
export async function parseFeed(
  body: Uint8Array,
  contentType: string | null,
  url: string,
): Promise<ParsedFeed | ParseFailure> {
  const source = openFeed(body, contentType, url);
  if (source.kind !== "source") return source;
  return { kind: "feed", ...source.head, items: await source.read([...source.fingerprints.keys()]) };
}
