/**
 * Volteface's pipeline in plain Node, in a process of its own: `node ours.ts FILE ORIGIN FEEDS` polls every feed once for each
 * line that it is given, and says when it is done. Claims, storage (SQLite), detector and all are those of the Worker.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { loadDossier } from "../../../src/cli/load-dossier.ts";
import { countSpending } from "../../../src/pipeline/budget.ts";
import { poll, trigger } from "../../../src/pipeline.ts";
import type { PollMessage, Runtime } from "../../../src/runtime.ts";
import { assess, compileDossier } from "../../../src/stance/assess.ts";
import { addFeed } from "../../../src/store/feeds.ts";
import { atOutlets, feedUrl } from "./hosts.ts";
import { openSqlite } from "./sqlite.ts";

const [file = "", origin = "", feeds = ""] = process.argv.slice(2);
const root = join(import.meta.dirname, "../../..");
const db = openSqlite(file);
const migrations = join(root, "src/store/migrations");
for (const name of readdirSync(migrations).toSorted()) await db.exec(readFileSync(join(migrations, name), "utf8"));

const sent: PollMessage[] = [];
let serial = 0;
const queue = {
  sendBatch: (messages: Iterable<{ body: PollMessage }>) => {
    sent.push(...Array.from(messages, ({ body }) => body));
    return Promise.resolve();
  },
};
const rt = {
  db,
  queues: { poll: queue, deliver: queue },
  fetch: (url: string, init: RequestInit) => fetch(atOutlets(url, origin), init),
  clock: Date.now,
  random: Math.random,
  newId: (prefix: string) => `${prefix}_${++serial}`,
  isWithinLimit: () => Promise.resolve(true),
  affords: () => true,
  log: () => {},
  config: {
    apiToken: null,
    contact: "",
    policy: { confidence: 0.5, certainties: ["stated", "reported"] },
    isLocalMode: true,
    hasBaselineFeeds: false,
    webhook: null,
    pages: "public",
    access: null,
    version: "0",
  },
  watches: [{ dossier: compileDossier(loadDossier(join(root, "baseline/japan-north-korea-summit"))), feeds: [] }],
  assess,
} as unknown as Runtime;

for (let feed = 0; feed < Number(feeds); feed++) {
  await addFeed(db, { url: feedUrl("node", feed), title: `Outlet ${feed}` }, "japan-north-korea-summit", 0);
}
console.log("ready");
for await (const _ of createInterface(process.stdin)) {
  await trigger(rt, "manual", { dossierId: null, feedId: null }, null);
  // What a message cannot afford it leaves to another.
  for (let batch; (batch = sent.splice(0)).length > 0;) {
    await Promise.all(batch.map(({ runId, feedIds }) => poll(countSpending(rt).rt, runId, feedIds)));
  }
  console.log("done");
}
