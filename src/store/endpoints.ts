/** The endpoints table: where alerts go, as what, and how that has been going. */
import { DEFAULT_ENDPOINT_POLICY } from "../alert/policy.ts";
import type { ChannelKind, ChannelOptions, EndpointPolicy } from "../model.ts";

export type EndpointRow = {
  id: string;
  url: string;
  secret: string;
  description: string;
  status: "active" | "disabled" | "removed";
  disabled_reason: string | null;
  disabled_at: number | null;
  created_at: number;
  kind: ChannelKind;
  /** JSON: `ChannelOptions`, and what differs from the default `EndpointPolicy`. */
  options: string;
  policy: string;
  previous_secret: string | null;
  previous_secret_until: number | null;
  failing_since: number | null;
  last_ok_at: number | null;
  reminded_at: number | null;
};

/** The endpoint of the secrets WEBHOOK_URL and WEBHOOK_SECRET; its address and secret stay out of the database. */
export const SETTINGS_ENDPOINT_ID = "ep_settings";

/** Makes the settings' endpoint exist exactly while the settings name one. Writes only when that changed. */
export async function syncSettingsEndpoint(db: D1Database, isSet: boolean, now: number): Promise<void> {
  if (isSet) {
    await db
      .prepare(
        `INSERT INTO endpoints (id, url, secret, description, status, created_at)
         VALUES (?1, '', '', 'from the settings WEBHOOK_URL and WEBHOOK_SECRET', 'active', ?2)
         ON CONFLICT (id) DO UPDATE SET status = 'active', disabled_reason = NULL, failing_since = NULL
           WHERE status = 'removed'`,
      )
      .bind(SETTINGS_ENDPOINT_ID, now)
      .run();
  } else {
    await db
      .prepare("UPDATE endpoints SET status = 'removed' WHERE id = ?1 AND status <> 'removed'")
      .bind(SETTINGS_ENDPOINT_ID)
      .run();
  }
}

export type NewEndpoint = Pick<EndpointRow, "id" | "url" | "secret" | "description"> & {
  kind?: ChannelKind;
  options?: ChannelOptions;
  policy?: Partial<EndpointPolicy>;
};

export async function addEndpoint(db: D1Database, endpoint: NewEndpoint, now: number): Promise<void> {
  const { id, url, secret, description, kind = "webhook", options = {}, policy = {} } = endpoint;
  await db
    .prepare(
      `INSERT INTO endpoints (id, url, secret, description, status, created_at, kind, options, policy)
       VALUES (?1, ?2, ?3, ?4, 'active', ?5, ?6, ?7, ?8)`,
    )
    .bind(id, url, secret, description, now, kind, JSON.stringify(options), JSON.stringify(policy))
    .run();
}

/** What an endpoint wants to be told: the defaults where it says nothing. */
export function endpointPolicy(endpoint: Pick<EndpointRow, "policy">): EndpointPolicy {
  return { ...DEFAULT_ENDPOINT_POLICY, ...(JSON.parse(endpoint.policy) as Partial<EndpointPolicy>) };
}

/** Puts what differs from the default policy in place of what differed before; false where there is no such endpoint. */
export async function setEndpointPolicy(db: D1Database, id: string, policy: Partial<EndpointPolicy>): Promise<boolean> {
  const { meta } = await db
    .prepare("UPDATE endpoints SET policy = ?2 WHERE id = ?1 AND status <> 'removed'")
    .bind(id, JSON.stringify(policy))
    .run();
  return meta.changes === 1;
}

/** How long a secret that was rotated out goes on signing: long enough for receivers to be changed over. */
export const ROTATION_MS = 24 * 60 * 60 * 1000;

/** Puts a new secret in place; the one before goes on signing beside it for a day. False where there is no such endpoint. */
export async function rotateSecret(db: D1Database, id: string, secret: string, now: number): Promise<boolean> {
  const { meta } = await db
    .prepare(
      `UPDATE endpoints SET previous_secret = secret, previous_secret_until = ?3, secret = ?2
       WHERE id = ?1 AND status <> 'removed' AND secret <> ''`,
    )
    .bind(id, secret, now + ROTATION_MS)
    .run();
  return meta.changes === 1;
}

export async function readEndpoint(db: D1Database, id: string): Promise<EndpointRow | null> {
  return db.prepare("SELECT * FROM endpoints WHERE id = ?1 AND status <> 'removed'").bind(id).first<EndpointRow>();
}

export async function listEndpoints(db: D1Database): Promise<EndpointRow[]> {
  const { results } = await db
    .prepare("SELECT * FROM endpoints WHERE status <> 'removed' ORDER BY created_at, id")
    .all<EndpointRow>();
  return results;
}

/** Forgets an endpoint's address and secrets and gives up what waits for it; false where there is none. */
export async function removeEndpoint(db: D1Database, id: string, now: number): Promise<boolean> {
  const [removed] = await db.batch([
    db
      .prepare(
        `UPDATE endpoints SET status = 'removed', url = '', secret = '', previous_secret = NULL
         WHERE id = ?1 AND status <> 'removed'`,
      )
      .bind(id),
    db
      .prepare(
        `UPDATE deliveries SET status = 'failed', settled_at = ?2, next_attempt_at = NULL, last_reason = 'the endpoint was removed'
         WHERE endpoint_id = ?1 AND status = 'waiting'`,
      )
      .bind(id, now),
  ]);
  return (removed?.meta.changes ?? 0) > 0;
}

/** Lets a disabled endpoint be sent to again: what waits for it is due at once. False where it is not disabled. */
export async function enableEndpoint(db: D1Database, id: string): Promise<boolean> {
  const { meta } = await db
    .prepare(
      `UPDATE endpoints SET status = 'active', disabled_reason = NULL, disabled_at = NULL, failing_since = NULL
       WHERE id = ?1 AND status = 'disabled'`,
    )
    .bind(id)
    .run();
  return meta.changes === 1;
}

/** The statement that notes how an attempt went; it writes nothing where that is known already. */
export function noteAttempt(db: D1Database, id: string, isOk: boolean, now: number): D1PreparedStatement {
  return isOk
    ? db.prepare("UPDATE endpoints SET failing_since = NULL, last_ok_at = ?2 WHERE id = ?1").bind(id, now)
    : db.prepare("UPDATE endpoints SET failing_since = ?2 WHERE id = ?1 AND failing_since IS NULL").bind(id, now);
}

/** The statement that keeps what a receiver said is to be used from now on. */
export function keepOptions(db: D1Database, id: string, options: ChannelOptions): D1PreparedStatement {
  return db
    .prepare("UPDATE endpoints SET options = json_patch(options, ?2) WHERE id = ?1")
    .bind(id, JSON.stringify(options));
}

/**
 * The statements that stop sending to an endpoint and tell the others, once: they do nothing where it is not active. What
 * waits for it goes on waiting, so that it can be sent when the endpoint is enabled again.
 */
export function disableStatements(
  db: D1Database,
  disabled: { id: string; reason: string; event: { id: string; body: string } },
  now: number,
): D1PreparedStatement[] {
  const { id, reason, event } = disabled;
  return [
    db
      .prepare(
        `INSERT INTO alert_events (id, alert_id, sequence, type, reason, body, created_at)
         SELECT ?2, NULL, 0, 'endpoint.disabled', ?3, ?4, ?5 FROM endpoints WHERE id = ?1 AND status = 'active'`,
      )
      .bind(id, event.id, reason, event.body, now),
    db
      .prepare(
        `INSERT INTO deliveries (id, event_id, endpoint_id, status, next_attempt_at, created_at)
         SELECT 'dlv_' || lower(hex(randomblob(12))), alert_events.id, endpoints.id, 'waiting', ?3, ?3
         FROM alert_events, endpoints WHERE alert_events.id = ?2 AND endpoints.status = 'active' AND endpoints.id <> ?1`,
      )
      .bind(id, event.id, now),
    db
      .prepare(
        "UPDATE endpoints SET status = 'disabled', disabled_reason = ?2, disabled_at = ?3 WHERE id = ?1 AND status = 'active'",
      )
      .bind(id, reason, now),
  ];
}
