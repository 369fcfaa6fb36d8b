/** A recorded week of a changing feed: which polls bring new items, which revisions, and where items were missed. */
import { describe, expect, test } from "vitest";
import { type Memory, readMemory, writeMemory } from "../../src/feed/memory.ts";
import { readNews } from "../../src/feed/news.ts";
import { bytes } from "./documents.ts";

type Story = { title: string; guid?: string; link?: string; date?: string; text?: string };

function feed(stories: Story[]): Uint8Array {
  const items = stories.map(({ title, guid, link, date, text }) =>
    [
      `<item><title>${title}</title>`,
      guid === undefined ? "" : `<guid isPermaLink="false">${guid}</guid>`,
      link === undefined ? "" : `<link>${link}</link>`,
      date === undefined ? "" : `<pubDate>${date}</pubDate>`,
      `<description>${text ?? `About ${title}.`}</description></item>`,
    ].join(""),
  );
  return bytes(`<rss version="2.0"><channel><title>Harbour</title>${items.join("\n")}</channel></rss>`);
}

const story = (number: number, changes: Partial<Story> = {}): Story => ({
  title: `Story ${number}`,
  guid: `n-${number}`,
  link: `https://news.example.org/${number}`,
  date: `Mon, ${String(number).padStart(2, "0")} Jan 2026 10:00:00 GMT`,
  ...changes,
});

/** A desk that polls: its memory goes through the text that is stored. */
function newDesk(): (
  stories: Story[],
) => Promise<{ fresh: string[]; edited: string[]; isGap: boolean; keys: string[] }> {
  let memory: Memory | null = null;
  const seen = new Map<string, string>();
  return async (stories) => {
    const news = await readNews(feed(stories), null, "https://news.example.org/feed", memory);
    if (news.kind !== "news") throw new Error(news.reason);
    memory = readMemory(writeMemory(news.memory));
    expect(memory).toEqual(news.memory);
    const fresh = news.items.filter(({ key }) => !seen.has(key));
    const edited = news.items.filter(({ key, contentHash }) => seen.has(key) && seen.get(key) !== contentHash);
    for (const { key, contentHash } of news.items) seen.set(key, contentHash);
    return {
      fresh: fresh.map(({ item }) => item.title),
      edited: edited.map(({ item }) => item.title),
      isGap: news.isGap && fresh.length === news.items.length,
      keys: news.memory.items.map(({ key }) => key),
    };
  };
}

/** Stories that differ in all but the guid, in the title alone, in all but the link. */
const same = (number: number): Story => story(number, { guid: "https://news.example.org/" });
const bare = (number: number): Story => ({ title: `Tide ${number}`, link: "https://news.example.org/" });
const live = (number: number): Story => story(number, { link: "https://news.example.org/live" });

const quiet = { fresh: [], edited: [], isGap: false };

test("tells a week's new items, edits and gaps, each once", async () => {
  const poll = newDesk();
  // Monday: the first poll takes in what is there.
  expect(await poll([story(3), story(2), story(1)])).toMatchObject({ fresh: ["Story 3", "Story 2", "Story 1"], isGap: false });
  // Tuesday: one more at the top, one rolls off the end.
  expect(await poll([story(4), story(3), story(2)])).toMatchObject({ ...quiet, fresh: ["Story 4"] });
  // The same in another order.
  expect(await poll([story(2), story(4), story(3)])).toMatchObject(quiet);
  // Wednesday: a headline is edited, and edited back.
  expect(await poll([story(4, { title: "Story 4, updated" }), story(3), story(2)])).toMatchObject({ ...quiet, edited: ["Story 4, updated"] });
  expect(await poll([story(4, { title: "Story 4, updated" }), story(3), story(2)])).toMatchObject(quiet);
  expect(await poll([story(4), story(3), story(2)])).toMatchObject({ ...quiet, edited: ["Story 4"] });
  // Thursday: the publisher changes every guid, then every link, then the tracking in them.
  const renamed = [4, 3, 2].map((number) => story(number, { guid: `https://news.example.org/?p=${number}` }));
  expect(await poll(renamed)).toMatchObject(quiet);
  const moved = renamed.map((item, at) => ({ ...item, link: `https://www.harbour.example.org/story/${at}` }));
  expect(await poll(moved)).toMatchObject(quiet);
  expect(await poll(moved.map((item) => ({ ...item, link: `${item.link}?utm_source=rss&amp;at_medium=RSS#0` })))).toMatchObject(quiet);
  // Friday: an item of Monday resurfaces, and the same article stands there twice.
  expect(await poll([story(1), ...moved])).toMatchObject(quiet);
  expect(await poll([story(5), story(5), ...moved])).toMatchObject({ ...quiet, fresh: ["Story 5"] });
  // Over the weekend everything rolls over: some items may have been missed.
  expect(await poll([story(20), story(19), story(18)])).toMatchObject({ fresh: ["Story 20", "Story 19", "Story 18"], isGap: true });
  expect(await poll([story(20), story(19), story(18)])).toMatchObject(quiet);
}); // prettier-ignore

describe("what identifies an item", () => {
  test("is the link where the guid is the same for all", async () => {
    const poll = newDesk();
    expect((await poll([same(2), same(1)])).fresh).toHaveLength(2);
    expect(await poll([same(3), same(2)])).toMatchObject({ ...quiet, fresh: ["Story 3"] });
  });

  test("is title and date where neither guid nor link tells items apart", async () => {
    const poll = newDesk();
    expect((await poll([bare(2), bare(1)])).fresh).toHaveLength(2);
    expect(await poll([bare(3), bare(2)])).toMatchObject({ ...quiet, fresh: ["Tide 3"] });
  });

  test("is not a page that always shows the newest article", async () => {
    const poll = newDesk();
    expect((await poll([live(1)])).fresh).toEqual(["Story 1"]);
    expect((await poll([live(2)])).fresh).toEqual(["Story 2"]);
  });

  test("is not a guid that is given again to another article", async () => {
    const poll = newDesk();
    expect((await poll([story(1, { guid: "top" })])).fresh).toEqual(["Story 1"]);
    expect((await poll([story(2, { guid: "top" }), story(3, { guid: "top" })])).fresh).toEqual(["Story 2", "Story 3"]);
  });
});

test("takes a memory that cannot be read for none", () => {
  expect([readMemory(null), readMemory(""), readMemory("0 guid\na b"), readMemory("1 guid\nbroken")]).toEqual([null, null, null, null]); // prettier-ignore
});

test("gives a wrong answer's reason instead of news", async () => {
  expect(await readNews(bytes("<html></html>"), null, "", null)).toMatchObject({ kind: "not-a-feed" });
});
