/** The articles table: what the articles behind items say, for the feeds whose full text is read. */
import type { ArticleFailure, ArticleResult } from "../feed/article.ts";

export type ArticleRow = {
  item_id: number;
  /** Of the item, when the article was asked for. */
  revision: number;
  outcome: "trying" | "read" | "failed";
  error_class: ArticleFailure | null;
  error_reason: string | null;
  /** Plain, one paragraph a line. */
  text: string;
  tried_at: number;
};

/** The item whose article it is, as it stands. */
export type ArticleOf = { id: number; feed_id: string; revision: number };

export async function listArticles(db: D1Database, itemIds: number[]): Promise<Map<number, ArticleRow>> {
  const { results } = await db
    .prepare("SELECT * FROM articles WHERE item_id IN (SELECT value FROM json_each(?1))")
    .bind(JSON.stringify(itemIds))
    .all<ArticleRow>();
  return new Map(results.map((row) => [row.item_id, row]));
}

export async function readArticleOf(db: D1Database, itemId: number): Promise<ArticleRow | null> {
  return db.prepare("SELECT * FROM articles WHERE item_id = ?1").bind(itemId).first<ArticleRow>();
}

/** Notes that an article is being fetched, before it is: a worker that dies over it is known by that. */
export async function startArticle(db: D1Database, item: ArticleOf, now: number): Promise<void> {
  await db
    .prepare(
      `INSERT INTO articles (item_id, revision, outcome, tried_at) VALUES (?1, ?2, 'trying', ?3)
       ON CONFLICT DO UPDATE SET revision = ?2, outcome = 'trying', error_class = NULL, error_reason = NULL, tried_at = ?3`,
    )
    .bind(item.id, item.revision, now)
    .run();
}

/** The statements that note how articles of one feed were read, or why not. */
export function settleArticles(
  db: D1Database,
  feedId: string,
  settled: { item: ArticleOf; result: ArticleResult }[],
  now: number,
): D1PreparedStatement[] {
  const rows = settled.map(({ item, result }) => ({
    id: item.id,
    revision: item.revision,
    outcome: result.kind,
    errorClass: result.kind === "failed" ? result.class : null,
    reason: result.kind === "failed" ? result.reason : null,
    text: result.kind === "read" ? result.text : "",
  }));
  const failed = rows.filter(({ outcome }) => outcome === "failed");
  const read = rows.length - failed.length;
  return [
    db
      .prepare(
        `INSERT INTO articles (item_id, revision, outcome, error_class, error_reason, text, tried_at)
         SELECT value ->> 'id', value ->> 'revision', value ->> 'outcome', value ->> 'errorClass', value ->> 'reason',
           value ->> 'text', ?2 FROM json_each(?1)
         WHERE true ON CONFLICT DO UPDATE SET revision = excluded.revision, outcome = excluded.outcome,
           error_class = excluded.error_class, error_reason = excluded.error_reason, text = excluded.text, tried_at = ?2`,
      )
      .bind(JSON.stringify(rows), now),
    db
      .prepare(
        `UPDATE feeds SET articles_read = articles_read + ?2, articles_failed = articles_failed + ?3,
           article_failures = CASE WHEN ?2 > 0 THEN 0 ELSE article_failures + ?3 END,
           article_error = CASE WHEN ?2 > 0 THEN NULL ELSE ?4 END
         WHERE id = ?1`,
      )
      .bind(feedId, read, failed.length, failed.at(-1)?.reason ?? null),
  ];
}
