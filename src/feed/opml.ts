/** Reads and writes OPML 2.0, the exchange format for lists of feeds. */
import { Parser } from "htmlparser2";
import type { FeedSource } from "../model.ts";

export type OpmlResult =
  | { kind: "feeds"; feeds: (FeedSource & { folder: string | null })[] }
  | { kind: "invalid"; reason: string };

/** The feeds of an OPML text with the folder each is in; `invalid` names the outline that is wrong. */
export function readOpml(text: string): OpmlResult {
  const feeds: (FeedSource & { folder: string | null })[] = [];
  const folders: (string | null)[] = [];
  let isOpml = false;
  let problem: string | null = null;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (name.toLowerCase() === "opml") isOpml = true;
        if (name.toLowerCase() !== "outline") return;
        const title = attributes["text"] ?? attributes["title"] ?? "";
        const url = attributes["xmlUrl"] ?? attributes["xmlurl"];
        folders.push(url === undefined ? title : null);
        if (url === undefined) return;
        if (!URL.canParse(url)) problem ??= `the outline "${title}" has an xmlUrl that is not an address: ${url}`;
        feeds.push({
          url,
          title: title === "" ? url : title,
          folder: folders.findLast((name) => name !== null) ?? null,
        });
      },
      onclosetag(name) {
        if (name.toLowerCase() === "outline") folders.pop();
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(text);
  if (!isOpml) return { kind: "invalid", reason: "there is no <opml> element" };
  return problem === null ? { kind: "feeds", feeds } : { kind: "invalid", reason: problem };
}
