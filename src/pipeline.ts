/** The flow, top to bottom: tick, poll, assess, record, deliver. The only file that joins the stages. */
import { type FeedState, type PollFailure, pollFeed } from "./feed/fetch.ts";
import { packPolls, pollDelays, SPACING_MS } from "./feed/politeness.ts";
import { believedDate } from "./feed/item.ts";
import { type NewsItem, readNews } from "./feed/news.ts";
import { outletOf } from "./feed/outlet.ts";
import { moveAddress, moveRhythm, nextPollAt, rhythmOf } from "./feed/schedule.ts";
import type { AssessableItem } from "./model.ts";
import { withArticles } from "./pipeline/articles.ts";
import { COSTS } from "./pipeline/budget.ts";
import { wakeDeliveries } from "./pipeline/deliver.ts";
import { type Assessed, record } from "./pipeline/record.ts";
import { tellRun } from "./pipeline/tell.ts";
import { wake } from "./pipeline/wake.ts";
import { remind, tellMissedRuns, watchFeeds } from "./pipeline/watch.ts";
import type { PollMessage, Runtime } from "./runtime.ts";
import { assessWithArticle } from "./stance/article.ts";
import { listDueDeliveries } from "./store/deliveries.ts";
import { listEndpoints, syncSettingsEndpoint } from "./store/endpoints.ts";
import {
  type FeedRow,
  listDossiersOf,
  listHosts,
  type Moved,
  type PollSettlement,
  readFeed,
  settlePoll,
  syncFeeds,
} from "./store/feeds.ts";
import {
  insertItems,
  type ItemRow,
  listFeedsLeftBehind,
  listUnassessed,
  markAssessFailed,
  type NewItem,
  onlyNew,
} from "./store/items.ts";
import { keepMemory, loadMemory } from "./store/memories.ts";
import { reviseItems } from "./store/revisions.ts";
import {
  deleteOldRuns,
  finishRuns,
  listRuns,
  readRunStarts,
  type RunRow,
  type RunScope,
  startRun,
} from "./store/runs.ts";

export { deliver, deliveryGivenUp, redeliver, wakeDeliveries } from "./pipeline/deliver.ts";
export { acknowledgeAlert, confirmAlert, dismissAlert } from "./pipeline/settle-alert.ts";

/** The most that one sweep wakes up. */
const SWEEP_LIMIT = 100;

/** Items this old and still not assessed were left behind by a worker that stopped. */
const LEFT_BEHIND_MS = 60 * 1000;

/** Between two articles on loopback, where no publisher is to be spared. */
const LOCAL_SPACING_MS = 1000;

/** How many items one batch assesses and records. */
const ASSESS_BATCH = 50;

/** One cron tick: claims the feeds that are due, and wakes up whatever a lost message left behind. */
export async function tick(rt: Runtime): Promise<RunRow> {
  const now = rt.clock();
  const watches = rt.config.hasBaselineFeeds ? rt.watches : [];
  const sources = watches.flatMap(({ dossier, feeds }) => feeds.map((feed) => ({ ...feed, dossierId: dossier.id })));
  await syncFeeds(rt.db, sources, now);
  await syncSettingsEndpoint(rt.db, rt.config.webhook !== null, now);
  await finishRuns(rt.db, now);
  await deleteOldRuns(rt.db, now);
  const endpoints = await listEndpoints(rt.db);
  const [last = null] = await listRuns(rt.db, 1);
  const isBack = await tellMissedRuns(rt, last, endpoints);
  const { run } = await trigger(rt, "cron", { dossierId: null, feedId: null }, null);
  // After a gap every feed is late, which says nothing about the feeds.
  if (!isBack) await watchFeeds(rt, endpoints);
  await remind(rt, endpoints);
  await sweep(rt);
  return run;
}

/** Starts a run and hands its feeds to the poll queue; without a queue it polls as many as this invocation can afford. */
export async function trigger(
  rt: Runtime,
  by: "cron" | "manual",
  scope: RunScope,
  idempotencyKey: string | null,
): Promise<{ run: RunRow; isRepeat: boolean }> {
  const started = await startRun(rt.db, { id: rt.newId("run"), trigger: by, scope, idempotencyKey }, rt.clock());
  if (started.isRepeat) return { run: started.run, isRepeat: true };
  const { id: runId } = started.run;
  const hosts = started.feedIds.length > 1 ? await listHosts(rt.db, started.feedIds) : [];
  const delays = pollDelays(hosts, rt.config.isLocalMode);
  const atOnce = started.feedIds.filter((feedId) => (delays.get(feedId) ?? 0) === 0);
  const later = started.feedIds.filter((feedId) => (delays.get(feedId) ?? 0) > 0);
  const messages = [...packPolls(atOnce), ...later.map((feedId) => [feedId])].map((feedIds) => ({ runId, feedIds }));
  if (!(await wake(rt, rt.queues.poll, messages, ({ feedIds: [feedId = ""] }) => delays.get(feedId) ?? 0))) {
    for (const feedId of atOnce) {
      if (!rt.affords(COSTS.poll)) break;
      await poll(rt, runId, [feedId]);
    }
    // The hosts of the others have had their polls; these claims end before the next tick but one.
  }
  return { run: started.run, isRepeat: false };
}

/** Finds what is due and nobody holds: items never assessed, deliveries never attempted or due again. */
export async function sweep(rt: Runtime): Promise<void> {
  const now = rt.clock();
  for (const feedId of await listFeedsLeftBehind(rt.db, now - LEFT_BEHIND_MS)) {
    if (!rt.affords(COSTS.assess)) break;
    const feed = await readFeed(rt.db, feedId);
    if (feed !== null) await assessNew(rt, feed);
  }
  await wakeDeliveries(rt, await listDueDeliveries(rt.db, now, SWEEP_LIMIT));
}

/**
 * Polls feeds that a run has claimed, one after the other, and, where they were the last of it, tells what the run found.
 * Those that this invocation cannot afford are left to a message of their own. Doing it twice changes nothing.
 */
export async function poll(rt: Runtime, runId: string, feedIds: string[]): Promise<void> {
  const startedAt = (await readRunStarts(rt.db, [runId])).get(runId);
  if (startedAt === undefined) return;
  for (const [at, feedId] of feedIds.entries()) {
    if (at > 0 && !rt.affords(COSTS.poll)) {
      await wake(rt, rt.queues.poll, [{ runId, feedIds: feedIds.slice(at) }], 0);
      break;
    }
    await read(rt, { id: runId, startedAt }, feedId);
  }
  await tellRun(rt, runId, []);
}

/** Sends feeds of a message that failed again, each in a message of its own: one that stops its worker stops no other. */
export async function pollApart(rt: Runtime, { runId, feedIds }: PollMessage): Promise<boolean> {
  const messages = feedIds.map((feedId) => ({ runId, feedIds: [feedId] }));
  return wake(rt, rt.queues.poll, messages, 0);
}

/** Reads one claimed feed, stores what is new, settles the claim, and assesses. */
async function read(rt: Runtime, claim: { id: string; startedAt: number }, feedId: string): Promise<void> {
  const feed = await readFeed(rt.db, feedId);
  if (feed === null || feed.status !== "active") return;
  if (feed.run_id === claim.id) {
    // A doubled message, or one whose worker stopped after it had settled: only the assessment may be left.
    await assessNew(rt, feed);
    return;
  }
  const now = rt.clock();
  const settle = async (settlement: PollSettlement, items: D1PreparedStatement[] = []): Promise<void> => {
    await rt.db.batch([...items, settlePoll(rt.db, feed.id, claim, settlement, now)]);
  };
  const result = await pollFeed(rt.fetch, pollState(feed), now, rt.config, rt.clock);
  if (result.kind === "failed") return settle(failedPoll(rt, feed, result, now));

  const before = { to: feed.moved_to, since: feed.moved_since, polls: feed.moved_polls };
  const moved = moveAddress(before, result.movedTo, now);
  const { etag, lastModified, fullGetAt } = result;
  const validators = { etag, lastModified, fullGetAt };
  const sinceNew = now - (feed.last_new_at ?? feed.created_at);
  const answered = (
    rhythmMs: number | null,
    ttlMs: number | null,
    isGap: boolean,
  ): { nextPollAt: number; rhythmMs: number | null; moved: Moved } & typeof validators => {
    const outcome = { kind: "read", rhythmMs, ttlMs, freshMs: result.freshMs, isGap } as const;
    return { ...validators, rhythmMs, moved, nextPollAt: nextPollAt(outcome, now, rt.random) };
  };
  if (result.kind !== "body") {
    return settle({ kind: "unchanged", ...answered(moveRhythm(feed.rhythm_ms, sinceNew, 0), feed.ttl_ms, false) });
  }

  const isFirst = feed.first_polled_at === null;
  const news = await readNews(
    result.body,
    result.contentType,
    result.url,
    isFirst ? null : await loadMemory(rt.db, feed.id),
  );
  if (news.kind !== "news") {
    return settle(failedPoll(rt, feed, { class: news.kind, reason: news.reason, retryAfterMs: null }, now));
  }
  const items = news.items.map((found) => storableItem(found, feed, now));
  const fresh = await onlyNew(rt.db, feed.id, items);
  const edited = items.filter((item) => !fresh.includes(item));
  const isGap = !isFirst && news.isGap && fresh.length === items.length;
  const dates = items.map(({ publishedAt }) => publishedAt);
  const rhythmMs = isFirst ? rhythmOf(dates) : moveRhythm(feed.rhythm_ms, sinceNew, fresh.length);
  const { ttlMs } = news.head;
  await settle(
    {
      kind: "changed",
      ...answered(rhythmMs, ttlMs, isGap),
      bodyHash: result.bodyHash,
      ttlMs,
      newItems: fresh.length,
      isGap,
    },
    [
      ...(fresh.length === 0
        ? []
        : [insertItems(rt.db, fresh, { feedId: feed.id, runId: claim.id, isBacklog: isFirst, now })]),
      ...reviseItems(rt.db, feed.id, edited, now),
      keepMemory(rt.db, feed.id, news.memory),
    ],
  );
  if (items.length > 0) await assessNew(rt, { ...feed, run_id: claim.id });
}

function pollState(feed: FeedRow): FeedState {
  const { url, etag, last_modified: lastModified, body_hash: bodyHash, full_get_at: fullGetAt } = feed;
  return { url, etag, lastModified, bodyHash, fullGetAt };
}

function failedPoll(
  rt: Runtime,
  feed: FeedRow,
  failure: { class: PollFailure; reason: string; retryAfterMs: number | null },
  now: number,
): PollSettlement {
  const { class: errorClass, reason, retryAfterMs } = failure;
  rt.log("feed.failed", { feed: feed.id, class: errorClass });
  const outcome = { kind: "failed", class: errorClass, failures: feed.error_count + 1, retryAfterMs } as const;
  return { kind: "failed", nextPollAt: nextPollAt(outcome, now, rt.random), errorClass, reason };
}

function storableItem({ key, contentHash, item }: NewsItem, feed: FeedRow, now: number): NewItem {
  const { title, summary, link } = item;
  const publishedAt = believedDate(item.published, now);
  return { key, contentHash, title, summary, link, publishedAt, outlet: outletOf(item, feed.title) };
}

/**
 * Assesses what a feed has that was never assessed, in batches, until nothing is left or this invocation can afford no
 * more; then tells what was found.
 */
async function assessNew(rt: Runtime, feed: FeedRow): Promise<void> {
  const newsOfRuns = new Map<string, string[]>();
  for (;;) {
    const items = await listUnassessed(rt.db, { feedId: feed.id, limit: ASSESS_BATCH });
    const [first] = items;
    if (first === undefined) break;
    if (newsOfRuns.size > 0 && !rt.affords(COSTS.assess)) {
      await comeBack(rt, feed, first, 0);
      break;
    }
    const dossierIds = new Set(await listDossiersOf(rt.db, feed.id));
    const dossiers = rt.watches.map(({ dossier }) => dossier).filter(({ id }) => dossierIds.has(id));
    const { ready, isMoreLeft } = await withArticles(rt, feed, items, dossiers, assessable);
    const assessed: Assessed[] = [];
    for (const { item, article } of ready) {
      try {
        const read = assessable(item);
        const findings =
          article === null ? rt.assess(read, dossiers) : assessWithArticle(rt.assess, read, article, dossiers);
        assessed.push({ item, findings });
      } catch (error) {
        // One item that the detector cannot bear must not hold up the rest: it is given up after a few tries, visibly.
        rt.log("item.assess-failed", { item: item.id, error: String(error) });
        await markAssessFailed(rt.db, item.id, String(error), rt.clock());
      }
    }
    const eventIds = await record(rt, assessed);
    for (const runId of new Set(assessed.map(({ item }) => item.run_id))) {
      newsOfRuns.set(runId, [...(newsOfRuns.get(runId) ?? []), ...eventIds]);
    }
    if (isMoreLeft) {
      await comeBack(rt, feed, first, rt.config.isLocalMode ? LOCAL_SPACING_MS : SPACING_MS);
      break;
    }
    // A batch that was neither full nor failed in part was the last.
    if (assessed.length === 0 || (items.length < ASSESS_BATCH && assessed.length === items.length)) break;
  }
  for (const [runId, eventIds] of newsOfRuns) await tellRun(rt, runId, eventIds);
}

/** A message for what is polled already leads to the rest of a feed's items, in an invocation of its own. */
async function comeBack(rt: Runtime, feed: FeedRow, item: ItemRow, delayMs: number): Promise<void> {
  await wake(rt, rt.queues.poll, [{ runId: feed.run_id ?? item.run_id, feedIds: [feed.id] }], delayMs);
}

function assessable(item: ItemRow): AssessableItem {
  const published = item.published_at === null ? null : new Date(item.published_at).toISOString();
  return { title: item.title, summary: item.summary, outlet: item.outlet, published };
}

/** Polls whose message the queue gave up on end as failed polls, with the reason shown; those that are settled stay so. */
export async function pollGivenUp(rt: Runtime, { runId, feedIds }: PollMessage): Promise<void> {
  const startedAt = (await readRunStarts(rt.db, [runId])).get(runId);
  if (startedAt === undefined) return;
  for (const feedId of feedIds) {
    const feed = await readFeed(rt.db, feedId);
    if (feed !== null) await giveUp(rt, { id: runId, startedAt }, feed);
  }
}

async function giveUp(rt: Runtime, claim: { id: string; startedAt: number }, feed: FeedRow): Promise<void> {
  const now = rt.clock();
  const failure = {
    class: "stopped",
    reason: "the worker stopped while reading this feed",
    retryAfterMs: null,
  } as const;
  await settlePoll(rt.db, feed.id, claim, failedPoll(rt, feed, failure, now), now).run();
}
