/** `GET /`: the state of the monitor and what appears to have changed, on one page. */
import { Hono } from "hono";
import type { Direction, Dossier } from "../../model.ts";
import { listAlerts } from "../../store/alerts.ts";
import { listFeeds } from "../../store/feeds.ts";
import type { AppEnv } from "../context.ts";
import { feedHealth } from "../../store/feed-health.ts";
import { readStatus, type Status } from "../status.ts";
import { iso } from "../time.ts";
import { Layout } from "./layout.tsx";
import { style } from "./style.ts";

type AlertWithEvidence = Awaited<ReturnType<typeof listAlerts>>[number];

/** How many alerts the page shows. */
const SHOWN_ALERTS = 20;

const MOVED: Record<Direction, string> = { reverses: "reversed", softens: "softened", hardens: "hardened" };

export const home = new Hono<AppEnv>()
  .get("/style.css", (c) =>
    c.body(style, 200, { "content-type": "text/css; charset=utf-8", "cache-control": "max-age=3600" }),
  )
  .get("/", async (c) => {
    const { rt } = c.var;
    const [status, alerts, feeds] = await Promise.all([
      readStatus(rt),
      listAlerts(rt.db, SHOWN_ALERTS),
      listFeeds(rt.db),
    ]);
    const dossiers = rt.watches.map(({ dossier }) => dossier.source);
    const now = rt.clock();
    return c.html(
      <Layout title="Volteface">
        <h1>What has changed</h1>
        <Strip status={status} />
        {alerts.length === 0 ? <p>No change of position has been found yet.</p> : null}
        {alerts.map((alert) => (
          <Alert alert={alert} dossier={dossiers.find(({ id }) => id === alert.dossier_id)} />
        ))}
        <h2>Feeds</h2>
        <div class="wide">
          <table>
            <thead>
              <tr>
                <th scope="col">Feed</th>
                <th scope="col">Health</th>
                <th scope="col">Last read</th>
              </tr>
            </thead>
            <tbody>
              {feeds.map((feed) => {
                const health = feedHealth(feed, now);
                return (
                  <tr>
                    <td>{feed.title}</td>
                    <td>
                      {health.state}: {health.words}
                    </td>
                    <td>{iso(feed.last_ok_at) ?? "never"}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      </Layout>,
    );
  });

function Strip({ status }: { status: Status }) {
  const { feeds, items, deliveries } = status;
  return (
    <ul class="strip">
      <li>
        State <b class={status.state}>{status.state}</b>
        {status.problems.join("; ")}
      </li>
      <li>
        Last run <b>{status.last_run?.started_at.slice(11, 16) ?? "never"}</b>
        next at {status.next_run_at.slice(11, 16)} UTC
      </li>
      <li>
        Feeds <b>{feeds.total}</b>
        {Object.entries(feeds.by_health)
          .map(([state, count]) => `${count} ${state}`)
          .join(", ")}
      </li>
      <li>
        Items read <b>{items.seen}</b>
        {status.findings} findings
      </li>
      <li>
        Open alerts <b>{status.open_alerts}</b>
      </li>
      <li>
        Deliveries <b>{deliveries.waiting} waiting</b>
        {deliveries.failed} failed
      </li>
    </ul>
  );
}

function Alert({ alert, dossier }: { alert: AlertWithEvidence; dossier: Dossier | undefined }) {
  const position = dossier?.positions.find(({ id }) => id === alert.position_id);
  const holders = position?.holders.map((id) => dossier?.actors.find((actor) => actor.id === id)?.name ?? id) ?? [];
  return (
    <article>
      <h3>
        {holders.join(", ")}: {position?.statement ?? alert.position_id}
      </h3>
      <p>
        <b>{MOVED[alert.direction]}</b>, {alert.stage}, {alert.status}; opened {iso(alert.opened_at)}
      </p>
      <div class="sides">
        <section>
          <div class="soft">
            {dossier?.document.title}, {dossier?.document.published}
          </div>
          {position?.citations.map(({ paragraph, quote }) => (
            <blockquote>
              {quote} <span class="soft">(paragraph {paragraph})</span>
            </blockquote>
          ))}
        </section>
        <section>
          {alert.evidence.map((found) => (
            <>
              <div class="soft">
                {found.outlet}, {iso(found.published_at) ?? "undated"}; {found.certainty}
                {found.speaker === null ? "" : `, ${found.speaker}`}; confidence {found.confidence.toFixed(2)}
              </div>
              <blockquote>
                <mark>{found.evidence_quote}</mark>
              </blockquote>
              <p>{found.why}</p>
            </>
          ))}
        </section>
      </div>
    </article>
  );
}
