/** What leaves for other tools: feeds, exports, calendar, badge and metrics, each read back by what reads such things. */
import { parseFeed as feedsmith } from "feedsmith";
import { expect, it } from "vitest";
import { csvCell } from "../../src/http/export.ts";
import { readOpml } from "../../src/feed/opml.ts";
import { filled } from "./filled.ts";

it("gives alerts as an Atom feed and a JSON Feed that a parser reads, for a dossier or an actor", async () => {
  const { ask } = await filled();
  const atom = await ask("/alerts.atom?dossier=harbour", { token: null });
  expect(atom.headers.get("content-type")).toMatch(/^application\/atom\+xml/);
  const read = feedsmith(await atom.text());
  expect(read.format).toBe("atom");
  expect(JSON.stringify(read.feed)).toContain("North Isle appears to have reversed on the harbour toll");
  const json = await (await ask("/alerts.json?actor=north-isle")).json<{ version: string; items: unknown[] }>();
  expect(json.version).toBe("https://jsonfeed.org/version/1.1");
  expect(json.items).toHaveLength(1);
  expect((await (await ask("/alerts.json?actor=nobody")).json<{ items: unknown[] }>()).items).toEqual([]);
});

it("exports findings and alerts as CSV and JSON Lines, one row each", async () => {
  const { ask } = await filled();
  const csv = await (await ask("/api/export/findings.csv", { token: null })).text();
  const lines = csv.trimEnd().split("\r\n");
  expect(lines[0]).toMatch(/^id,dossier,position,verdict/);
  expect(lines).toHaveLength(1 + 3);
  const jsonl = (await (await ask("/api/export/alerts.jsonl")).text()).trimEnd().split("\n");
  expect(jsonl.map((line) => (JSON.parse(line) as { direction: string }).direction)).toEqual(["reverses"]);
});

it("keeps what comes from feeds from being a formula in a spreadsheet", () => {
  expect(csvCell('=HYPERLINK("https://evil.example")')).toBe('"\'=HYPERLINK(""https://evil.example"")"');
  expect(["+1", "-1", "@x", "\tx"].map(csvCell)).toEqual(["'+1", "'-1", "'@x", "'\tx"]);
  expect([-1, null, "plain", 'a "b", c'].map(csvCell)).toEqual(["-1", "", "plain", '"a ""b"", c"']);
});

it("gives a calendar whose lines are folded and whose text is escaped", async () => {
  const { ask } = await filled();
  const answer = await ask("/alerts.ics", { token: null });
  expect(answer.headers.get("content-type")).toMatch(/^text\/calendar/);
  const text = await answer.text();
  const lines = text.split("\r\n");
  expect(lines.at(0)).toBe("BEGIN:VCALENDAR");
  expect(lines.every((line) => new TextEncoder().encode(line).length <= 75)).toBe(true);
  expect(text.replaceAll("\r\n ", "")).toContain("SUMMARY:North Isle appears to have reversed on the harbour toll");
  expect(text).toMatch(/\r\nDTSTART:\d{8}T\d{6}Z\r\n/);
});

it("says the state in a badge and in Prometheus text, and quiet only when it is", async () => {
  const { ask } = await filled();
  const badge = await ask("/badge.svg", { token: null });
  expect(badge.headers.get("content-type")).toMatch(/^image\/svg\+xml/);
  expect(await badge.text()).toContain("1 open");
  const metrics = await (await ask("/metrics", { token: null })).text();
  for (const line of metrics.trimEnd().split("\n")) {
    expect(line).toMatch(/^(# (HELP|TYPE) volteface_\w+ .+|volteface_\w+(\{\w+="\w+"\})? -?\d+(\.\d+)?)$/);
  }
  expect(metrics).toContain("\nvolteface_alerts_open 1\n");
  expect(await (await ask("/status")).json()).toMatchObject({ is_quiet: false, open_alerts: 1 });
});

it("gives the feeds as OPML that reads back the same, and takes OPML in", async () => {
  const { ask } = await filled();
  const opml = await (await ask("/api/opml", { token: null })).text();
  const read = readOpml(opml);
  expect(read).toEqual({
    kind: "feeds",
    feeds: [
      { url: "https://a.example.org/feed", title: "The A", folder: "harbour", line: 8 },
      { url: "https://b.example.net/feed", title: "The B", folder: "harbour", line: 9 },
    ],
  });
  const more = `<opml version="2.0"><body><outline text="C &amp; D" xmlUrl="https://c.example.org/feed"/><outline text="in" xmlUrl="https://10.0.0.1/"/></body></opml>`;
  const imported = await ask("/api/opml", { method: "POST", json: { opml: more, dossier: "harbour" } });
  expect(await imported.json()).toMatchObject({ added: 1, refused: [{ url: "https://10.0.0.1/" }] });
  const { feeds } = await (await ask("/api/feeds")).json<{ feeds: { title: string }[] }>();
  expect(feeds.map(({ title }) => title)).toContain("C & D");
});

it("tries a feed before it is added, and names what a page offers instead", async () => {
  const { rt, ask } = await filled();
  rt.pages.set("https://c.example.org/page", () => {
    const html = `<!doctype html><html><head><link rel="alternate" type="application/rss+xml" href="/rss"></head><body></body></html>`;
    return new Response(html, { headers: { "content-type": "text/html" } });
  });
  const add = (url: string) => ask("/api/feeds", { method: "POST", json: { url, dossier: "harbour" } });
  const page = await add("https://c.example.org/page");
  expect(page.status).toBe(422);
  expect(await page.text()).toContain("https://c.example.org/rss");
  expect((await add("https://unreachable.example.org/feed")).status).toBe(422);
  const good = await add("https://a.example.org/feed");
  expect(good.status).toBe(201);
  expect(await good.json()).toMatchObject({ read: { items: 1 } });
});
