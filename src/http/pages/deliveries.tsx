/** `GET /deliveries`: what is owed to endpoints, attempt by attempt; for those who have signed in. */
import type { Context } from "hono";
import { listDeliveryPage } from "../../store/delivery-list.ts";
import type { AppEnv } from "../context.ts";
import { readCursor } from "../cursor.ts";
import { nextPage } from "../list.ts";
import { mayAct } from "../session.ts";
import { Csrf, Layout } from "./layout.tsx";
import { stamp, When } from "./words.tsx";

const PAGE = 30;

export async function deliveriesPage(c: Context<AppEnv>): Promise<Response> {
  const { rt, viewer } = c.var;
  if (viewer === null) {
    return c.html(
      <Layout c={c} title="Deliveries">
        <h1>Deliveries</h1>
        <p>
          Who is told, and what they answered, is shown to those who <a href="/sign-in">sign in</a>.
        </p>
      </Layout>,
    );
  }
  const now = rt.clock();
  const after = readCursor(c.req.query("cursor") ?? "");
  const filter = { status: null, endpointId: null };
  const { deliveries, hasMore } = await listDeliveryPage(rt.db, filter, { after, limit: PAGE });
  const last = deliveries.at(-1);
  const next = nextPage(c, hasMore, last === undefined ? undefined : { at: last.created_at, id: last.id });
  return c.html(
    <Layout c={c} title="Deliveries">
      <h1>Deliveries</h1>
      {deliveries.length === 0 ? <p class="soft">Nothing was owed to anybody yet.</p> : null}
      {deliveries.map((delivery) => (
        <div class="card">
          <h3>
            {delivery.event_type} to {delivery.endpoint_description || delivery.endpoint_id}:{" "}
            <span class={delivery.status === "failed" ? "bad" : delivery.status === "delivered" ? "good" : ""}>
              {delivery.status}
            </span>
          </h3>
          <p class="small soft">
            <When at={delivery.created_at} now={now} />, {delivery.route_reason}
            {delivery.last_reason === null ? "" : `; ${delivery.last_reason}`}
            {delivery.next_attempt_at === null ? "" : `; next attempt ${stamp(delivery.next_attempt_at)}`}
          </p>
          {delivery.attempts.length === 0 ? null : (
            <ol class="small">
              {delivery.attempts.map((attempt) => (
                <li>
                  {stamp(attempt.attempted_at)}: {attempt.outcome}
                  {attempt.http_status === null ? "" : `, status ${attempt.http_status}`}, {attempt.latency_ms} ms
                  {attempt.reason === null ? "" : `; ${attempt.reason}`}
                </li>
              ))}
            </ol>
          )}
          {delivery.alert_id === null ? null : (
            <p class="small">
              <a href={`/alerts/${delivery.alert_id}`}>The change that it tells</a>
            </p>
          )}
          {mayAct(c) ? (
            <form method="post" action={`/deliveries/${delivery.id}/redeliver`}>
              <Csrf c={c} />
              <button aria-label={`Send ${delivery.event_type} of ${stamp(delivery.created_at)} once more`}>
                Send once more
              </button>
            </form>
          ) : null}
        </div>
      ))}
      {next === null ? null : (
        <p>
          <a href={next}>Older deliveries</a>
        </p>
      )}
    </Layout>,
  );
}
