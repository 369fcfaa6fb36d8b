/** Kills the Worker's process (SIGKILL) where it hurts most, and starts it again over the same database. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { bundle } from "../../src/cli/local.ts";
import { rss } from "../rss.ts";

const TOKEN = "crash-test-token-0123456789";
/** Past every lease and every waiting time of the pipeline, so that the next tick may take up what was left. */
const LATER_MS = 10 * 60 * 1000;
const STARTS_WITHIN_MS = 60_000;

const folder = mkdtempSync(join(tmpdir(), "volteface-crash-"));
let script: string;
let persistTo: string;
let host: ChildProcess | null = null;
let headlines: string[];
/** Requests by webhook-id as they came, and the distinct ids that a receiver which remembers ids acted on. */
let posts: string[];
let effects: Map<string, string>;
let secret: string;
let onControl: () => void;
let servers: Server[];
let addresses: { feed: string; hook: string; control: string };

beforeAll(() => {
  script = bundle("tests/crash/worker.ts", join(folder, "bundle"));
}, STARTS_WITHIN_MS);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(async () => {
  persistTo = mkdtempSync(join(folder, "data-"));
  headlines = ["Weather"];
  posts = [];
  effects = new Map();
  onControl = () => {};
  const feed = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "application/rss+xml" });
    response.end(rss("a.example.org", headlines, new Date().toUTCString()));
  });
  const hook = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8");
      const id = String(request.headers["webhook-id"]);
      const signed = new Webhook(secret).sign(id, new Date(Number(request.headers["webhook-timestamp"]) * 1000), body);
      if (signed !== request.headers["webhook-signature"]) throw new Error("a webhook came with a wrong signature");
      posts.push(id);
      effects.set(id, body);
      response.writeHead(204).end();
    });
  });
  const control = createServer((_request, response) => {
    response.end();
    onControl();
  });
  servers = [feed, hook, control];
  const [feedPort, hookPort, controlPort] = await Promise.all(servers.map(listen));
  addresses = {
    feed: `http://127.0.0.1:${feedPort}/feed`,
    hook: `http://127.0.0.1:${hookPort}/hook`,
    control: `http://127.0.0.1:${controlPort}/`,
  };
});

afterEach(async () => {
  await kill();
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

it.each([
  { point: "items-stored", postsBefore: 0, postsAfter: 1 },
  { point: "alert-recorded", postsBefore: 0, postsAfter: 1 },
  { point: "post-answered", postsBefore: 1, postsAfter: 2 },
])(
  "loses and repeats nothing when it is killed at: $point",
  async ({ point, postsBefore, postsAfter }) => {
    await subscribe();
    const url = await start({ CRASH_AT: point });
    headlines.unshift("North Isle DROPS the toll");
    const reached = new Promise<void>((resolve) => (onControl = resolve));
    await call(url, "POST", "/api/runs", {});
    await reached;
    await kill();
    expect(posts).toHaveLength(postsBefore);
    await expectOneEffectAfterRestart();
    expect(posts).toEqual(Array(postsAfter).fill(posts[0]));
  },
  STARTS_WITHIN_MS,
);

/** Starts anew, later: a tick takes up what was left, and another finds nothing to do. */
async function expectOneEffectAfterRestart(): Promise<void> {
  const url = await start({ CLOCK_OFFSET_MS: String(LATER_MS) });
  await tick();
  await settled(url);
  await tick();
  await settled(url);
  expect(effects.size).toBe(1);
  expect(JSON.parse([...effects.values()][0] ?? "")).toMatchObject({ type: "alert.opened" });
  const now = await status(url);
  expect(now).toMatchObject({ items: { seen: 2, waiting: 0 }, findings: 1, open_alerts: 1 });
  expect(now.deliveries).toEqual({ waiting: 0, overdue: 0, failed: 0 });
  const { alerts } = await call<{ alerts: { evidence: unknown[] }[] }>(url, "GET", "/api/alerts");
  expect(alerts.map(({ evidence }) => evidence.length)).toEqual([1]);
}

/** A first life: the endpoint and the feed are added, and what the feed holds is read. */
async function subscribe(): Promise<void> {
  const url = await start({});
  ({ secret } = await call<{ secret: string }>(url, "POST", "/api/endpoints", { url: addresses.hook }));
  await call(url, "POST", "/api/feeds", { url: addresses.feed, title: "The A", dossier: "harbour" });
  const run = await call<{ href: string }>(url, "POST", "/api/runs", {});
  for (let state = "running"; state !== "done";) ({ state } = await call<{ state: string }>(url, "GET", run.href));
  await settled(url);
  await kill();
}

async function settled(url: string): Promise<void> {
  for (let left = 1; left > 0;) {
    const { items, deliveries } = await status(url);
    left = items.waiting + deliveries.waiting;
  }
}

type Status = { items: { seen: number; waiting: number }; deliveries: { waiting: number } };

async function status(url: string): Promise<Status> {
  return (await (await fetch(`${url}/status`)).json()) as Status;
}

async function call<T>(url: string, method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(url + path, {
    method,
    headers: { authorization: `Bearer ${TOKEN}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

let lines: AsyncIterator<string>;

async function start(bindings: Record<string, string>): Promise<string> {
  const all = {
    API_TOKEN: TOKEN,
    LOCAL_MODE: "on",
    CONTROL_URL: addresses.control,
    CRASH_AT: "",
    CLOCK_OFFSET_MS: "0",
    ...bindings,
  };
  host = spawn(process.execPath, ["tests/crash/host.ts", script, persistTo, JSON.stringify(all)], {
    // A group of its own, so that workerd dies with it.
    detached: true,
    stdio: ["pipe", "pipe", "ignore"],
    env: { ...process.env, API_TOKEN: TOKEN },
  });
  if (host.stdout === null) throw new Error("the host has no output");
  lines = createInterface(host.stdout)[Symbol.asyncIterator]();
  return (await lineStarting("ready ")).slice("ready ".length);
}

async function lineStarting(text: string): Promise<string> {
  for (;;) {
    const { value, done } = await lines.next();
    if (done === true) throw new Error(`the host ended before it said "${text}"`);
    if (value.startsWith(text)) return value;
  }
}

async function tick(): Promise<void> {
  host?.stdin?.write("tick\n");
  await lineStarting("ticked");
}

async function kill(): Promise<void> {
  const dying = host;
  host = null;
  if (dying?.pid === undefined || dying.exitCode !== null || dying.signalCode !== null) return;
  const exited = once(dying, "exit");
  process.kill(-dying.pid, "SIGKILL");
  await exited;
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}
