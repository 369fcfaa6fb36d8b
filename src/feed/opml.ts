/** Reads and writes OPML 2.0, the exchange format for lists of feeds. */
import { Parser } from "htmlparser2";
import type { FeedSource } from "../model.ts";
import { escapeXml } from "./xml.ts";

/** A feed with the folder it is in and the line where its outline begins. */
export type OpmlFeed = FeedSource & { folder: string | null; line: number };

/** `line` is null where the fault is of the whole text. */
export type OpmlResult =
  | { kind: "feeds"; feeds: OpmlFeed[] }
  | { kind: "invalid"; reason: string; line: number | null };

type Open = { name: string; start: number; line: number; folder: string | null };

/** The feeds of an OPML text with the folder each is in; `invalid` names the first outline that is wrong. */
export function readOpml(text: string): OpmlResult {
  const feeds: OpmlFeed[] = [];
  const open: Open[] = [];
  const problems: { reason: string; line: number }[] = [];
  const lineOf = newLineCounter(text);
  let isOpml = false;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const start = parser.startIndex;
        const element: Open = { name, start, line: lineOf(start), folder: null };
        open.push(element);
        if (name.toLowerCase() === "opml") isOpml = true;
        if (name.toLowerCase() !== "outline") return;
        const title = attributes["text"] ?? attributes["title"] ?? "";
        const url = attributes["xmlUrl"] ?? attributes["xmlurl"];
        if (url === undefined) {
          element.folder = title;
          return;
        }
        if (!URL.canParse(url)) {
          const reason = `the outline "${title}" has an xmlUrl that is not an address: ${url}`;
          problems.push({ reason, line: element.line });
        }
        const folder = open.findLast((outer) => outer.folder !== null)?.folder ?? null;
        feeds.push({ url, title: title === "" ? url : title, folder, line: element.line });
      },
      onclosetag() {
        const element = open.pop();
        const at = parser.startIndex;
        // The parser closes by itself what an outer element's end, or the text's, leaves open.
        if (element === undefined || at === element.start || text.startsWith(`</${element.name}`, at)) return;
        const reason = `the element <${element.name}> is never closed: the text is cut off or badly nested`;
        problems.push({ reason, line: element.line });
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(text);
  if (!isOpml) return { kind: "invalid", reason: "there is no <opml> element", line: null };
  const [first] = problems;
  return first === undefined ? { kind: "feeds", feeds } : { kind: "invalid", ...first };
}

/** Says in which line, counted from 1, an index is; indexes must not go back. */
function newLineCounter(text: string): (index: number) => number {
  let line = 1;
  let at = 0;
  return (index) => {
    for (let next; (next = text.indexOf("\n", at)) !== -1 && next < index; at = next + 1) line++;
    return line;
  };
}

/** An OPML 2.0 text with one folder a dossier. */
export function writeOpml(folders: { name: string; feeds: FeedSource[] }[]): string {
  const written = folders.map(({ name, feeds }) =>
    [
      `    <outline text="${escapeXml(name)}">`,
      ...feeds.map((feed) => `  ${writeOutline(feed)}`),
      "    </outline>",
    ].join("\n"),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n  <head>\n    <title>Volteface</title>\n  </head>\n  <body>\n${written.join("\n")}\n  </body>\n</opml>\n`;
}

/** The line of one feed, indented as directly in the body. */
export function writeOutline({ title, url }: FeedSource): string {
  return `    <outline type="rss" text="${escapeXml(title)}" xmlUrl="${escapeXml(url)}"/>`;
}
