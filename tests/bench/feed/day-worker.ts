/** The Worker for benchmarks of days and years: the real pipeline on their clock; rows counted by statement, and messages. */
import { countSpending } from "../../../src/pipeline/budget.ts";
import { poll, tick } from "../../../src/pipeline.ts";
import type { PollMessage, Runtime } from "../../../src/runtime.ts";
import { feedId } from "../../../src/store/feeds.ts";
import { createWorker } from "../../../src/worker.ts";
import { atOutlets, feedUrl } from "./hosts.ts";

/** What one statement has cost so far, by its text. */
export type Usage = { calls: number; rowsRead: number; rowsWritten: number };
export type Tally = { messages: number; items: number; statements: Record<string, Usage> };

/** As many polls at once as a Worker may have connections. */
const AT_ONCE = 6;

/** Of those that a database is filled with. */
const ITEMS_OF_A_STATEMENT = 50_000;

let now = 0;
const dossier = "japan-north-korea-summit";
let tally: Tally = { messages: 0, items: 0, statements: {} };
let sent: PollMessage[] = [];

function note(sql: string, { rows_read: read, rows_written: written, changes }: D1Meta): void {
  if (sql.startsWith("UPDATE items SET assessed_at")) tally.items += changes;
  const usage = (tally.statements[sql] ??= { calls: 0, rowsRead: 0, rowsWritten: 0 });
  usage.calls++;
  usage.rowsRead += read;
  usage.rowsWritten += written;
}

/** The same database, each result's rows counted. */
function counting(db: D1Database): D1Database {
  const texts = new WeakMap<object, string>();
  const originals = new WeakMap<object, D1PreparedStatement>();
  const wrap = (statement: D1PreparedStatement, sql: string): D1PreparedStatement => {
    const all = async <T>(): Promise<D1Result<T>> => {
      const result = await statement.all<T>();
      note(sql, result.meta);
      return result;
    };
    const wrapped = {
      bind: (...values: unknown[]) => wrap(statement.bind(...values), sql),
      all,
      run: all,
      first: async () => (await all()).results[0] ?? null,
    } as unknown as D1PreparedStatement;
    texts.set(wrapped, sql);
    originals.set(wrapped, statement);
    return wrapped;
  };
  return {
    prepare: (sql: string) => wrap(db.prepare(sql), sql),
    batch: async (statements: D1PreparedStatement[]) => {
      const results = await db.batch(statements.map((each) => originals.get(each) ?? each));
      for (const [at, result] of results.entries()) note(texts.get(statements[at] ?? {}) ?? "", result.meta);
      return results;
    },
  } as unknown as D1Database;
}

function queueOf<T>(take: (body: T) => void): Queue<T> {
  return {
    sendBatch: (messages: Iterable<MessageSendRequest<T>>) => {
      for (const { body } of messages) {
        tally.messages++;
        take(body);
      }
      return Promise.resolve();
    },
  } as unknown as Queue<T>;
}

let runtime: Runtime | null = null;
const worker = createWorker((rt, env) => {
  runtime = {
    ...rt,
    db: counting(rt.db),
    clock: () => now,
    fetch: (url, init) => rt.fetch(atOutlets(url, (env as Env & { OUTLETS: string }).OUTLETS), init),
    queues: { poll: queueOf((message) => sent.push(message)), deliver: queueOf(() => {}) },
    log: () => {},
  };
  return runtime;
});

async function addFeeds(rt: Runtime, feeds: number): Promise<void> {
  const rows = [];
  for (let feed = 0; feed < feeds; feed++) {
    const url = feedUrl("day", feed);
    rows.push({ id: await feedId(url), url, title: `Outlet ${feed}` });
  }
  for (let at = 0; at < rows.length; at += 1000) {
    const json = JSON.stringify(rows.slice(at, at + 1000));
    await rt.db.batch([
      rt.db
        .prepare(
          `INSERT INTO feeds (id, url, title, next_poll_at, created_at)
           SELECT value ->> 'id', value ->> 'url', value ->> 'title', 0, ?2 FROM json_each(?1)`,
        )
        .bind(json, now),
      rt.db
        .prepare("INSERT INTO subscriptions (feed_id, dossier_id) SELECT value ->> 'id', ?2 FROM json_each(?1)")
        .bind(json, dossier),
    ]);
  }
}

/** Stores assessed items of long ago, as many for each feed. */
async function addItems(rt: Runtime, items: number): Promise<void> {
  for (let first = 0; first < items; first += ITEMS_OF_A_STATEMENT) {
    await rt.db
      .prepare(
        `WITH RECURSIVE numbers (n) AS (SELECT ?1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?2)
         INSERT INTO items (feed_id, key, title, summary, link, outlet, published_at, first_seen_at, run_id, is_backlog, assessed_at)
         SELECT feeds.id, 'key' || n, 'A headline of some length about matter ' || n,
           'A summary of about the length that summaries of feeds have, so that rows are as large as they would be, for item ' || n || '.',
           'https://feed.example.org/' || n, feeds.title, ?3 + n, ?3 + n, 'run_' || (n / 20), 0, ?3 + n
         FROM numbers JOIN feeds ON feeds.rowid = 1 + n % (SELECT count(*) FROM feeds)`,
      )
      .bind(first, Math.min(first + ITEMS_OF_A_STATEMENT, items) - 1, now - 365 * 86_400_000)
      .run();
  }
}

/** One tick and all the polls that it sends; says how many feeds it polled. */
async function runTick(rt: Runtime): Promise<number> {
  sent = [];
  await tick(rt);
  const messages = sent; // a message may send another
  const polls = messages.reduce((sum, { feedIds }) => sum + feedIds.length, 0);
  let next = 0;
  const work = async (): Promise<void> => {
    for (let message; (message = messages[next++]) !== undefined;)
      await poll(countSpending(rt).rt, message.runId, message.feedIds);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return polls;
}

export default {
  async fetch(request, env, context) {
    const url = new URL(request.url);
    now = Number(url.searchParams.get("now") ?? now);
    // Any request puts a runtime together.
    await worker.fetch?.(new Request(new URL("/icon.svg", url)), env, context);
    if (runtime === null) return new Response("no runtime", { status: 500 });
    if (url.pathname === "/feeds") {
      await addFeeds(runtime, Number(url.searchParams.get("count")));
      return Response.json(null);
    }
    if (url.pathname === "/items") {
      await addItems(runtime, Number(url.searchParams.get("count")));
      return Response.json(null);
    }
    if (url.pathname === "/tick") return Response.json(await runTick(runtime));
    const taken = tally;
    tally = { messages: 0, items: 0, statements: {} };
    return Response.json(taken);
  },
} satisfies ExportedHandler<Env>;
