/** `GET /alerts` and `/alerts/:id`: every change, open or settled. */
import type { Context } from "hono";
import { listAlertPage, NO_FILTER, readAlert } from "../../store/alert-list.ts";
import type { AppEnv } from "../context.ts";
import { readCursor } from "../cursor.ts";
import { nextPage } from "../list.ts";
import { storyOf } from "../story.ts";
import { AlertArticle } from "./alert.tsx";
import { Layout } from "./layout.tsx";
import { missing } from "./missing.tsx";

const PAGE = 10;
const STATUSES = ["open", "acknowledged", "confirmed", "dismissed"];

export async function alertsPage(c: Context<AppEnv>): Promise<Response> {
  const { rt } = c.var;
  const asked = c.req.query("status");
  const status = asked !== undefined && STATUSES.includes(asked) ? asked : null;
  const after = readCursor(c.req.query("cursor") ?? "");
  const { alerts, hasMore } = await listAlertPage(rt.db, { ...NO_FILTER, status }, { after, limit: PAGE });
  const last = alerts.at(-1);
  const next = nextPage(c, hasMore, last === undefined ? undefined : { at: last.opened_at, id: last.id });
  return c.html(
    <Layout c={c} title="Changes">
      <h1>Changes</h1>
      <p>
        <a href="/alerts">All</a>
        {STATUSES.map((name) => (
          <>
            {" · "}
            <a href={`/alerts?status=${name}`} aria-current={name === status ? "true" : undefined}>
              {name}
            </a>
          </>
        ))}
      </p>
      <h2>{status === null ? "Newest first" : `Those that are ${status}, newest first`}</h2>
      {alerts.length === 0 ? <p class="soft">There are none.</p> : null}
      {alerts.map((alert) => (
        <AlertArticle c={c} story={storyOf(rt, alert)} />
      ))}
      {next === null ? null : (
        <p>
          <a href={next}>Older changes</a>
        </p>
      )}
      <h2>Elsewhere</h2>
      <p>
        <a href="/alerts.atom">Atom</a> · <a href="/alerts.json">JSON Feed</a> · <a href="/alerts.ics">Calendar</a> ·{" "}
        <a href="/api/export/alerts.csv">CSV</a> · <a href="/api/export/alerts.jsonl">JSON Lines</a>
      </p>
    </Layout>,
  );
}

export async function alertPage(c: Context<AppEnv>): Promise<Response> {
  const { rt } = c.var;
  const alert = await readAlert(rt.db, c.req.param("id") ?? "");
  if (alert === null) return missing(c, "There is no such change.");
  const story = storyOf(rt, alert);
  return c.html(
    <Layout c={c} title={story.headline}>
      <h1>{story.headline}</h1>
      <h2>Both sides</h2>
      <AlertArticle c={c} story={story} />
    </Layout>,
  );
}
