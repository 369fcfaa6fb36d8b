/** The flow, top to bottom: tick, poll, assess, record, deliver. The only file that joins the stages. */
import { decide, type OpenAlert } from "./alert/decide.ts";
import { eventBody } from "./alert/event.ts";
import { attempt } from "./deliver/attempt.ts";
import { retryDelay } from "./deliver/backoff.ts";
import { type FeedState, type PollFailure, pollFeed } from "./feed/fetch.ts";
import { type KeyedItem, keyItems } from "./feed/item.ts";
import { outletOf } from "./feed/outlet.ts";
import { parseFeed } from "./feed/parse.ts";
import { moveRhythm, nextPollAt, rhythmOf } from "./feed/schedule.ts";
import type { AlertEventType, AssessableItem, AttemptOutcome, Direction, Finding } from "./model.ts";
import type { DeliverMessage, PollMessage, Runtime } from "./runtime.ts";
import type { DossierFinding } from "./stance/assess.ts";
import { listOpenAlerts, type NewAlert, type NewEvent, type NewFinding, recordStatements } from "./store/alerts.ts";
import {
  claimDelivery,
  type ClaimedDelivery,
  type DeliverySettlement,
  listDeliveriesOf,
  listDueDeliveries,
  settleDelivery,
} from "./store/deliveries.ts";
import { SETTINGS_ENDPOINT_ID, syncSettingsEndpoint } from "./store/endpoints.ts";
import { type FeedRow, listDossiersOf, type PollSettlement, readFeed, settlePoll, syncFeeds } from "./store/feeds.ts";
import {
  filterUnassessed,
  insertItems,
  type ItemRow,
  listFeedsLeftBehind,
  listUnassessed,
  markAssessed,
  markAssessFailed,
  type NewItem,
  onlyNew,
} from "./store/items.ts";
import { deleteOldRuns, finishRuns, readRun, type RunRow, type RunScope, startRun } from "./store/runs.ts";

/** Where no queue takes a message, one tick does this much itself; the rest is due at the next. */
const INLINE_POLLS = 10;
const INLINE_DELIVERIES = 10;

/** The most that one sweep wakes up. */
const SWEEP_LIMIT = 100;

/** Items this old and still not assessed were left behind by a worker that stopped. */
const LEFT_BEHIND_MS = 60 * 1000;

/** How many items one batch assesses and records. */
const ASSESS_BATCH = 50;

/** How often a decision is made again because another worker decided on the same change meanwhile. */
const DECIDE_TRIES = 5;

/** The longest wait that a queue message carries; longer ones are left to the sweep of the cron. */
const LONGEST_QUEUE_DELAY_MS = 5 * 60 * 1000;

/** One cron tick: claims the feeds that are due, and wakes up whatever a lost message left behind. */
export async function tick(rt: Runtime): Promise<RunRow> {
  const now = rt.clock();
  const watches = rt.config.hasBaselineFeeds ? rt.watches : [];
  const sources = watches.flatMap(({ dossier, feeds }) => feeds.map((feed) => ({ ...feed, dossierId: dossier.id })));
  await syncFeeds(rt.db, sources, now);
  await syncSettingsEndpoint(rt.db, rt.config.webhook !== null, now);
  await finishRuns(rt.db, now);
  await deleteOldRuns(rt.db, now);
  const { run } = await trigger(rt, "cron", { dossierId: null, feedId: null }, null);
  await sweep(rt);
  return run;
}

/** Starts a run and hands its feeds to the poll queue; without a queue it polls some of them itself. */
export async function trigger(
  rt: Runtime,
  by: "cron" | "manual",
  scope: RunScope,
  idempotencyKey: string | null,
): Promise<{ run: RunRow; isRepeat: boolean }> {
  const started = await startRun(rt.db, { id: rt.newId("run"), trigger: by, scope, idempotencyKey }, rt.clock());
  if (started.isRepeat) return { run: started.run, isRepeat: true };
  const messages = started.feedIds.map((feedId) => ({ runId: started.run.id, feedId }));
  if (!(await wake(rt, rt.queues.poll, messages, 0))) {
    for (const { runId, feedId } of messages.slice(0, INLINE_POLLS)) await poll(rt, runId, feedId);
  }
  return { run: started.run, isRepeat: false };
}

/** Finds what is due and nobody holds: items never assessed, deliveries never attempted or due again. */
export async function sweep(rt: Runtime): Promise<void> {
  const now = rt.clock();
  for (const feedId of await listFeedsLeftBehind(rt.db, now - LEFT_BEHIND_MS)) await assessNew(rt, feedId);
  await wakeDeliveries(rt, await listDueDeliveries(rt.db, now, SWEEP_LIMIT));
}

/** Polls one claimed feed, stores what is new, settles the claim, and assesses. Doing it twice changes nothing. */
export async function poll(rt: Runtime, runId: string, feedId: string): Promise<void> {
  const [run, feed] = await Promise.all([readRun(rt.db, runId), readFeed(rt.db, feedId)]);
  if (run === null || feed === null || feed.status !== "active") return;
  if (feed.run_id === run.id) {
    // A doubled message, or one whose worker stopped after it had settled: only the assessment may be left.
    await assessNew(rt, feedId);
    return;
  }
  const now = rt.clock();
  const claim = { id: run.id, startedAt: run.started_at };
  const settle = async (settlement: PollSettlement, items: D1PreparedStatement[] = []): Promise<void> => {
    await rt.db.batch([...items, settlePoll(rt.db, feed.id, claim, settlement, now)]);
  };
  const result = await pollFeed(rt.fetch, pollState(feed), now, rt.config, rt.clock);
  if (result.kind === "failed") return settle(failedPoll(rt, feed, result, now));

  const answered = { etag: result.etag, lastModified: result.lastModified, fullGetAt: result.fullGetAt };
  const sinceNew = now - (feed.last_new_at ?? feed.created_at);
  const whenRead = (rhythmMs: number | null, isGap: boolean): number =>
    nextPollAt({ kind: "read", rhythmMs, ttlMs: feed.ttl_ms, freshMs: result.freshMs, isGap }, now, rt.random);
  if (result.kind !== "body") {
    const rhythmMs = moveRhythm(feed.rhythm_ms, sinceNew, 0);
    return settle({ kind: "unchanged", ...answered, rhythmMs, nextPollAt: whenRead(rhythmMs, false) });
  }

  const parsed = await parseFeed(result.body, result.contentType, result.url);
  if (parsed.kind !== "feed") {
    return settle(failedPoll(rt, feed, { class: parsed.kind, reason: parsed.reason, retryAfterMs: null }, now));
  }
  const items = keyItems(parsed.items).map((keyed) => storableItem(keyed, feed));
  const fresh = await onlyNew(rt.db, feed.id, items);
  const isFirst = feed.first_polled_at === null;
  const isGap = !isFirst && items.length > 1 && fresh.length === items.length;
  const rhythmMs = isFirst
    ? rhythmOf(items.map(({ publishedAt }) => publishedAt))
    : moveRhythm(feed.rhythm_ms, sinceNew, fresh.length);
  await settle(
    {
      kind: "changed",
      ...answered,
      bodyHash: result.bodyHash,
      rhythmMs,
      ttlMs: null,
      newItems: fresh.length,
      isGap,
      nextPollAt: whenRead(rhythmMs, isGap),
    },
    fresh.length === 0 ? [] : [insertItems(rt.db, fresh, { feedId: feed.id, runId: run.id, isBacklog: isFirst, now })],
  );
  if (fresh.length > 0) await assessNew(rt, feed.id);
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

function storableItem({ key, item }: KeyedItem, feed: FeedRow): NewItem {
  const { title, summary, link, published: publishedAt } = item;
  return { key, title, summary, link, publishedAt, outlet: outletOf(item, feed.title) };
}

/** Assesses what a feed has that was never assessed, in batches, until nothing is left. */
async function assessNew(rt: Runtime, feedId: string): Promise<void> {
  for (;;) {
    const items = await listUnassessed(rt.db, { feedId, limit: ASSESS_BATCH });
    if (items.length === 0) return;
    const dossierIds = new Set(await listDossiersOf(rt.db, feedId));
    const dossiers = rt.watches.map(({ dossier }) => dossier).filter(({ id }) => dossierIds.has(id));
    const assessed: Assessed[] = [];
    for (const item of items) {
      try {
        assessed.push({ item, findings: rt.assess(assessable(item), dossiers) });
      } catch (error) {
        // One item that the detector cannot bear must not hold up the rest: it is given up after a few tries, visibly.
        rt.log("item.assess-failed", { item: item.id, error: String(error) });
        await markAssessFailed(rt.db, item.id, String(error), rt.clock());
      }
    }
    await record(rt, assessed);
    if (assessed.length === 0) return;
  }
}

type Assessed = { item: ItemRow; findings: DossierFinding[] };

function assessable(item: ItemRow): AssessableItem {
  const published = item.published_at === null ? null : new Date(item.published_at).toISOString();
  return { title: item.title, summary: item.summary, outlet: item.outlet, published };
}

/** Decides what the findings do to the alerts and records it all in one batch; then wakes up the deliveries. */
async function record(rt: Runtime, assessed: Assessed[]): Promise<void> {
  for (let tries = 1; assessed.length > 0; tries++) {
    const now = rt.clock();
    const open = await openAlerts(rt, assessed);
    const { alerts, findings, events } = decideAll(rt, assessed, open, now);
    const ids = assessed.map(({ item }) => item.id);
    try {
      await rt.db.batch([...recordStatements(rt.db, { alerts, findings, events }, now), markAssessed(rt.db, ids, now)]);
    } catch (error) {
      // Another worker decided on the same change meanwhile (see recordStatements): decide again on what is there now.
      if (!/UNIQUE constraint failed/.test(String(error)) || tries === DECIDE_TRIES) throw error;
      const still = new Set(await filterUnassessed(rt.db, ids));
      assessed = assessed.filter(({ item }) => still.has(item.id));
      continue;
    }
    for (const event of events) rt.log(event.type, { alert: event.alertId, event: event.id });
    if (events.length > 0)
      await wakeDeliveries(
        rt,
        await listDeliveriesOf(
          rt.db,
          events.map(({ id }) => id),
        ),
      );
    return;
  }
}

async function openAlerts(rt: Runtime, assessed: Assessed[]): Promise<Map<string, Thread>> {
  const keys = assessed.flatMap(({ findings }) =>
    findings.map(({ dossierId, finding }) => `${dossierId}/${finding.position}`),
  );
  const rows = await listOpenAlerts(rt.db, [...new Set(keys)]);
  return new Map(
    rows.map((row) => [
      threadKey(row.dossier_id, row.position_id, row.direction),
      {
        alertId: row.id,
        openedAt: row.opened_at,
        outlets: row.outlets,
        isCorroborated: row.stage !== "tentative",
        lastSequence: row.last_sequence,
      },
    ]),
  );
}

/** An open alert while a batch is decided: earlier items of the batch count for later ones. */
type Thread = OpenAlert & { alertId: string; openedAt: number; lastSequence: number };

function threadKey(dossierId: string, positionId: string, direction: Direction | null): string {
  return `${dossierId}/${positionId}/${direction ?? ""}`;
}

function decideAll(
  rt: Runtime,
  assessed: Assessed[],
  threads: Map<string, Thread>,
  now: number,
): { alerts: NewAlert[]; findings: NewFinding[]; events: NewEvent[] } {
  const alerts: NewAlert[] = [];
  const findings: NewFinding[] = [];
  const events: NewEvent[] = [];
  for (const { item, findings: found } of assessed) {
    for (const { dossierId, finding } of found) {
      const key = threadKey(dossierId, finding.position, finding.direction);
      const source = { outlet: item.outlet, publishedAt: item.published_at, isBacklog: item.is_backlog === 1 };
      const decision = decide({ finding, item: source, open: threads.get(key) ?? null }, rt.config.policy, now);
      const { kind, reason } = decision;
      if (kind === "nothing" || finding.direction === null) {
        findings.push({ itemId: item.id, dossierId, finding, decision: reason, alertId: null });
        continue;
      }
      const thread: Thread = threads.get(key) ?? {
        alertId: rt.newId("alt"),
        openedAt: now,
        outlets: [],
        isCorroborated: false,
        lastSequence: 0,
      };
      threads.set(key, thread);
      if (!thread.outlets.includes(item.outlet)) thread.outlets.push(item.outlet);
      findings.push({ itemId: item.id, dossierId, finding, decision: reason, alertId: thread.alertId });
      if (kind === "open") {
        alerts.push({
          id: thread.alertId,
          dossier_id: dossierId,
          position_id: finding.position,
          direction: finding.direction,
        });
      }
      if (kind === "join") continue;
      thread.isCorroborated ||= kind === "corroborate";
      thread.lastSequence += 1;
      const type = kind === "open" ? "alert.opened" : "alert.corroborated";
      const body = bodyOf(rt, type, dossierId, finding, finding.direction, thread, item, now);
      events.push({ id: rt.newId("msg"), alertId: thread.alertId, sequence: thread.lastSequence, type, reason, body });
    }
  }
  return { alerts, findings, events };
}

function bodyOf(
  rt: Runtime,
  type: AlertEventType,
  dossierId: string,
  finding: Finding,
  direction: Direction,
  thread: Thread,
  item: ItemRow,
  now: number,
): string {
  const dossier = rt.watches.find((watch) => watch.dossier.id === dossierId)?.dossier.source;
  const position = dossier?.positions.find(({ id }) => id === finding.position);
  if (dossier === undefined || position === undefined) throw new Error(`no position ${dossierId}/${finding.position}`);
  const { alertId, openedAt, outlets } = thread;
  const { title, outlet, link, published_at: publishedAt } = item;
  const shown = { title, outlet, link, publishedAt };
  return eventBody({ type, alertId, dossier, position, direction, openedAt, outlets, finding, item: shown }, now);
}

/** Makes the attempt that a delivery is due for; nothing where it is not due or another worker holds it. */
export async function deliver(rt: Runtime, deliveryId: string): Promise<void> {
  const delivery = await claimDelivery(rt.db, deliveryId, rt.newId("lease"), rt.clock());
  if (delivery === null) return;
  const at = rt.clock();
  const target = delivery.endpointId === SETTINGS_ENDPOINT_ID ? rt.config.webhook : delivery;
  const outcome: AttemptOutcome =
    target === null
      ? { kind: "gone", status: null, latencyMs: 0, reason: "the settings name no webhook any more" }
      : await attempt(
          rt.fetch,
          { id: delivery.eventId, body: delivery.body, url: target.url, secret: target.secret },
          { clock: rt.clock, isLocalMode: rt.config.isLocalMode, version: rt.config.version },
        );
  await settleAttempt(rt, delivery, outcome, at);
}

/** Logs how an attempt ended and says what follows: done, another try, or failed for good. */
async function settleAttempt(
  rt: Runtime,
  delivery: ClaimedDelivery,
  outcome: AttemptOutcome,
  at: number,
): Promise<void> {
  const now = rt.clock();
  const settlement = afterAttempt(delivery.attemptCount + 1, outcome, now, rt.random());
  await settleDelivery(rt.db, delivery, { outcome, at }, settlement, now);
  rt.log("delivery.attempted", {
    delivery: delivery.id,
    attempt: delivery.attemptCount + 1,
    outcome: outcome.kind,
    status: outcome.status,
    latencyMs: outcome.latencyMs,
  });
  if (settlement.kind === "retry" && settlement.at - now <= LONGEST_QUEUE_DELAY_MS) {
    await wake(rt, rt.queues.deliver, [{ deliveryId: delivery.id }], settlement.at - now);
  }
}

function afterAttempt(attempts: number, outcome: AttemptOutcome, now: number, random: number): DeliverySettlement {
  if (outcome.kind === "delivered") return { kind: "delivered" };
  if (outcome.kind === "gone") return { kind: "failed", reason: outcome.reason, disablesEndpoint: true };
  const delay = retryDelay(attempts, outcome, random);
  return delay === null
    ? { kind: "failed", reason: `${outcome.reason}; given up after ${attempts} attempts`, disablesEndpoint: false }
    : { kind: "retry", at: now + delay, reason: outcome.reason };
}

/** A poll whose message the queue gave up on ends as a failed poll, with the reason shown. */
export async function pollGivenUp(rt: Runtime, { runId, feedId }: PollMessage): Promise<void> {
  const [run, feed] = await Promise.all([readRun(rt.db, runId), readFeed(rt.db, feedId)]);
  if (run === null || feed === null) return;
  const now = rt.clock();
  const failure = {
    class: "stopped",
    reason: "the worker stopped while reading this feed",
    retryAfterMs: null,
  } as const;
  const claim = { id: run.id, startedAt: run.started_at };
  await settlePoll(rt.db, feedId, claim, failedPoll(rt, feed, failure, now), now).run();
}

/** A delivery whose message the queue gave up on counts a failed attempt, so that it is tried again and can end. */
export async function deliveryGivenUp(rt: Runtime, { deliveryId }: DeliverMessage): Promise<void> {
  const now = rt.clock();
  const delivery = await claimDelivery(rt.db, deliveryId, rt.newId("lease"), now);
  if (delivery === null) return;
  const reason = "the worker stopped during the attempt";
  const outcome = { kind: "failed", status: null, latencyMs: 0, reason, isTimeout: false, retryAfterMs: null } as const;
  await settleAttempt(rt, delivery, outcome, now);
}

/** Wakes up deliveries through the queue; without a queue some are attempted here. */
export async function wakeDeliveries(rt: Runtime, ids: string[]): Promise<void> {
  const messages = ids.map((deliveryId) => ({ deliveryId }));
  if (await wake(rt, rt.queues.deliver, messages, 0)) return;
  for (const id of ids.slice(0, INLINE_DELIVERIES)) await deliver(rt, id);
}

/**
 * Sends messages; false where the queue would not take them. That loses nothing: what they would have woken up is a row
 * that the next tick finds.
 */
async function wake<T>(rt: Runtime, queue: Queue<T>, messages: T[], delayMs: number): Promise<boolean> {
  const delaySeconds = Math.ceil(delayMs / 1000);
  try {
    // A batch holds at most 100 messages, and an empty one throws.
    for (let at = 0; at < messages.length; at += 100) {
      await queue.sendBatch(messages.slice(at, at + 100).map((body) => ({ body, contentType: "json", delaySeconds })));
    }
    return true;
  } catch (error) {
    rt.log("queue.failed", { error: String(error) });
    return false;
  }
}
