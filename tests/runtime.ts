/** A runtime for tests inside workerd: real D1, a clock and a `fetch` that the test holds, queues that it can inspect. */
import { env } from "cloudflare:workers";
import type { Config } from "../src/config.ts";
import type { DeliverMessage, PollMessage, Runtime } from "../src/runtime.ts";
import { compileDossier } from "../src/stance/assess.ts";
import { dossier, findingOf } from "./harbour.ts";

export const config: Config = {
  apiToken: "test-token-0123456789abcdef",
  agent: "Volteface",
  contact: "https://example.org/contact",
  policy: { confidence: 0.5, certainties: ["stated", "reported"] },
  isLocalMode: true,
  hasBaselineFeeds: true,
  webhook: null,
  pages: "public",
  access: null,
  version: "0.0.0",
};

/** A queue that keeps what it is sent, and can be made to refuse. */
export function fakeQueue<T>(): Queue<T> & { sent: T[]; delays: number[]; isDown: boolean } {
  const queue = {
    sent: [] as T[],
    delays: [] as number[],
    isDown: false,
    send: (body: T) => queue.sendBatch([{ body }]),
    sendBatch: (messages: Iterable<MessageSendRequest<T>>) => {
      if (queue.isDown) return Promise.reject(new Error("the queue is down"));
      const list = Array.from(messages);
      queue.sent.push(...list.map(({ body }) => body));
      queue.delays.push(...list.map(({ delaySeconds }) => delaySeconds ?? 0));
      return Promise.resolve({ metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } } });
    },
  };
  return queue as unknown as Queue<T> & { sent: T[]; delays: number[]; isDown: boolean };
}

export type TestRuntime = Runtime & {
  now: number;
  pages: Map<string, () => Response | Promise<Response>>;
  requests: { url: string; init: RequestInit }[];
  queues: { poll: ReturnType<typeof fakeQueue<PollMessage>>; deliver: ReturnType<typeof fakeQueue<DeliverMessage>> };
};

/** A runtime over the test's database; `pages` maps addresses to what answers there. */
export function testRuntime(overrides: Partial<Pick<Runtime, "watches" | "config">> = {}): TestRuntime {
  let serial = 0;
  const rt: TestRuntime = {
    db: env.DB,
    queues: { poll: fakeQueue<PollMessage>(), deliver: fakeQueue<DeliverMessage>() },
    now: Date.parse("2026-01-10T12:00:00Z"),
    pages: new Map(),
    requests: [],
    fetch: async (url, init) => {
      rt.requests.push({ url, init });
      const page = rt.pages.get(url);
      if (page === undefined) throw new TypeError("connection refused");
      return page();
    },
    clock: () => rt.now,
    random: () => 0.5,
    newId: (prefix) => `${prefix}_${++serial}`,
    isWithinLimit: () => Promise.resolve(true),
    affords: () => true,
    log: () => {},
    config,
    watches: [{ dossier: compileDossier(dossier), feeds: [{ url: "https://a.example.org/feed", title: "The A" }] }],
    assess: ({ title }) => findingOf(title),
    ...overrides,
  };
  return rt;
}

/** How many rows a table has. */
export async function count(table: string, where = "true"): Promise<number> {
  const row = await env.DB.prepare(`SELECT count(*) AS n FROM ${table} WHERE ${where}`).first<{ n: number }>();
  return row?.n ?? -1;
}

const TABLES = [
  "feeds",
  "subscriptions",
  "runs",
  "items",
  "findings",
  "alerts",
  "alert_events",
  "deliveries",
  "attempts",
  "memories",
  "revisions",
  "articles",
  "robots",
];

/** Every row of every table, for telling how many differ later. */
export async function snapshot(): Promise<Set<string>> {
  const results = await env.DB.batch(
    TABLES.map((table) => env.DB.prepare(`SELECT '${table}' AS "table", * FROM ${table}`)),
  );
  return new Set(results.flatMap(({ results: rows }) => rows.map((row) => JSON.stringify(row))));
}

/** How many rows were added or changed since the snapshot. */
export async function rowsChangedSince(before: Set<string>): Promise<number> {
  return [...(await snapshot())].filter((row) => !before.has(row)).length;
}
