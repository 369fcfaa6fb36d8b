/** The command that takes lists of feeds in and gives them out. */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readOpml } from "../../src/feed/opml.ts";
import { type LocalServer, startServer } from "../net/server.ts";

let folder: string;
let server: LocalServer | null = null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "volteface-opml-"));
  for (const id of ["harbour", "isles"]) {
    mkdirSync(join(folder, "baseline", id), { recursive: true });
    writeFileSync(join(folder, "baseline", id, "dossier.json"), "{}");
  }
  writeFileSync(join(folder, "baseline/isles/feeds.opml"), KEPT);
});

afterEach(async () => {
  rmSync(folder, { recursive: true });
  await server?.close();
  server = null;
});

/** As a person wrote it, with a page's address and a comment that must both stay. */
const KEPT = `<?xml version="1.0"?>
<opml version="2.0">
  <body>
    <!-- kept -->
    <outline text="A" type="rss" xmlUrl="https://a.example.org/feed" htmlUrl="https://a.example.org/"/>
  </body>
</opml>
`;

type Ended = { code: number; out: string; err: string };

function run(args: string[], env: Record<string, string> = {}): Promise<Ended> {
  const command = join(import.meta.dirname, "../../src/cli/opml.ts");
  const options = { env: { ...process.env, ...env } };
  return new Promise((resolve) => {
    const all = [command, ...args, "--baseline", join(folder, "baseline")];
    const child = execFile(process.execPath, all, options, (_error, out, err) => {
      resolve({ code: child.exitCode ?? -1, out, err });
    });
  });
}

function write(body: string): string {
  const path = join(folder, "list.opml");
  writeFileSync(path, `<opml version="2.0">\n<body>\n${body}\n</body>\n</opml>\n`);
  return path;
}

function feedsIn(text: string): unknown {
  const read = readOpml(text);
  return read.kind === "feeds" ? read.feeds.map(({ url, folder }) => [url, folder]) : read;
}

const LIST = `<outline text="isles">
<outline text="A" xmlUrl="https://a.example.org/feed"/>
<outline text="B &amp; C" xmlUrl="https://b.example.org/feed"/>
</outline>
<outline text="D" xmlUrl="https://d.example.org/feed"/>`;

test("takes feeds into the dossiers that their folders are named for, and leaves what is there as it is", async () => {
  const { code, out } = await run(["import", write(LIST), "--dossier", "harbour"]);
  expect([code, out]).toEqual([0, expect.stringContaining("isles: 1 added, 1 there already\nharbour: 1 added, 0 there already")]); // prettier-ignore
  const isles = readFileSync(join(folder, "baseline/isles/feeds.opml"), "utf8");
  expect(isles).toContain(`    <!-- kept -->\n    <outline text="A" type="rss" xmlUrl="https://a.example.org/feed" htmlUrl="https://a.example.org/"/>\n    <outline type="rss" text="B &amp; C" xmlUrl="https://b.example.org/feed"/>\n  </body>`); // prettier-ignore
  expect(feedsIn(readFileSync(join(folder, "baseline/harbour/feeds.opml"), "utf8"))).toEqual([["https://d.example.org/feed", null]]); // prettier-ignore
  const again = await run(["import", write(LIST), "--dossier", "harbour"]);
  expect(again.out).toBe("isles: 0 added, 2 there already\nharbour: 0 added, 1 there already\n");
  expect(readFileSync(join(folder, "baseline/isles/feeds.opml"), "utf8")).toBe(isles);
});

test("gives out what it took in, one folder a dossier", async () => {
  await run(["import", write(LIST), "--dossier", "harbour"]);
  const { code, out } = await run(["export"]);
  expect(code).toBe(0);
  expect(feedsIn(out)).toEqual([
    ["https://d.example.org/feed", "harbour"],
    ["https://a.example.org/feed", "isles"],
    ["https://b.example.org/feed", "isles"],
  ]);
});

test.each([
  ["a feed in no folder", LIST, [], 'list.opml:7: "D" is in no folder: name its dossier with --dossier'],
  ["an unknown folder", LIST.replace("isles", "moon"), [], 'list.opml:4: there is no dossier "moon" in '],
  ["an unknown dossier", LIST, ["--dossier", "moon"], 'list.opml:7: there is no dossier "moon" in '],
  ["no address", LIST.replace("https://b.", "b."), [], "list.opml:5: the outline"],
  ["a private address", LIST.replace("b.example.org", "10.0.0.1"), [], "list.opml:5: feeds are not polled at"],
  ["a folder that is never closed", LIST.replace("</outline>", ""), [], "list.opml:3: the element <outline> is never closed"],
])("refuses %s with file and line, and changes nothing", async (_, body, args, message) => {
  const { code, err } = await run(["import", write(body), ...args]);
  expect([code, err]).toEqual([1, expect.stringContaining(message)]);
  expect(readFileSync(join(folder, "baseline/isles/feeds.opml"), "utf8")).toBe(KEPT);
}); // prettier-ignore

test("refuses what is no OPML or not there, and says how it is used", async () => {
  const path = join(folder, "page.html");
  writeFileSync(path, "<html></html>");
  expect((await run(["import", path])).err).toContain("page.html: there is no <opml> element");
  expect((await run(["import", join(folder, "none.opml")])).err).toContain("none.opml: there is no such file");
  expect((await run([])).err).toContain("usage: npm run -s opml -- export");
});

test("takes feeds into a running monitor and gets them from it, with the token", async () => {
  const bodies: string[] = [];
  server = await startServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      bodies.push(body);
      response.setHeader("content-type", "application/json");
      if (request.headers.authorization !== "Bearer a-token") response.writeHead(401).end('{"detail":"A token is needed."}');
      else if (request.method === "GET") response.end(KEPT);
      else response.end('{"added":1,"refused":[{"url":"https://b.example.org/feed","reason":"it is known for rumours"}]}');
    });
  }); // prettier-ignore
  const taken = await run(["import", write(LIST), "--dossier", "harbour", "--url", server.url], {
    API_TOKEN: "a-token",
  });
  expect(taken).toMatchObject({ code: 0, out: expect.stringContaining("isles: 1 of 2 taken") });
  expect(taken.out).toContain("https://b.example.org/feed was refused: it is known for rumours");
  const sent = bodies.map((body) => JSON.parse(body) as { opml: string; dossier: string });
  expect(sent.map(({ dossier, opml }) => [dossier, feedsIn(opml)])).toEqual([
    ["isles", [["https://a.example.org/feed", "isles"], ["https://b.example.org/feed", "isles"]]],
    ["harbour", [["https://d.example.org/feed", "harbour"]]],
  ]); // prettier-ignore
  expect((await run(["export", "--url", server.url], { API_TOKEN: "a-token" })).out).toBe(KEPT);
  const refused = await run(["export", "--url", server.url], { API_TOKEN: "" });
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining("answered 401: A token is needed.") });
});
