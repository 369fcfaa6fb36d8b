/** `GET /items/:id`: one item as its feed has it now, its earlier texts, the article behind it, and what was found in them. */
import type { Context } from "hono";
import { readArticleOf } from "../../store/articles.ts";
import { listFindingPage, NO_FINDING_FILTER } from "../../store/finding-list.ts";
import { readItem } from "../../store/item-list.ts";
import { listRevisions } from "../../store/revisions.ts";
import type { AppEnv } from "../context.ts";
import { FindingTable } from "./findings.tsx";
import { Layout } from "./layout.tsx";
import { missing } from "./missing.tsx";
import { OutLink, stamp } from "./words.tsx";

const SHOWN_FINDINGS = 50;

export async function itemPage(c: Context<AppEnv>): Promise<Response> {
  const { rt } = c.var;
  const item = await readItem(rt.db, Number(c.req.param("id")));
  if (item === null) return missing(c, "There is no such item.");
  const [revisions, article, { findings }] = await Promise.all([
    listRevisions(rt.db, item.id),
    readArticleOf(rt.db, item.id),
    listFindingPage(rt.db, { ...NO_FINDING_FILTER, itemId: item.id }, { after: null, limit: SHOWN_FINDINGS }),
  ]);
  return c.html(
    <Layout c={c} title={item.title.toWellFormed()}>
      <h1>{item.title.toWellFormed()}</h1>
      <p class="small">
        <OutLink href={item.link} text={item.outlet} />
        {item.published_at === null ? ", undated" : `, ${stamp(item.published_at)}`}; first seen{" "}
        {stamp(item.first_seen_at)}
      </p>
      <p>{item.summary.toWellFormed()}</p>
      {revisions.length === 0 ? null : <h2>Earlier texts</h2>}
      {revisions.toReversed().map((earlier) => (
        <div class="card">
          <h3>{earlier.title.toWellFormed()}</h3>
          <p>{earlier.summary.toWellFormed()}</p>
          <p class="soft small">
            Version {earlier.number + 1}, until {stamp(earlier.replaced_at)}
          </p>
        </div>
      ))}
      {article === null ? null : <h2>The article</h2>}
      {article?.error_reason ? <p>It was not read: {article.error_reason}.</p> : null}
      {article?.outcome === "read"
        ? article.text.split("\n").map((paragraph) => <p>{paragraph.toWellFormed()}</p>)
        : null}
      <h2>Evidence</h2>
      <FindingTable c={c} findings={findings} caption="What was held against positions, newest first" />
    </Layout>,
  );
}
