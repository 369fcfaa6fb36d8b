/** `GET /runs`: cron ticks and manual runs with what each did, and progress while one goes on. */
import type { Context } from "hono";
import { listRunPage } from "../../store/run-list.ts";
import type { AppEnv } from "../context.ts";
import { readCursor } from "../cursor.ts";
import { nextPage } from "../list.ts";
import { shownRun } from "../runs.ts";
import { mayAct } from "../session.ts";
import { Csrf, Layout } from "./layout.tsx";
import { When } from "./words.tsx";

const PAGE = 20;

export async function runsPage(c: Context<AppEnv>): Promise<Response> {
  const { rt } = c.var;
  const now = rt.clock();
  const after = readCursor(c.req.query("cursor") ?? "");
  const { runs: rows, hasMore } = await listRunPage(rt.db, { after, limit: PAGE });
  const runs = await Promise.all(rows.map((run) => shownRun(rt, run)));
  const last = rows.at(-1);
  const next = nextPage(c, hasMore, last === undefined ? undefined : { at: last.started_at, id: last.id });
  return c.html(
    <Layout c={c} title="Runs">
      <h1>Runs</h1>
      {mayAct(c) ? (
        <form method="post" action="/runs">
          <Csrf c={c} />
          <p>
            <button class="main">Poll every feed now</button>
          </p>
        </form>
      ) : null}
      {runs.length === 0 ? <p class="soft">No run yet: the cron has not fired.</p> : null}
      <div class="wide" tabindex={0} role="region" aria-label="Runs">
        <table>
          <thead>
            <tr>
              <th scope="col">Started</th>
              <th scope="col">By</th>
              <th scope="col">State</th>
              <th scope="col">Feeds</th>
              <th scope="col">New items</th>
              <th scope="col">Findings</th>
              <th scope="col">Changes</th>
            </tr>
          </thead>
          <tbody>
            {runs.map(({ id, trigger, state, started_at, outcome }) => (
              <tr id={id}>
                <td>
                  <When at={Date.parse(started_at)} now={now} />
                </td>
                <td>{trigger}</td>
                <td>
                  {state}
                  {state === "running" ? (
                    <div>
                      <progress
                        aria-label={`${outcome.feeds - outcome.waiting} of ${outcome.feeds} feeds polled`}
                        max={outcome.feeds}
                        value={outcome.feeds - outcome.waiting}
                      />
                    </div>
                  ) : null}
                </td>
                <td>
                  {outcome.feeds}
                  {outcome.feeds === 0 ? null : (
                    <div class="soft small">
                      {outcome.changed} changed, {outcome.unchanged} unchanged, {outcome.failed} failed
                    </div>
                  )}
                </td>
                <td>{outcome.items}</td>
                <td>{outcome.findings}</td>
                <td>{outcome.alerts}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {next === null ? null : (
        <p>
          <a href={next}>Older runs</a>
        </p>
      )}
    </Layout>,
  );
}
