/** `npm run demo`: the Worker, a newsroom and a webhook receiver on this machine, and a change that is told. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { openNewsroom } from "./demo/newsroom.ts";
import { type Message, openReceiver } from "./demo/receiver.ts";
import { bundle, type LocalWorker, startLocal } from "./local.ts";

/** The change that the newsroom's third and fourth editions report, and by which story each message must be told. */
const EXPECTED = [
  {
    type: "alert.opened",
    position: "jp-no-sanctions-relief",
    direction: "reverses",
    title: "Japan agrees to lift its sanctions on North Korea",
  },
  {
    type: "alert.corroborated",
    position: "jp-no-sanctions-relief",
    direction: "reverses",
    title: "Tokyo lifts sanctions on the North",
  },
];

/** How long one step may take before the demo calls itself failed. */
const STEP_MS = 30_000;
/** How often progress is asked for. */
const ASK_MS = 100;

const isOnce = process.argv.includes("--once");
const folder = mkdtempSync(join(tmpdir(), "volteface-demo-"));
const token = crypto.randomUUID();
/** What the Worker logs; shown only if the demo fails. */
const logged: string[] = [];
const tidy: (() => Promise<void>)[] = [async () => rmSync(folder, { recursive: true, force: true })];

async function stop(code: number): Promise<never> {
  for (const step of tidy.toReversed()) await step();
  process.exit(code);
}
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop(130));

const newsroom = await openNewsroom();
tidy.push(newsroom.close);
const receiver = await openReceiver();
tidy.push(receiver.close);
process.env["API_TOKEN"] = token;
let worker: LocalWorker;

try {
  console.log("Bundling the Worker and starting it under workerd …");
  worker = await startLocal({
    script: bundle("src/index.ts", join(folder, "bundle")),
    persistTo: join(folder, "data"),
    port: 0,
    bindings: { API_TOKEN: token, LOCAL_MODE: "on", BASELINE_FEEDS: "off" },
    onLog: (line) => logged.push(line),
  });
  tidy.push(worker.stop);
  await play();
} catch (error) {
  console.error(`${logged.join("\n")}\nThe demo failed: ${error instanceof Error ? error.message : String(error)}`);
  await stop(1);
}

async function play(): Promise<void> {
  const endpoint = await call<{ secret: string }>("POST", "/api/endpoints", {
    url: receiver.url,
    description: "the demo's receiver",
  });
  receiver.listen(endpoint.secret, print);
  for (const feed of newsroom.feeds) {
    await call("POST", "/api/feeds", { ...feed, dossier: "japan-north-korea-summit" });
  }
  console.log(`\nThe page is at ${worker.url}/ and the status at ${worker.url}/status\n`);

  await edition(1, "Four outlets with what they already hold; a first read is silent.");
  await edition(2, "An ordinary day: positions repeated, near misses, other news.");
  await edition(3, "One outlet reports a change.");
  await until("the alert", () => receiver.received.size >= 1);
  await edition(4, "A second outlet reports it too.");
  await until("its corroboration", () => receiver.received.size >= EXPECTED.length);
  await worker.tick();
  await finish();
}

/** Publishes an edition, triggers a run and waits until every feed of it is read. */
async function edition(number: number, about: string): Promise<void> {
  const published = newsroom.publish(number);
  console.log(`${number}. ${about}`);
  for (const story of published) console.log(`     ${story.kind.padEnd(9)}  ${story.title}`);
  const run = await call<{ href: string }>("POST", "/api/runs", {});
  await until("the run", async () => (await call<{ state: string }>("GET", run.href)).state === "done");
  await until("the reading", async () => (await readStatus()).items.waiting === 0);
}

type Status = {
  state: string;
  items: { seen: number; waiting: number };
  findings: number;
  open_alerts: number;
  deliveries: { waiting: number };
};

async function readStatus(): Promise<Status> {
  return (await (await fetch(`${worker.url}/status`)).json()) as Status;
}

async function finish(): Promise<void> {
  await until("the deliveries", async () => (await readStatus()).deliveries.waiting === 0);
  const status = await readStatus();
  const { alerts } = await call<{ alerts: { evidence: unknown[] }[] }>("GET", "/api/alerts");
  const carrying = alerts.reduce((sum, { evidence }) => sum + evidence.length, 0);
  const told = [...receiver.received.values()].map(({ type, data }) => ({
    type,
    position: data.position.id,
    direction: data.alert.direction,
    title: data.evidence.title,
  }));
  const isRight = JSON.stringify(told) === JSON.stringify(EXPECTED) && receiver.refused() === 0;
  console.log(
    `Summary: ${status.items.seen} items read, ${status.items.seen - carrying} of them quiet, ${status.findings} findings,`,
  );
  console.log(
    `${status.open_alerts} open alert, ${told.length} webhooks received with a right signature, ${receiver.refused()} refused.`,
  );
  console.log(
    isRight
      ? "The change was told, once, and nothing else was."
      : `Expected ${JSON.stringify(EXPECTED)}\nbut was told ${JSON.stringify(told)}`,
  );
  if (isOnce) await stop(isRight ? 0 : 1);
  console.log(`\nLook at ${worker.url}/ … Ctrl-C stops everything.`);
}

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(worker.url + path, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}

async function until(what: string, isDone: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + STEP_MS;
  while (!(await isDone())) {
    if (Date.now() > end) throw new Error(`waited ${STEP_MS / 1000} s for ${what}`);
    await wait(ASK_MS);
  }
}

function print({ type, data }: Message): void {
  const { position, evidence, alert } = data;
  console.log(`\n  ▶ ${type}  ${data.summary}`);
  console.log(`    held      ${position.statement}`);
  for (const { quote, paragraph } of position.citations) {
    console.log(
      `              “${quote}” (${position.document.title}, ${position.document.published}, paragraph ${paragraph})`,
    );
  }
  console.log(`    now       “${evidence.quote}”`);
  console.log(`              ${evidence.outlet}, ${evidence.published ?? "undated"}, ${evidence.link ?? "no link"}`);
  console.log(
    `    speaker   ${evidence.speaker ?? "the outlet itself"}; ${evidence.certainty}, confidence ${evidence.confidence}`,
  );
  console.log(`    outlets   ${alert.outlets.join(", ")}`);
  console.log(`    why       ${evidence.why}\n`);
}
