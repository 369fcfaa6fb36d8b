/**
 * CPU of a poll over 72 feeds on loopback, cold and steady, beside rss-feed-emitter and Node-RED with its feed parser node,
 * each a Node process of its own whose whole CPU counts. Ours is the Worker's pipeline in Node over SQLite: it claims,
 * fetches, reads, stores, assesses. The Worker itself is measured too, under workerd: the local stand-ins of D1 and queues
 * are part of that process, and cost more than the Worker. The peers are installed into a temporary folder. Exit code 1
 * where ours needs more than a fifth of the cheaper peer.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { bundle, startLocal } from "../../src/cli/local.ts";
import { feedUrl } from "./feed/hosts.ts";
import { startOutlets } from "./feed/outlets.ts";
import { childNamed, cpuOf, untilIdle } from "./feed/processor.ts";

const PEERS = ["rss-feed-emitter@3.2.4", "node-red@5.0.7", "node-red-node-feedparser@0.3.0"];
const FEEDS = 72;
/** One poll in so many finds a new item. */
const POLLS_PER_ITEM = 5;
const ROUNDS = 15;
/** A round that is not done by then never will be. */
const LOST_AFTER_MS = 60_000;
const EMITTER_REFRESH_MS = 8000;
/** The shortest interval of Node-RED's node is a minute. */
const NODE_RED_MINUTES = 1;
const NODE_RED_ROUNDS = 2;
const MINUTE = 60_000;
/** The bar: ours in steady state, as a share of the cheaper peer. */
const BAR = 0.2;
/** And of a poll that finds nothing new. */
const UNCHANGED_BAR_MS = 0.5;
const TOKEN = "bench-token-0123456789";

const folder = mkdtempSync(join(tmpdir(), "volteface-peers-"));
writeFileSync(join(folder, "package.json"), '{ "private": true }');
execFileSync("npm", ["install", "--save-exact", "--no-audit", "--no-fund", "--loglevel=error", ...PEERS], {
  cwd: folder,
  stdio: "inherit",
});

const polls = new Map<string, number[]>();
/** Clients for whom nothing new is published any more. */
const quiet = new Map<string, number>();
const outlets = await startOutlets((client, feed) => {
  const counts = polls.get(client) ?? [];
  polls.set(client, counts);
  const count = (counts[feed] ?? 0) + 1;
  counts[feed] = count;
  // Feeds take turns in having something new.
  const turns = Math.min(count, quiet.get(client) ?? count) - 1 + (feed % POLLS_PER_ITEM);
  return { newest: 1000 + Math.floor(turns / POLLS_PER_ITEM) };
});
const pollsOf = (client: string): number => (polls.get(client) ?? []).reduce((sum, count) => sum + count, 0);
const addresses = (client: string): string[] =>
  Array.from({ length: FEEDS }, (_, feed) => `${outlets.origin}/${client}/${feed}`);

/** `unchanged` is that of polls that find nothing new, where it was measured. */
type Cost = { cold: number; steady: number; unchanged: number | null };

/** CPU of a poll: of the first one of each feed, and of those of the `rounds` that follow, each `roundMs` long. */
async function measureTimed(client: string, pid: number, roundMs: number, rounds: number): Promise<Cost> {
  const before = cpuOf(pid);
  // Between two rounds nothing is on its way.
  await wait(roundMs / 2);
  const cold = cpuOf(pid) - before;
  if (pollsOf(client) !== FEEDS)
    throw new Error(`${client} made ${pollsOf(client)} polls where ${FEEDS} were expected`);
  await wait(roundMs * rounds);
  const made = pollsOf(client) - FEEDS;
  if (made < FEEDS * (rounds - 1)) throw new Error(`${client} made only ${made} polls`);
  return { cold: cold / FEEDS, steady: (cpuOf(pid) - before - cold) / made, unchanged: null };
}

function start(args: string[]): ChildProcess & { pid: number } {
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ["pipe", "pipe", "inherit"] });
  if (child.pid === undefined) throw new Error(`${args[0]} did not start`);
  return child as ChildProcess & { pid: number };
}

async function measureEmitter(): Promise<Cost> {
  const script = join(import.meta.dirname, "feed/emitter.ts");
  const child = start([script, folder, String(EMITTER_REFRESH_MS), ...addresses("emitter")]);
  if (child.stdout !== null) await once(child.stdout, "data");
  await untilIdle(child.pid);
  child.stdin?.write("start\n");
  const cost = await measureTimed("emitter", child.pid, EMITTER_REFRESH_MS, ROUNDS);
  child.kill();
  return cost;
}

async function measureNodeRed(): Promise<Cost> {
  const port = await freePort();
  const settings = {
    uiPort: port,
    uiHost: "127.0.0.1",
    logging: { console: { level: "error" } },
    telemetry: { enabled: false },
  };
  writeFileSync(join(folder, "settings.js"), `module.exports = ${JSON.stringify(settings)};`);
  const child = start([join(folder, "node_modules/node-red/red.js"), "-u", folder, "-s", join(folder, "settings.js")]);
  child.stdout?.resume();
  const flows = `http://127.0.0.1:${port}/flows`;
  while (!(await fetch(flows).then(({ ok }) => ok, () => false))) await wait(500); // prettier-ignore
  await untilIdle(child.pid);
  const nodes = addresses("node-red").map((url, feed) => ({
    id: `feed${feed}`, type: "feedparse", z: "tab", url, interval: NODE_RED_MINUTES, wires: [[]],
  })); // prettier-ignore
  const answer = await fetch(flows, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify([{ id: "tab", type: "tab", label: "feeds" }, ...nodes]),
  });
  if (!answer.ok) throw new Error(`Node-RED refused the flows: ${await answer.text()}`);
  const cost = await measureTimed("node-red", child.pid, NODE_RED_MINUTES * MINUTE, NODE_RED_ROUNDS);
  child.kill();
  return cost;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port is free");
  return address.port;
}

/** Makes rounds of polls, one when the one before is done. */
async function measureRounds(client: string, pid: number, poll: () => Promise<void>): Promise<Cost> {
  const round = async (number: number): Promise<void> => {
    await poll();
    const lostAt = performance.now() + LOST_AFTER_MS;
    while (pollsOf(client) < number * FEEDS) {
      if (performance.now() > lostAt) throw new Error(`${client} made only ${pollsOf(client)} polls`);
      await wait(50);
    }
    await untilIdle(pid);
  };
  await untilIdle(pid);
  const before = cpuOf(pid);
  await round(1);
  const cold = cpuOf(pid) - before;
  for (let number = 2; number <= ROUNDS + 1; number++) await round(number);
  const steady = cpuOf(pid) - before - cold;
  quiet.set(client, ROUNDS + 1);
  for (let number = ROUNDS + 2; number <= 2 * ROUNDS + 1; number++) await round(number);
  const unchanged = cpuOf(pid) - before - cold - steady;
  const count = FEEDS * ROUNDS;
  return { cold: cold / FEEDS, steady: steady / count, unchanged: unchanged / count };
}

async function measureOurs(): Promise<Cost> {
  const script = join(import.meta.dirname, "feed/ours.ts");
  const child = start([script, join(folder, "ours.sqlite"), outlets.origin, String(FEEDS)]);
  if (child.stdout === null) throw new Error("no output");
  await once(child.stdout, "data");
  const done = child.stdout;
  const cost = await measureRounds("node", child.pid, async () => {
    child.stdin?.write("poll\n");
    await once(done, "data");
  });
  child.kill();
  return cost;
}

async function measureWorker(): Promise<Cost> {
  process.env["API_TOKEN"] = TOKEN;
  const worker = await startLocal({
    script: bundle("tests/bench/feed/worker.ts", join(folder, "bundle")),
    persistTo: join(folder, "data"),
    port: 0,
    bindings: { API_TOKEN: TOKEN, LOCAL_MODE: "on", BASELINE_FEEDS: "off", OUTLETS: outlets.origin },
    onLog: () => {},
  });
  const call = async (path: string, body: object): Promise<void> => {
    const headers = { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" };
    const answer = await fetch(worker.url + path, { method: "POST", headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  };
  for (let feed = 0; feed < FEEDS; feed++) {
    await call("/api/feeds", { url: feedUrl("worker", feed), dossier: "japan-north-korea-summit", check: false });
  }
  const cost = await measureRounds("worker", childNamed("workerd"), () => call("/api/runs", {}));
  await worker.stop();
  return cost;
}

// Node-RED waits most of its minutes: the others have their turns meanwhile.
const nodeRed = measureNodeRed();
const costs: [string, Cost][] = [
  ["rss-feed-emitter 3.2.4", await measureEmitter()],
  ["Volteface, its pipeline in Node", await measureOurs()],
  ["Volteface, all of a local workerd", await measureWorker()],
  ["Node-RED 5.0.7, feedparser node 0.3.0", await nodeRed],
];
outlets.stop();
rmSync(folder, { recursive: true, force: true });

const [emitter, ours, , red] = costs.map(([, { steady }]) => steady);
const share = (ours ?? Number.NaN) / Math.min(emitter ?? Number.NaN, red ?? Number.NaN);
console.log(`load ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} processors`);
console.log(
  `| CPU of a poll, ${FEEDS} feeds | cold | steady, a fifth with a new item | unchanged |\n|---|---|---|---|`,
);
for (const [name, { cold, steady, unchanged }] of costs) {
  const cells = [cold, steady, unchanged].map((cost) => (cost === null ? "" : `${cost.toFixed(2)} ms`));
  console.log(`| ${name} | ${cells.join(" | ")} |`);
}
console.log(`steady: ${share.toFixed(2)} of the cheaper peer (bar ${BAR})`);
const isCheap = (costs[1]?.[1].unchanged ?? Number.NaN) <= UNCHANGED_BAR_MS;
console.log(`unchanged: ${isCheap ? "within" : "beyond"} ${UNCHANGED_BAR_MS} ms`);
process.exit(share <= BAR && isCheap ? 0 : 1);
