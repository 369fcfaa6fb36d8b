/** Puts many changes that are due for one endpoint into one message. */
import { type AlertBody, digestBody, type DigestReason } from "../alert/event.ts";
import type { Runtime } from "../runtime.ts";
import { CROWD_LIMIT, type CrowdRow, listCrowd, recordDigest } from "../store/digests.ts";

/** Changes for one endpoint from which they are told in one message; fewer read better one by one. */
export const DIGEST_FROM = 4;

/**
 * Groups a delivery with the others that are due for its endpoint, if they are many.
 * @returns the digest's delivery, and one that it had no room for; null where nothing was grouped
 */
export async function groupCrowd(
  rt: Runtime,
  deliveryId: string,
): Promise<{ deliveryId: string; next: string | null } | null> {
  const now = rt.clock();
  const listed = await listCrowd(rt.db, deliveryId, now);
  const crowd = listed.slice(0, CROWD_LIMIT);
  const [first] = crowd;
  const reason = whyGrouped(crowd);
  if (reason === null || first === undefined) return null;
  const changes = crowd.map(({ event_id: eventId, body }) => ({ eventId, body: JSON.parse(body) as AlertBody }));
  const digest = { eventId: rt.newId("msg"), deliveryId: rt.newId("dlv"), endpointId: first.endpoint_id, reason };
  const body = JSON.stringify(digestBody({ reason, changes }, now));
  const isRecorded = await recordDigest(rt.db, { ...digest, body, members: crowd.map(({ id }) => id) }, now);
  return isRecorded ? { deliveryId: digest.deliveryId, next: listed[CROWD_LIMIT]?.id ?? null } : null;
}

function whyGrouped(crowd: CrowdRow[]): DigestReason | null {
  if (crowd.length >= 2 && crowd.some(({ route_reason }) => route_reason === "quiet-hours")) return "quiet-hours";
  return crowd.length >= DIGEST_FROM ? "many-changes" : null;
}
