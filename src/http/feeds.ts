/** `/api/feeds`: what is polled and how it is doing. */
import { Hono } from "hono";
import * as v from "valibot";
import { healthOf } from "../feed/health.ts";
import { checkAddress } from "../net/outbound.ts";
import { addFeed, type FeedRow, listFeeds, removeFeed } from "../store/feeds.ts";
import { requireToken } from "./auth.ts";
import { readBody } from "./body.ts";
import type { AppEnv } from "./context.ts";
import { problem } from "./problem.ts";
import { iso } from "./time.ts";

const FeedBody = v.strictObject({
  url: v.pipe(v.string(), v.nonEmpty("must not be empty"), v.maxLength(2048)),
  title: v.optional(v.pipe(v.string(), v.nonEmpty("must not be empty"), v.maxLength(200))),
  dossier: v.string(),
});

export const feeds = new Hono<AppEnv>()
  .get("/", async (c) => {
    const now = c.var.rt.clock();
    const rows = await listFeeds(c.var.rt.db);
    return c.json({ feeds: rows.map(({ dossierIds, ...feed }) => shownFeed(feed, dossierIds, now)) });
  })
  .post("/", requireToken, async (c) => {
    const read = await readBody(c, FeedBody);
    if (read.kind === "answer") return read.answer;
    const { rt } = c.var;
    const { url, dossier } = read.body;
    if (!rt.watches.some((watch) => watch.dossier.id === dossier))
      return problem(c, 404, `There is no dossier "${dossier}".`);
    const address = checkAddress(url, { purpose: "feed", isLocalMode: rt.config.isLocalMode });
    if (address.kind === "refused") {
      return problem(c, 422, "Feeds are not polled at this address.", [{ field: "url", problem: address.reason }]);
    }
    const feed = await addFeed(
      rt.db,
      { url: address.url.href, title: read.body.title ?? address.url.host },
      dossier,
      rt.clock(),
    );
    c.header("location", `/api/feeds/${feed.id}`);
    return c.json(shownFeed(feed, [dossier], rt.clock()), 201);
  })
  .delete("/:id", requireToken, async (c) => {
    const id = c.req.param("id");
    return (await removeFeed(c.var.rt.db, id)) ? c.body(null, 204) : problem(c, 404, `There is no feed ${id}.`);
  });

/** A feed as the API shows it. */
function shownFeed(feed: FeedRow, dossierIds: string[], now: number): Record<string, unknown> {
  const health = feedHealth(feed, now);
  return {
    id: feed.id,
    url: feed.url,
    title: feed.title,
    dossiers: dossierIds,
    health: health.state,
    health_words: health.words,
    health_since: iso(health.since),
    last_polled_at: iso(feed.last_polled_at),
    last_ok_at: iso(feed.last_ok_at),
    next_poll_at: feed.status === "active" ? iso(feed.next_poll_at) : null,
    error:
      feed.error_class === null
        ? null
        : { class: feed.error_class, reason: feed.error_reason, count: feed.error_count },
  };
}

/** A row's health in words. */
export function feedHealth(feed: FeedRow, now: number): ReturnType<typeof healthOf> {
  return healthOf(
    {
      addedAt: feed.created_at,
      nextPollAt: feed.status === "active" ? feed.next_poll_at : null,
      lastGoodAt: feed.last_ok_at,
      lastChangedAt: feed.last_changed_at,
      lastNewAt: feed.last_new_at,
      rhythmMs: feed.rhythm_ms,
      failures: feed.error_count,
      failingSince: feed.failing_since,
      failure: feed.error_class === null ? null : { class: feed.error_class, reason: feed.error_reason ?? "" },
      gapAt: feed.gap_at,
    },
    now,
  );
}
