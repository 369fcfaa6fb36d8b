/**
 * Parses feed files: one JSON line `{"file","contentType"?,"url"?}` in, one line of what was read, or the error, out.
 *
 * Files are taken relative to the first argument, else to the working directory:
 * `npm run -s parse -- ../feeds < manifest.jsonl > parsed.jsonl`
 */
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import * as v from "valibot";
import { parseFeed } from "../feed/parse.ts";

const Line = v.object({ file: v.string(), contentType: v.optional(v.string()), url: v.optional(v.string()) });
const base = process.argv[2] ?? ".";
let isEveryLineRead = true;

async function parseLine(line: string): Promise<object> {
  let file: string | null = null;
  try {
    const row = v.parse(Line, JSON.parse(line));
    file = row.file;
    const body = await readFile(resolve(base, file));
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
