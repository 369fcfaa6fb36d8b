import { expect, it } from "vitest";
import { readOpml, writeOpml } from "../../src/feed/opml.ts";

const opml = (body: string): string => `<?xml version="1.0"?><opml version="2.0"><body>${body}</body></opml>`;

it("reads feeds with their titles and the folder each is in", () => {
  const text = opml(
    `<outline text="Isles"><outline text="The A &amp; B" xmlUrl="https://a.example/feed?x=1&amp;y=2"/></outline><outline text="C" xmlUrl="https://c.example/feed"/>`,
  );
  expect(readOpml(text)).toEqual({
    kind: "feeds",
    feeds: [
      { url: "https://a.example/feed?x=1&y=2", title: "The A & B", folder: "Isles", line: 1 },
      { url: "https://c.example/feed", title: "C", folder: null, line: 1 },
    ],
  });
});

it("calls a feed without a title by its address", () => {
  expect(readOpml(opml(`<outline xmlUrl="https://a.example/feed"/>`))).toMatchObject({
    feeds: [{ title: "https://a.example/feed" }],
  });
});

it("refuses what is no OPML", () => {
  expect(readOpml("<rss/>")).toEqual({ kind: "invalid", reason: "there is no <opml> element", line: null });
});

it("names the outline whose address is none", () => {
  expect(readOpml(opml(`<outline text="Bad" xmlUrl="nowhere"/>`))).toEqual({
    kind: "invalid",
    reason: 'the outline "Bad" has an xmlUrl that is not an address: nowhere',
    line: 1,
  });
});

it("says in which line the fault is", () => {
  const lines = ["", `<outline text="Isles">`, `<outline xmlUrl="https://a.example/feed"/>`, `</outline>`, `<outline`, `text="Bad" xmlUrl="nowhere"/>`];
  expect(readOpml(opml(lines.join("\n")))).toMatchObject({ kind: "invalid", line: 5 });
  expect(readOpml(opml(lines.slice(0, 4).join("\n")))).toMatchObject({ feeds: [{ folder: "Isles", line: 3 }] });
}); // prettier-ignore

it("refuses a text that is cut off, and names what was never closed", () => {
  const text = `<opml version="2.0">\n<body>\n<outline text="Isles">\n<outline xmlUrl="https://a.example/feed"/>`;
  expect(readOpml(text)).toEqual({
    kind: "invalid",
    reason: "the element <outline> is never closed: the text is cut off or badly nested",
    line: 3,
  });
});

it("reads back what it writes, whatever titles and addresses hold", () => {
  const feeds = [
    { url: "https://a.example/feed?x=1&y=%22", title: `The "A" & <B>'s` },
    { url: "https://b.example/", title: "B" },
  ];
  const read = readOpml(
    writeOpml([
      { name: "isles & more", feeds },
      { name: "empty", feeds: [] },
    ]),
  );
  expect(read).toMatchObject({ kind: "feeds", feeds: feeds.map((feed) => ({ ...feed, folder: "isles & more" })) });
});
