/** Documents written to make a reader slow: a quadratic one would fail by the runner's limit. How fast each is read: `npm run bench -- feed-slowest`. */
import { expect, test } from "vitest";
import { parseFeed } from "../../src/feed/parse.ts";
import { bytes } from "./documents.ts";
import { hostile } from "./hostile-documents.ts";

test.each(Object.entries(hostile))("reads a megabyte of %s in linear time", async (_, text) => {
  const feed = await parseFeed(bytes(text), null, "https://news.example.org/");
  expect(["feed", "not-a-feed", "malformed"]).toContain(feed.kind);
});

test("keeps no more items of a document than a news feed has", async () => {
  const feed = await parseFeed(bytes(hostile["tiny items"] ?? ""), null, "");
  expect(feed.kind === "feed" && feed.items.length).toBeLessThanOrEqual(2500);
});

test.each([300, 30_000])("takes JSON nested %i deep for broken, and brackets in its texts for text", async (depth) => {
  const deep = await parseFeed(bytes(`{"items":[{"x":${"[".repeat(depth)}${"]".repeat(depth)}}]}`), null, "");
  expect(deep.kind).toBe("malformed");
  const title = `${"[{".repeat(depth)} "quoted" and ending in a backslash \\`;
  const feed = await parseFeed(bytes(JSON.stringify({ items: [{ id: "1", title }] })), null, "");
  expect(feed).toMatchObject({ kind: "feed", items: [{ guid: "1" }] });
});
