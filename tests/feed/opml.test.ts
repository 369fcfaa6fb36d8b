import { expect, it } from "vitest";
import { readOpml } from "../../src/feed/opml.ts";

const opml = (body: string): string => `<?xml version="1.0"?><opml version="2.0"><body>${body}</body></opml>`;

it("reads feeds with their titles and the folder each is in", () => {
  const text = opml(
    `<outline text="Isles"><outline text="The A &amp; B" xmlUrl="https://a.example/feed?x=1&amp;y=2"/></outline><outline text="C" xmlUrl="https://c.example/feed"/>`,
  );
  expect(readOpml(text)).toEqual({
    kind: "feeds",
    feeds: [
      { url: "https://a.example/feed?x=1&y=2", title: "The A & B", folder: "Isles" },
      { url: "https://c.example/feed", title: "C", folder: null },
    ],
  });
});

it("calls a feed without a title by its address", () => {
  expect(readOpml(opml(`<outline xmlUrl="https://a.example/feed"/>`))).toMatchObject({
    feeds: [{ title: "https://a.example/feed" }],
  });
});

it("refuses what is no OPML", () => {
  expect(readOpml("<rss/>")).toEqual({ kind: "invalid", reason: "there is no <opml> element" });
});

it("names the outline whose address is none", () => {
  expect(readOpml(opml(`<outline text="Bad" xmlUrl="nowhere"/>`))).toEqual({
    kind: "invalid",
    reason: 'the outline "Bad" has an xmlUrl that is not an address: nowhere',
  });
});
