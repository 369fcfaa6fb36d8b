/** Gets the articles behind a feed's items, one at a time: those of items that pass the gate, where the feed asks for it. */
import { type ArticleResult, readArticle } from "../feed/article.ts";
import { fetchRobots, type Robots } from "../feed/robots.ts";
import type { AssessableItem } from "../model.ts";
import type { Runtime } from "../runtime.ts";
import { passesGate } from "../stance/article.ts";
import type { CompiledDossier } from "../stance/assess.ts";
import { listArticles, settleArticles, startArticle } from "../store/articles.ts";
import type { FeedRow } from "../store/feeds.ts";
import type { ItemRow } from "../store/items.ts";
import { keepRobots, readRobots, ROBOTS_KEPT_MS } from "../store/robots.ts";
import { COSTS } from "./budget.ts";

/** An item that can be assessed now, with its article where one was read. */
export type Ready = { item: ItemRow; article: string | null };

/** `isMoreLeft`: items stay unassessed until their articles were fetched, in invocations to come. */
export type Articles = { ready: Ready[]; isMoreLeft: boolean };

/** More articles of one feed at a time are not asked for: their items are assessed as the feed has them. */
const MOST_AT_ONCE = 10;
/** A worker that has not come back with an article by then has stopped; twice as long as one may take. */
const STOPPED_AFTER_MS = 2 * 60 * 1000;
const HOUR = 60 * 60 * 1000;
/** RFC 9309, 2.4: rules are not kept longer; a site that was out of reach is tried again sooner. */
const ROBOTS_FRESH_MS = 24 * HOUR;
const ROBOTS_RETRY_MS = HOUR;

/**
 * Takes the items of a batch that need no article, and fetches at most one of the others': articles of a feed come from
 * one site as a rule, and are asked for as far apart as the messages that lead here.
 */
export async function withArticles(
  rt: Runtime,
  feed: FeedRow,
  items: ItemRow[],
  dossiers: CompiledDossier[],
  assessable: (item: ItemRow) => AssessableItem,
): Promise<Articles> {
  if (feed.is_full_text === 0) return { ready: items.map((item) => ({ item, article: null })), isMoreLeft: false };
  const now = rt.clock();
  const known = await listArticles(
    rt.db,
    items.map(({ id }) => id),
  );
  const ready: Ready[] = [];
  const wanted: ItemRow[] = [];
  const settled: { item: ItemRow; result: ArticleResult }[] = [];
  let isMoreLeft = false;
  for (const item of items) {
    const row = known.get(item.id);
    if (row !== undefined && row.revision === item.revision) {
      if (row.outcome === "trying" && now - row.tried_at < STOPPED_AFTER_MS) {
        isMoreLeft = true;
        continue;
      }
      if (row.outcome === "trying") {
        settled.push({ item, result: failed("stopped", "the worker stopped while reading it") });
      }
      ready.push({ item, article: row.outcome === "read" ? row.text : null });
    } else if (item.is_backlog === 1 || item.link === null || !passesGate(assessable(item), dossiers)) {
      ready.push({ item, article: null });
    } else if (wanted.length < MOST_AT_ONCE) wanted.push(item);
    else {
      settled.push({ item, result: failed("too-many", `more than ${MOST_AT_ONCE} articles were wanted at once`) });
      ready.push({ item, article: null });
    }
  }
  const [next, ...later] = wanted;
  if (next !== undefined && rt.affords(COSTS.article)) {
    await startArticle(rt.db, next, now);
    const result = await readArticle(rt.fetch, next.link ?? "", rt.config, (origin) => robotsOf(rt, origin), rt.clock);
    if (result.kind === "failed") rt.log("article.failed", { item: next.id, class: result.class });
    settled.push({ item: next, result });
    ready.push({ item: next, article: result.kind === "read" ? result.text : null });
    isMoreLeft ||= later.length > 0;
  } else isMoreLeft ||= wanted.length > 0;
  if (settled.length > 0) await rt.db.batch(settleArticles(rt.db, feed.id, settled, rt.clock()));
  return { ready, isMoreLeft };
}

function failed(failure: "stopped" | "too-many", reason: string): ArticleResult {
  return { kind: "failed", class: failure, reason };
}

/** The rules of an origin: as kept, or fetched; of a site that is out of reach the old ones, while there are any. */
async function robotsOf(rt: Runtime, origin: string): Promise<Robots> {
  const now = rt.clock();
  const kept = await readRobots(rt.db, origin);
  if (kept !== null) {
    const isCertain = kept.robots.kind !== "unreachable" && kept.checkedAt === kept.fetchedAt;
    if (now - kept.checkedAt < (isCertain ? ROBOTS_FRESH_MS : ROBOTS_RETRY_MS)) return kept.robots;
  }
  const robots = await fetchRobots(rt.fetch, origin, rt.config, rt.clock);
  const standsIn =
    robots.kind === "unreachable" &&
    kept !== null &&
    kept.robots.kind !== "unreachable" &&
    now - kept.fetchedAt < ROBOTS_KEPT_MS;
  const told = standsIn ? { ...kept, checkedAt: now } : { robots, fetchedAt: now, checkedAt: now };
  await keepRobots(rt.db, origin, told);
  return told.robots;
}
