/** `/api/feeds`: what is polled and how it is doing. */
import * as v from "valibot";
import { checkAddress } from "../net/outbound.ts";
import { feedHealth } from "../store/feed-health.ts";
import { addFeed, type FeedRow, listDossiersOf, listFeeds, readFeed, removeFeed, setFullText } from "../store/feeds.ts";
import { checkFeed } from "./feed-check.ts";
import { operation, type Operation, rawOperation } from "./operation.ts";
import { problem } from "./problem.ts";
import { Count, MaybeText, MaybeTime } from "./schema.ts";
import { iso } from "./time.ts";

export const FeedSchema = v.object({
  id: v.string(),
  url: v.string(),
  title: v.string(),
  dossiers: v.array(v.string()),
  health: v.string(),
  health_words: v.string(),
  health_since: MaybeTime,
  last_polled_at: MaybeTime,
  last_ok_at: MaybeTime,
  next_poll_at: MaybeTime,
  error: v.nullable(v.object({ class: v.string(), reason: MaybeText, count: Count })),
  full_text: v.boolean(),
  articles: v.object({ read: Count, failed: Count, failed_in_a_row: Count, last_failure: MaybeText }),
});

const AddedSchema = v.object({
  ...FeedSchema.entries,
  read: v.nullable(v.object({ title: v.string(), items: Count, newest: v.array(v.string()) })),
});

/** A feed as the API shows it. */
function shownFeed(feed: FeedRow, dossierIds: string[], now: number): v.InferInput<typeof FeedSchema> {
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
    full_text: feed.is_full_text === 1,
    articles: {
      read: feed.articles_read,
      failed: feed.articles_failed,
      failed_in_a_row: feed.article_failures,
      last_failure: feed.article_error,
    },
  };
}

export const feedOperations: Operation[] = [
  operation("get", {
    path: "/api/feeds",
    id: "listFeeds",
    tag: "feeds",
    summary: "What is polled, with its health in words",
    access: "pages",
    answer: { description: "Every feed", schema: v.object({ feeds: v.array(FeedSchema) }) },
    handle: async (c) => {
      const now = c.var.rt.clock();
      const rows = await listFeeds(c.var.rt.db);
      return { feeds: rows.map(({ dossierIds, ...feed }) => shownFeed(feed, dossierIds, now)) };
    },
  }),
  operation("get", {
    path: "/api/feeds/:id",
    id: "readFeed",
    tag: "feeds",
    summary: "One feed",
    access: "pages",
    answer: { description: "The feed", schema: FeedSchema },
    problems: [404],
    handle: async (c) => {
      const { rt } = c.var;
      const feed = await readFeed(rt.db, c.req.param("id") ?? "");
      if (feed === null || feed.status === "removed") return problem(c, 404, `There is no feed ${c.req.param("id")}.`);
      return shownFeed(feed, await listDossiersOf(rt.db, feed.id), rt.clock());
    },
  }),
  operation("post", {
    path: "/api/feeds",
    id: "addFeed",
    tag: "feeds",
    summary: "Adds a feed to a dossier, once it was read; adding it again changes nothing",
    access: "admin",
    body: {
      schema: v.strictObject({
        url: v.pipe(v.string(), v.nonEmpty("must not be empty"), v.maxLength(2048)),
        title: v.optional(v.pipe(v.string(), v.nonEmpty("must not be empty"), v.maxLength(200))),
        dossier: v.string(),
        check: v.optional(v.boolean(), true),
        full_text: v.optional(v.boolean()),
      }),
      example: { url: "https://example.org/feed.xml", dossier: "japan-north-korea-summit", check: false },
    },
    answer: { status: 201, description: "The feed, and what was read of it", schema: AddedSchema },
    problems: [404],
    handle: async (c, _query, { url, title, dossier, check, full_text: fullText }) => {
      const { rt } = c.var;
      if (!rt.watches.some((watch) => watch.dossier.id === dossier))
        return problem(c, 404, `There is no dossier "${dossier}".`);
      const address = checkAddress(url, { purpose: "feed", isLocalMode: rt.config.isLocalMode });
      if (address.kind === "refused") {
        return problem(c, 422, "Feeds are not polled at this address.", [{ field: "url", problem: address.reason }]);
      }
      const checked = check ? await checkFeed(rt, address.url.href) : null;
      if (checked?.kind === "failed") {
        const found = checked.alternates.map((other) => ({ field: "url", problem: `this page offers ${other.url}` }));
        const detail = "There is no feed to be read at this address; `check: false` adds it all the same.";
        return problem(c, 422, detail, [{ field: "url", problem: checked.reason }, ...found]);
      }
      const named =
        title ?? (checked === null || checked.title === "" ? address.url.host : checked.title.slice(0, 200));
      const added = await addFeed(rt.db, { url: address.url.href, title: named }, dossier, rt.clock());
      if (fullText !== undefined) await setFullText(rt.db, added.id, fullText);
      const feed = (await readFeed(rt.db, added.id)) ?? added;
      c.header("location", `/api/feeds/${feed.id}`);
      const read = checked === null ? null : { title: checked.title, items: checked.items, newest: checked.newest };
      return { ...shownFeed(feed, await listDossiersOf(rt.db, feed.id), rt.clock()), read };
    },
  }),
  operation("post", {
    path: "/api/feeds/:id/full-text",
    id: "setFullText",
    tag: "feeds",
    summary:
      "Sets whether the articles behind a feed's items are fetched and assessed too, where robots.txt lets them be",
    access: "admin",
    body: { schema: v.strictObject({ full_text: v.boolean() }), example: { full_text: true } },
    answer: { description: "The feed", schema: FeedSchema },
    problems: [404],
    handle: async (c, _query, { full_text: fullText }) => {
      const { rt } = c.var;
      const id = c.req.param("id") ?? "";
      const feed = (await setFullText(rt.db, id, fullText)) ? await readFeed(rt.db, id) : null;
      if (feed === null) return problem(c, 404, `There is no feed ${id}.`);
      return shownFeed(feed, await listDossiersOf(rt.db, id), rt.clock());
    },
  }),
  rawOperation("delete", {
    path: "/api/feeds/:id",
    id: "removeFeed",
    tag: "feeds",
    summary: "Stops polling a feed; what it brought stays",
    access: "admin",
    answer: { status: 204, description: "It is not polled any more", schema: null, mediaType: "" },
    problems: [404],
    handle: async (c) => {
      const id = c.req.param("id") ?? "";
      return (await removeFeed(c.var.rt.db, id)) ? c.body(null, 204) : problem(c, 404, `There is no feed ${id}.`);
    },
  }),
];
