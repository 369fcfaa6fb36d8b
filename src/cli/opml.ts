/**
 * Lists of feeds in and out, as OPML with one folder a dossier: of the dossiers in `baseline/`, or of a running monitor.
 *
 * `npm run -s opml -- export [--url https://monitor] > feeds.opml`
 * `npm run -s opml -- import feeds.opml [--dossier ID] [--url https://monitor]`
 *
 * A feed goes to the dossier that its folder is named for, one without a folder to `--dossier`. An import is made whole
 * or, with an error that names file and line, not at all. `--url` needs the token of the monitor in API_TOKEN to import.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import * as v from "valibot";
import { type OpmlFeed, readOpml, writeOpml, writeOutline } from "../feed/opml.ts";
import { checkAddress } from "../net/outbound.ts";

const USAGE = `usage: npm run -s opml -- export [--url URL] > feeds.opml
       npm run -s opml -- import FILE [--dossier ID] [--url URL]`;

/** As many feeds as the API takes at once. */
const MOST_AT_ONCE = 200;

class Fault extends Error {}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    dossier: { type: "string" },
    url: { type: "string" },
    baseline: { type: "string", default: "baseline" },
  },
});
const [command, file] = positionals;

async function exportFeeds(): Promise<string> {
  if (values.url !== undefined) return (await ask("GET", "/api/opml", null)).text();
  return writeOpml(listDossiers().map((name) => ({ name, feeds: readFeeds(opmlOf(name)) })));
}

async function importFeeds(path: string): Promise<void> {
  const byDossier = Map.groupBy(readFeeds(path), (feed) => dossierOf(feed, path));
  for (const [dossier, feeds] of byDossier) {
    if (values.url !== undefined) await send(dossier, feeds);
  }
  if (values.url === undefined) addToBaseline(byDossier);
}

/** The feeds of a file, every address one that may be polled. */
function readFeeds(path: string): OpmlFeed[] {
  if (!existsSync(path)) {
    if (path === file) throw new Fault(`${path}: there is no such file`);
    return [];
  }
  const read = readOpml(readFileSync(path, "utf8"));
  if (read.kind === "invalid") throw new Fault(`${path}:${read.line === null ? "" : `${read.line}:`} ${read.reason}`);
  for (const { url, line } of read.feeds) {
    const address = checkAddress(url, { purpose: "feed", isLocalMode: false });
    if (address.kind === "refused")
      throw new Fault(`${path}:${line}: feeds are not polled at ${url}: ${address.reason}`);
  }
  return read.feeds;
}

function dossierOf({ folder, title, line }: OpmlFeed, path: string): string {
  const name = folder ?? values.dossier;
  if (name === undefined)
    throw new Fault(`${path}:${line}: "${title}" is in no folder: name its dossier with --dossier`);
  if (values.url === undefined && !listDossiers().includes(name)) {
    throw new Fault(
      `${path}:${line}: there is no dossier "${name}" in ${values.baseline}/, only ${listDossiers().join(", ")}`,
    );
  }
  return name;
}

function listDossiers(): string[] {
  return readdirSync(values.baseline)
    .filter((name) => existsSync(join(values.baseline, name, "dossier.json")))
    .toSorted();
}

function opmlOf(dossier: string): string {
  return join(values.baseline, dossier, "feeds.opml");
}

/** Adds to the dossiers' files what they lack; what stands there stays as it is. */
function addToBaseline(byDossier: Map<string, OpmlFeed[]>): void {
  const changes = [...byDossier].map(([dossier, feeds]) => {
    const path = opmlOf(dossier);
    const known = new Set(readFeeds(path).map(({ url }) => url));
    const added = feeds.filter(({ url }) => !known.has(url) && known.add(url));
    const text = existsSync(path) ? readFileSync(path, "utf8") : writeOpml([]);
    const end = text.lastIndexOf("</body>");
    if (end === -1) throw new Fault(`${path}: there is no </body> to put feeds before`);
    const before = text.slice(0, end).trimEnd();
    const lines = added.map((feed) => `\n${writeOutline(feed)}`).join("");
    return { path, dossier, text: `${before}${lines}\n  ${text.slice(end)}`, added: added.length, of: feeds.length };
  });
  for (const { path, dossier, text, added, of } of changes) {
    if (added > 0) writeFileSync(path, text);
    console.log(`${dossier}: ${added} added, ${of - added} there already`);
  }
  if (changes.some(({ added }) => added > 0)) console.log("`npm run types` takes them into the next build.");
}

const Imported = v.object({
  added: v.number(),
  refused: v.array(v.object({ url: v.string(), reason: v.string() })),
});

async function send(dossier: string, feeds: OpmlFeed[]): Promise<void> {
  let added = 0;
  for (let at = 0; at < feeds.length; at += MOST_AT_ONCE) {
    const opml = writeOpml([{ name: dossier, feeds: feeds.slice(at, at + MOST_AT_ONCE) }]);
    const answer = v.parse(Imported, await (await ask("POST", "/api/opml", { opml, dossier })).json());
    added += answer.added;
    for (const { url, reason } of answer.refused) console.log(`${dossier}: ${url} was refused: ${reason}`);
  }
  console.log(`${dossier}: ${added} of ${feeds.length} taken`);
}

/** Asks the monitor; a fault names what it answered. */
async function ask(method: "GET" | "POST", path: string, body: unknown): Promise<Response> {
  const base = values.url ?? "";
  if (!URL.canParse(path, base)) throw new Fault(`--url: "${base}" is not an address`);
  const token = process.env["API_TOKEN"] ?? "";
  const headers: Record<string, string> = {
    ...(token === "" ? {} : { authorization: `Bearer ${token}` }),
    ...(body === null ? {} : { "content-type": "application/json" }),
  };
  let answer: Response;
  try {
    const sent = body === null ? {} : { body: JSON.stringify(body) };
    answer = await fetch(new URL(path, base), { method, headers, ...sent });
  } catch {
    throw new Fault(`${base} does not answer`);
  }
  if (!answer.ok) throw new Fault(`${base} answered ${answer.status}: ${await describe(answer)}`);
  return answer;
}

const Problem = v.object({
  detail: v.optional(v.string(), ""),
  errors: v.optional(v.array(v.object({ problem: v.string() })), []),
});

async function describe(answer: Response): Promise<string> {
  const text = await answer.text();
  try {
    const { detail, errors } = v.parse(Problem, JSON.parse(text));
    return [detail, ...errors.map(({ problem }) => problem)].join(" ");
  } catch {
    return text.slice(0, 200);
  }
}

try {
  if (command === "export" && file === undefined) process.stdout.write(await exportFeeds());
  else if (command === "import" && file !== undefined) await importFeeds(file);
  else throw new Fault(USAGE);
} catch (error) {
  if (!(error instanceof Fault)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
