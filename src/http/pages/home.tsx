/** `GET /`: the state of the monitor, who holds what, and what appears to have changed, on one screen. */
import type { Context } from "hono";
import { listUnsettledAlerts, withEvidence } from "../../store/alert-list.ts";
import { listPositionVersions } from "../../store/positions.ts";
import type { AppEnv } from "../context.ts";
import { readStatus, type Status } from "../status.ts";
import { storyOf } from "../story.ts";
import { AlertArticle } from "./alert.tsx";
import { Layout } from "./layout.tsx";
import { Matrix } from "./matrix.tsx";

/** How many changes the page shows; `/alerts` has the rest. */
const SHOWN = 10;

export async function homePage(c: Context<AppEnv>): Promise<Response> {
  const { rt } = c.var;
  const [status, unsettled, versions] = await Promise.all([
    readStatus(rt),
    listUnsettledAlerts(rt.db),
    Promise.all(rt.watches.map(({ dossier }) => listPositionVersions(rt.db, dossier.id))),
  ]);
  const shown = await withEvidence(rt.db, unsettled.slice(0, SHOWN));
  return c.html(
    <Layout c={c} title="">
      <h1>{headline(status, unsettled.length)}</h1>
      <Strip status={status} />
      <h2>Open changes</h2>
      {shown.length === 0 ? <p class="soft">No change of position is open.</p> : null}
      {shown.map((alert) => (
        <AlertArticle c={c} story={storyOf(rt, alert)} />
      ))}
      {unsettled.length > SHOWN ? (
        <p>
          <a href="/alerts?status=open">All open changes</a>
        </p>
      ) : null}
      {rt.watches.map(({ dossier }, index) => (
        <Matrix dossier={dossier.source} versions={versions[index] ?? []} alerts={unsettled} now={rt.clock()} />
      ))}
    </Layout>,
  );
}

/** What the page says first; "all quiet" only when it is true. */
function headline(status: Status, open: number): string {
  if (status.state !== "ok") return status.state === "late" ? "The monitor is late" : "The monitor is not working";
  if (open > 0) return open === 1 ? "One change is open" : `${open} changes are open`;
  return status.is_quiet ? "All quiet" : "Nothing found so far, but not everything was read";
}

function Strip({ status }: { status: Status }) {
  const { feeds, items, deliveries } = status;
  return (
    <ul class="strip" aria-label="State of the monitor">
      <li>
        State <b class={status.state}>{status.state}</b>
        {status.problems.length === 0 ? "does its work" : status.problems.join("; ")}
      </li>
      <li>
        Last run <b>{status.last_run?.started_at.slice(11, 16) ?? "never"}</b>
        next at {status.next_run_at.slice(11, 16)} UTC
      </li>
      <li>
        Feeds <b>{feeds.total}</b>
        <a href="/feeds">
          {Object.entries(feeds.by_health)
            .map(([state, count]) => `${count} ${state}`)
            .join(", ") || "none yet"}
        </a>
      </li>
      <li>
        Items read <b>{items.seen.toLocaleString("en")}</b>
        {items.waiting === 0 ? `${status.findings.toLocaleString("en")} findings` : `${items.waiting} waiting`}
      </li>
      <li>
        Open changes <b>{status.open_alerts}</b>
        <a href="/why-not">and what was not alerted</a>
      </li>
      <li>
        Deliveries <b>{deliveries.waiting} waiting</b>
        {deliveries.failed} failed
      </li>
    </ul>
  );
}
