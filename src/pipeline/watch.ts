/** Silence that speaks: feeds that bring nothing, runs that were missed, alerts that nobody answered. */
import { type AlertBody, digestBody, operationalBody } from "../alert/event.ts";
import { quietUntil } from "../alert/quiet-hours.ts";
import { wants } from "../alert/route.ts";
import { type FeedNews, feedNews } from "../alert/trouble.ts";
import type { EndpointPolicy, OperationalEventType } from "../model.ts";
import type { Runtime } from "../runtime.ts";
import { endpointPolicy, type EndpointRow } from "../store/endpoints.ts";
import { feedHealth } from "../store/feed-health.ts";
import { listFeeds } from "../store/feeds.ts";
import {
  listNotices,
  listUnanswered,
  noticeStatements,
  type OperationalEvent,
  operationalStatements,
  reminderStatements,
  takeLook,
} from "../store/notices.ts";
import type { RunRow } from "../store/runs.ts";

/** How often the feeds' health is looked at: their troubles last for hours. */
const LOOK_EVERY_MS = 60 * 60 * 1000;

/** Runs further apart than this were missed: two ticks of the cron and a minute. */
const LATE_MS = 11 * 60 * 1000;

/** Reminders come at most this often, whatever an endpoint asks for. */
const REMIND_AT_MOST_MS = 4 * 60 * 60 * 1000;

/** More feeds than this are told of in one message. */
const FEEDS_TOLD_SINGLY = 3;

/** Tells the endpoints that ask for it which feeds stopped bringing news, and which are back. */
export async function watchFeeds(rt: Runtime, endpoints: EndpointRow[]): Promise<void> {
  const now = rt.clock();
  const isAsked = endpoints.some((endpoint) => wants(endpointPolicy(endpoint), "feed.failing"));
  if (!isAsked || !(await takeLook(rt.db, LOOK_EVERY_MS, now))) return;
  const [feeds, notices] = await Promise.all([listFeeds(rt.db), listNotices(rt.db)]);
  const watched = feeds.map((feed) => ({
    id: feed.id,
    title: feed.title,
    health: feedHealth(feed, now),
    hasItems: feed.last_new_at !== null,
    told: notices.get(feed.id)?.state ?? null,
  }));
  const news = feedNews(watched, now);
  if (news.length === 0) return;
  const changed = news.map(({ feed, kind, state }) => ({
    subject: feed.id,
    state,
    since: feed.health.since,
    isOver: kind === "recovered",
  }));
  const events = (["failing", "recovered"] as const).flatMap((kind) =>
    feedEvents(
      rt,
      kind,
      news.filter((each) => each.kind === kind),
      endpoints,
      now,
    ),
  );
  await rt.db.batch([...noticeStatements(rt.db, changed, now), ...operationalStatements(rt.db, events, now)]);
}

function feedEvents(
  rt: Runtime,
  kind: FeedNews["kind"],
  news: FeedNews[],
  endpoints: EndpointRow[],
  now: number,
): OperationalEvent[] {
  const type = `feed.${kind}` as const;
  const sentence = ({ feed, state }: FeedNews): string =>
    kind === "recovered" ? `${feed.title} is read again` : `${feed.title} is ${state}: ${feed.health.words}`;
  const told = (id: string, name: string, summary: string, state: string, since: number): OperationalEvent => {
    const body = operationalBody({ type, summary, subject: { kind: "feed", id, name }, state, since }, now);
    return operational(rt.newId("msg"), type, state, JSON.stringify(body), endpoints, now);
  };
  if (news.length <= FEEDS_TOLD_SINGLY) {
    return news.map((each) =>
      told(each.feed.id, each.feed.title, `${sentence(each)}.`, each.state, each.feed.health.since),
    );
  }
  const since = Math.min(...news.map(({ feed }) => feed.health.since));
  const name = `${news.length} feeds`;
  return [told("many", name, `${name}: ${news.map(sentence).join("; ")}.`, kind, since)];
}

/** Tells, once the cron is back, that runs were missed; returns whether they were. */
export async function tellMissedRuns(rt: Runtime, last: RunRow | null, endpoints: EndpointRow[]): Promise<boolean> {
  const now = rt.clock();
  if (last === null || now - last.started_at <= LATE_MS) return false;
  const minutes = Math.round((now - last.started_at) / 60_000);
  const summary = `No run for ${minutes} minutes: what was published meanwhile is being read now.`;
  const subject = { kind: "runs", id: last.id, name: "the runs" } as const;
  const body = operationalBody({ type: "runs.late", summary, subject, state: "late", since: last.started_at }, now);
  // By the run before the gap: two ticks at once tell of it once.
  const event = operational(`msg_late_${last.id}`, "runs.late", "late", JSON.stringify(body), endpoints, now);
  rt.log("runs.late", { minutes });
  if (event.owed.length > 0) await rt.db.batch(operationalStatements(rt.db, [event], now));
  return true;
}

function operational(
  id: string,
  type: OperationalEventType,
  reason: string,
  body: string,
  endpoints: EndpointRow[],
  now: number,
): OperationalEvent {
  const owed = endpoints.flatMap((endpoint) => {
    const policy = endpointPolicy(endpoint);
    return wants(policy, type) ? [{ endpointId: endpoint.id, at: dueAt(policy, now) }] : [];
  });
  return { id, type, reason, body, owed };
}

/** Reminds the endpoints that ask for it of alerts that nobody has acknowledged. */
export async function remind(rt: Runtime, endpoints: EndpointRow[]): Promise<void> {
  const now = rt.clock();
  for (const endpoint of endpoints) {
    const policy = endpointPolicy(endpoint);
    if (policy.reminderMs === null || endpoint.status !== "active") continue;
    const everyMs = Math.max(policy.reminderMs, REMIND_AT_MOST_MS);
    if ((endpoint.reminded_at ?? 0) > now - everyMs) continue;
    const waiting = await listUnanswered(rt.db, endpoint.id, now - everyMs);
    if (waiting.length === 0) continue;
    const changes = waiting.map(({ event_id: eventId, body }) => ({ eventId, body: JSON.parse(body) as AlertBody }));
    const body = JSON.stringify(digestBody({ reason: "unacknowledged", changes }, now));
    const reminder = { eventId: rt.newId("msg"), endpointId: endpoint.id, body, at: dueAt(policy, now), everyMs };
    await rt.db.batch(reminderStatements(rt.db, reminder, now));
  }
}

function dueAt({ quietHours }: EndpointPolicy, now: number): number {
  return quietHours === null ? now : (quietUntil(quietHours, now) ?? now);
}
