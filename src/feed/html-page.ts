/** A web page given instead of a feed: finds the feeds that it links to. */
import { Parser } from "htmlparser2";

export type Alternate = { url: string; title: string };

const FEED_TYPES = /^application\/(?:(?:rss|atom|rdf)\+xml|feed\+json|xml|json)$|^text\/xml$/iu;
/** The links stand in the head; a page's rest is not searched. */
const HEAD_CHARS = 200_000;
const MOST = 20;

/** Whether a text is a web page: by its first tag, scripts and comments aside. */
export function isHtmlPage(text: string): boolean {
  return /^\s*(?:<!--[^]*?-->\s*)?(?:<\?xml[^>]*\?>\s*)?(?:<!doctype html|<html|<head|<body|<script|<meta)\b/iu.test(
    text.slice(0, 2000),
  );
}

/** The feeds of `<link rel="alternate">`, resolved against `url`, each once. */
export function findAlternates(text: string, url: string): Alternate[] {
  const found: Alternate[] = [];
  let base = url;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === "base" && attributes["href"] !== undefined && URL.canParse(attributes["href"], url)) {
        base = new URL(attributes["href"], url).href;
      }
      if (name !== "link" || found.length === MOST) return;
      const { rel = "", type = "", href = "", title = "" } = attributes;
      if (!/\b(?:alternate|feed)\b/iu.test(rel) || !FEED_TYPES.test(type.trim()) || !URL.canParse(href.trim(), base))
        return;
      const address = new URL(href.trim(), base).href;
      if (/^https?:/u.test(address) && found.every((other) => other.url !== address))
        found.push({ url: address, title: title.trim() });
    },
  });
  parser.write(text.slice(0, HEAD_CHARS));
  parser.end();
  return found;
}
