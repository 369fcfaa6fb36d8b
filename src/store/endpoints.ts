/** The endpoints table: where webhooks go. */

export type EndpointRow = {
  id: string;
  url: string;
  secret: string;
  description: string;
  status: "active" | "disabled" | "removed";
  disabled_reason: string | null;
  created_at: number;
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
         ON CONFLICT (id) DO UPDATE SET status = 'active', disabled_reason = NULL WHERE status = 'removed'`,
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

export async function addEndpoint(
  db: D1Database,
  endpoint: Pick<EndpointRow, "id" | "url" | "secret" | "description">,
  now: number,
): Promise<void> {
  await db
    .prepare(
      "INSERT INTO endpoints (id, url, secret, description, status, created_at) VALUES (?1, ?2, ?3, ?4, 'active', ?5)",
    )
    .bind(endpoint.id, endpoint.url, endpoint.secret, endpoint.description, now)
    .run();
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

/** Forgets an endpoint's address and secret and gives up what waits for it; false where there is none. */
export async function removeEndpoint(db: D1Database, id: string, now: number): Promise<boolean> {
  const [removed] = await db.batch([
    db
      .prepare("UPDATE endpoints SET status = 'removed', url = '', secret = '' WHERE id = ?1 AND status <> 'removed'")
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

/** The statement that stops sending to an endpoint, with the reason that is shown. */
export function disableEndpoint(db: D1Database, id: string, reason: string): D1PreparedStatement {
  return db
    .prepare("UPDATE endpoints SET status = 'disabled', disabled_reason = ?2 WHERE id = ?1 AND status = 'active'")
    .bind(id, reason);
}
