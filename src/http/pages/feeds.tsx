/** `GET /feeds`: what is polled, how it is doing in plain words, and items a day. */
import type { Context } from "hono";
import { feedHealth } from "../../store/feed-health.ts";
import { type FeedRow, listFeeds } from "../../store/feeds.ts";
import { countByDay } from "../../store/item-list.ts";
import type { AppEnv } from "../context.ts";
import { mayChangeFeeds } from "../session.ts";
import { Csrf, Layout } from "./layout.tsx";
import { Sparkline } from "./spark.tsx";
import { OutLink, When } from "./words.tsx";

/** How many days the sparklines show. */
const DAYS = 14;
/** Healths that are nothing to worry about. */
const GOOD = new Set(["fine", "quiet"]);

export async function feedsPage(c: Context<AppEnv>): Promise<Response> {
  const { rt } = c.var;
  const now = rt.clock();
  const [feeds, counts] = await Promise.all([listFeeds(rt.db), countByDay(rt.db, DAYS, now)]);
  const none = Array.from({ length: DAYS }, () => 0);
  return c.html(
    <Layout c={c} title="Feeds">
      <h1>Feeds</h1>
      {feeds.length === 0 ? <p class="soft">No feed is polled yet.</p> : null}
      <div class="wide" tabindex={0} role="region" aria-label="Feeds">
        <table>
          <thead>
            <tr>
              <th scope="col">Feed</th>
              <th scope="col">Health</th>
              <th scope="col">New items, {DAYS} days</th>
              <th scope="col">Last read</th>
              <th scope="col">Next poll</th>
              <th scope="col">Articles</th>
            </tr>
          </thead>
          <tbody>
            {feeds.map((feed) => {
              const health = feedHealth(feed, now);
              return (
                <tr>
                  <td>
                    <OutLink href={feed.url} text={feed.title} />
                    <div class="soft small">{feed.dossierIds.join(", ")}</div>
                  </td>
                  <td>
                    <b class={GOOD.has(health.state) ? "good" : "bad"}>{health.state}</b>
                    <div class="small">{health.words}</div>
                  </td>
                  <td>
                    <Sparkline counts={counts.get(feed.id) ?? none} />
                  </td>
                  <td>
                    <When at={feed.last_ok_at} now={now} />
                  </td>
                  <td>
                    {feed.status === "active" ? new Date(feed.next_poll_at).toISOString().slice(11, 16) : "stopped"}
                  </td>
                  <td>
                    <FullText c={c} feed={feed} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <p>
        <a href="/api/opml">OPML</a>
      </p>
    </Layout>,
  );
}

/** Whether the articles behind the feed's items are read, how that went, and the button that changes it. */
function FullText({ c, feed }: { c: Context<AppEnv>; feed: FeedRow }) {
  const isOn = feed.is_full_text === 1;
  const count = feed.articles_read + feed.articles_failed;
  return (
    <>
      {isOn ? "read" : "not read"}
      {count === 0 ? null : (
        <div class="soft small">
          {feed.articles_read} of {count} could be
        </div>
      )}
      {mayChangeFeeds(c) ? (
        <form method="post" action={`/feeds/${feed.id}/full-text?on=${isOn ? "false" : "true"}`}>
          <Csrf c={c} />
          <button class="plain" aria-label={`${isOn ? "Stop reading" : "Read articles"} (${feed.title})`}>
            {isOn ? "Stop reading" : "Read articles"}
          </button>
        </form>
      ) : null}
    </>
  );
}
