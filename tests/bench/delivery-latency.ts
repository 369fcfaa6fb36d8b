/**
 * From an item's first sight (its feed was answered) to the receiver's answer, with 100 feeds due at once: real HTTP, D1 and
 * queues under workerd on this machine. First one change a run, then a change in every feed of one run.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { bundle, startLocal } from "../../src/cli/local.ts";
import { rss } from "../rss.ts";

const FEEDS = 100;
const ROUNDS = 20;
const TOKEN = "bench-token-0123456789";
/** A change that has not arrived by then is lost, and the benchmark fails. */
const LOST_AFTER_MS = 120_000;

const folder = mkdtempSync(join(tmpdir(), "volteface-latency-"));
const seenAt = new Map<string, number>();
const answeredAt = new Map<string, number>();
const titles = new Map<number, string[]>();

const feeds = await listen(
  createServer((request, response) => {
    const feed = Number(request.url?.slice(1));
    const listed = titles.get(feed) ?? [];
    response.end(rss(`o${feed}-news.com`, [...listed, `Weather ${feed}`], new Date().toUTCString()));
    for (const title of listed) if (!seenAt.has(title)) seenAt.set(title, performance.now());
  }),
);
const receiver = await listen(
  createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      response.writeHead(204).end();
      for (const [title] of Buffer.concat(chunks)
        .toString("utf8")
        .matchAll(/Isle DROPS toll #\d+/gu)) {
        if (!answeredAt.has(title)) answeredAt.set(title, performance.now());
      }
    });
  }),
);

process.env["API_TOKEN"] = TOKEN;
const worker = await startLocal({
  script: bundle("tests/deliver/latency-worker.ts", join(folder, "bundle")),
  persistTo: join(folder, "data"),
  port: 0,
  bindings: { API_TOKEN: TOKEN, LOCAL_MODE: "on", BASELINE_FEEDS: "off", FEEDS_URL: feeds.url },
  onLog: () => {},
});
let exitCode = 1;
try {
  await call("POST", "/api/endpoints", { url: `${receiver.url}/hook` });
  for (let feed = 0; feed < FEEDS; feed++) {
    await call("POST", "/api/feeds", {
      // A host each, since polls of one host are kept apart; the Worker of the benchmark finds them all here.
      url: `http://o${feed}-news.com/${feed}`,
      title: `o${feed}`,
      dossier: "harbour",
    });
  }
  await run();
  let serial = 0;
  const single: string[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    single.push(publish((round * 37) % FEEDS, serial++));
    await run();
    await arrival(single);
  }
  report(`one change a run, ${ROUNDS} runs of ${FEEDS} feeds`, single);
  const storm = Array.from({ length: FEEDS }, (_, feed) => publish(feed, serial++));
  await run();
  await arrival(storm);
  report(`a change in each of ${FEEDS} feeds of one run`, storm);
  exitCode = 0;
} finally {
  await worker.stop();
  for (const { server } of [feeds, receiver]) {
    server.closeAllConnections();
    server.close();
  }
  rmSync(folder, { recursive: true, force: true });
}
process.exit(exitCode);

function publish(feed: number, serial: number): string {
  const title = `Isle DROPS toll #${serial}`;
  titles.set(feed, [title, ...(titles.get(feed) ?? [])]);
  return title;
}

async function run(): Promise<void> {
  const { href } = await call<{ href: string }>("POST", "/api/runs", {});
  while ((await call<{ state: string }>("GET", href)).state !== "done") await wait(20);
}

async function arrival(expected: string[]): Promise<void> {
  const end = performance.now() + LOST_AFTER_MS;
  while (!expected.every((title) => answeredAt.has(title))) {
    if (performance.now() > end)
      throw new Error(`lost: ${expected.filter((title) => !answeredAt.has(title)).join(", ")}`);
    await wait(10);
  }
}

function report(what: string, expected: string[]): void {
  const latencies = expected
    .map((title) => (answeredAt.get(title) ?? 0) - (seenAt.get(title) ?? 0))
    .toSorted((a, b) => a - b);
  const quantile = (share: number): number =>
    Math.round(latencies[Math.ceil(latencies.length * share) - 1] ?? Number.NaN);
  console.log(`${what}: first sight to answer p50 ${quantile(0.5)} ms, p99 ${quantile(0.99)} ms`);
}

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(worker.url + path, {
    method,
    headers: { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}

async function listen(server: Server): Promise<{ server: Server; url: string }> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
