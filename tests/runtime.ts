/** A runtime for tests inside workerd: real D1, a clock and a `fetch` that the test holds, queues that it can inspect. */
import { env } from "cloudflare:workers";
import type { Config } from "../src/config.ts";
import type { Dossier, Finding } from "../src/model.ts";
import type { DeliverMessage, PollMessage, Runtime } from "../src/runtime.ts";
import { compileDossier, type DossierFinding } from "../src/stance/assess.ts";

/** A dossier of two positions, about nobody that exists. */
export const dossier: Dossier = {
  id: "harbour",
  title: "The harbour",
  document: { title: "Who holds what", published: "2025-01-01", language: "en", sha256: null },
  actors: [{ id: "north-isle", name: "North Isle", aliases: ["Northport"], offices: ["harbour minister"], people: [] }],
  targets: [{ id: "toll", name: "the harbour toll", terms: ["toll"] }],
  positions: [
    {
      id: "ni-keeps-toll",
      holders: ["north-isle"],
      target: "toll",
      stance: "favor",
      statement: "North Isle keeps the harbour toll.",
      citations: [{ paragraph: 1, quote: "keeps the toll" }],
      holds: [],
      shifts: [],
    },
  ],
};

export const config: Config = {
  apiToken: "test-token-0123456789abcdef",
  contact: "https://example.org/contact",
  policy: { confidence: 0.5, certainties: ["stated", "reported"] },
  isLocalMode: true,
  hasBaselineFeeds: true,
  webhook: null,
  version: "0.0.0",
};

/** A queue that keeps what it is sent, and can be made to refuse. */
export function fakeQueue<T>(): Queue<T> & { sent: T[]; isDown: boolean } {
  const queue = {
    sent: [] as T[],
    isDown: false,
    send: (body: T) => queue.sendBatch([{ body }]),
    sendBatch: (messages: Iterable<MessageSendRequest<T>>) => {
      if (queue.isDown) return Promise.reject(new Error("the queue is down"));
      queue.sent.push(...Array.from(messages, ({ body }) => body));
      return Promise.resolve({ metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } } });
    },
  };
  return queue as unknown as Queue<T> & { sent: T[]; isDown: boolean };
}

/** What the "detector" of these tests says of a title that contains the word: a shift, or a hold. */
export function findingOf(title: string): DossierFinding[] {
  const verdict = title.includes("DROPS") ? "shift" : title.includes("KEEPS") ? "hold" : null;
  if (verdict === null) return [];
  const finding: Finding = {
    position: "ni-keeps-toll",
    verdict,
    direction: verdict === "shift" ? "reverses" : null,
    certainty: "stated",
    confidence: 0.9,
    evidence: { field: "title", quote: title, start: 0 },
    speaker: "North Isle",
    why: "the title says so",
  };
  return [{ dossierId: dossier.id, finding }];
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
    log: () => {},
    config,
    watches: [{ dossier: compileDossier(dossier), feeds: [{ url: "https://a.example.org/feed", title: "The A" }] }],
    assess: ({ title }) => findingOf(title),
    ...overrides,
  };
  return rt;
}

/** An RSS 2.0 document with these titles, newest first, each with a guid, a link on the host and a date. */
export function rss(host: string, titles: string[], published = "Sat, 10 Jan 2026 11:00:00 GMT"): string {
  const items = titles.map(
    (title) =>
      `<item><title>${title}</title><link>https://${host}/${encodeURIComponent(title)}</link><guid isPermaLink="false">${title}</guid><pubDate>${published}</pubDate><description>About ${title}.</description></item>`,
  );
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>${host}</title><link>https://${host}/</link><description>d</description>${items.join("")}</channel></rss>`;
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
