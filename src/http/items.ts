/** `/api/items`: what the feeds published. */
import * as v from "valibot";
import { type ArticleRow, readArticleOf } from "../store/articles.ts";
import { listItemPage, readItem } from "../store/item-list.ts";
import type { ItemRow } from "../store/items.ts";
import { listRevisions } from "../store/revisions.ts";
import { listOf, nextPage } from "./list.ts";
import { operation, type Operation } from "./operation.ts";
import { problem } from "./problem.ts";
import { Count, MaybeText, MaybeTime, paging, startOf, Time } from "./schema.ts";
import { iso } from "./time.ts";

export const ItemSchema = v.object({
  id: Count,
  feed: v.string(),
  title: v.string(),
  summary: v.string(),
  link: MaybeText,
  outlet: v.string(),
  published: MaybeTime,
  first_seen_at: Time,
  assessed_at: MaybeTime,
  assess_error: MaybeText,
  is_backlog: v.boolean(),
  revision: v.pipe(Count, v.description("How often the publisher has edited it; `…/revisions` has the earlier texts")),
});

const ArticleSchema = v.object({
  outcome: v.picklist(["trying", "read", "failed"]),
  reason: MaybeText,
  text: v.string(),
  tried_at: Time,
});

/** One item with the article behind it; null where the feed's full text is not read, or the item was not worth it. */
const WholeItemSchema = v.object({ ...ItemSchema.entries, article: v.nullable(ArticleSchema) });

function shown(item: ItemRow): v.InferInput<typeof ItemSchema> {
  return {
    id: item.id,
    feed: item.feed_id,
    title: item.title,
    summary: item.summary,
    link: item.link,
    outlet: item.outlet,
    published: iso(item.published_at),
    first_seen_at: iso(item.first_seen_at),
    assessed_at: iso(item.assessed_at),
    assess_error: item.assess_error,
    is_backlog: item.is_backlog === 1,
    revision: item.revision,
  };
}

const RevisionSchema = v.object({ number: Count, title: v.string(), summary: v.string(), replaced_at: Time });

function shownArticle(row: ArticleRow): v.InferInput<typeof ArticleSchema> {
  return { outcome: row.outcome, reason: row.error_reason, text: row.text, tried_at: iso(row.tried_at) };
}

export const itemOperations: Operation[] = [
  operation("get", {
    path: "/api/items",
    id: "listItems",
    tag: "items",
    summary: "What the feeds published, newest first",
    access: "pages",
    query: v.strictObject({ ...paging, feed: v.optional(v.string()) }),
    answer: { description: "A page of items", schema: listOf("items", ItemSchema) },
    handle: async (c, query) => {
      const page = { after: startOf(query), limit: query.limit };
      const { items, hasMore } = await listItemPage(c.var.rt.db, { feedId: query.feed ?? null }, page);
      const last = items.at(-1);
      const next = nextPage(c, hasMore, last === undefined ? undefined : { at: last.id, id: "" });
      return { items: items.map(shown), next };
    },
  }),
  operation("get", {
    path: "/api/items/:id",
    id: "readItem",
    tag: "items",
    summary: "One item, with the article behind it where that was fetched",
    access: "pages",
    answer: { description: "The item", schema: WholeItemSchema },
    problems: [404],
    handle: async (c) => {
      const { rt } = c.var;
      const item = await readItem(rt.db, Number(c.req.param("id")));
      if (item === null) return problem(c, 404, `There is no item ${c.req.param("id")}.`);
      const row = await readArticleOf(rt.db, item.id);
      return { ...shown(item), article: row === null ? null : shownArticle(row) };
    },
  }),
  operation("get", {
    path: "/api/items/:id/revisions",
    id: "listItemRevisions",
    tag: "items",
    summary: "The earlier texts of an item that its publisher edited, oldest first",
    access: "pages",
    answer: { description: "Every earlier text", schema: v.object({ revisions: v.array(RevisionSchema) }) },
    problems: [404],
    handle: async (c) => {
      const { rt } = c.var;
      const item = await readItem(rt.db, Number(c.req.param("id")));
      if (item === null) return problem(c, 404, `There is no item ${c.req.param("id")}.`);
      const rows = await listRevisions(rt.db, item.id);
      return { revisions: rows.map((row) => ({ ...row, replaced_at: iso(row.replaced_at) })) };
    },
  }),
];
