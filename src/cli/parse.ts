/**
 * Parses feed files: one JSON line `{"file","contentType"?,"url"?}` in, one line of what was read, or the error, out.
 *
 * A file's path is taken relative to the first argument where one is given, else to the folder of the list, to the one
 * where the command was called, or to the working directory, whichever has it:
 * `npm run -s parse < ../shared/feeds/manifest.jsonl > parsed.jsonl`
 */
import { existsSync, realpathSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { createInterface } from "node:readline";
import * as v from "valibot";
import { parseFeed } from "../feed/parse.ts";

const Line = v.object({ file: v.string(), contentType: v.optional(v.string()), url: v.optional(v.string()) });
const bases = process.argv[2] === undefined ? [folderOfList(), process.env["INIT_CWD"], "."] : [process.argv[2]];
let isEveryLineRead = true;

/** Where standard input is a file, its folder; only Linux tells. */
function folderOfList(): string | undefined {
  try {
    return dirname(realpathSync("/proc/self/fd/0"));
  } catch {
    return undefined;
  }
}

function locate(file: string): string {
  const places = bases.flatMap((base) => (base === undefined ? [] : resolve(base, file)));
  return places.find((place) => existsSync(place)) ?? resolve(file);
}

async function parseLine(line: string): Promise<object> {
  let file: string | null = null;
  try {
    const row = v.parse(Line, JSON.parse(line));
    file = row.file;
    const body = await readFile(locate(file));
    const feed = await parseFeed(body, row.contentType ?? null, row.url ?? "");
    if (feed.kind !== "feed") return { file, error: feed.reason };
    const items = feed.items.map(({ title, link, guid, published }) => {
      return { title, link, guid, published: published === null ? null : new Date(published).toISOString() };
    });
    return { file, title: feed.title, items };
  } catch (error) {
    isEveryLineRead = false;
    return { file, error: error instanceof Error ? error.message : String(error) };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim() !== "") console.log(JSON.stringify(await parseLine(line)));
}
process.exitCode = isEveryLineRead ? 0 : 1;
