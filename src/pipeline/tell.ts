/** Tells what a run found: when the run is over, or when it was waited for long enough. */
import type { Runtime } from "../runtime.ts";
import { type DueRow, listDeliveriesOf } from "../store/deliveries.ts";
import { listFirstHeld, releaseRun } from "../store/digests.ts";
import { wakeDeliveries } from "./deliver.ts";
import { DIGEST_FROM } from "./group.ts";
import { wake } from "./wake.ts";

/**
 * Tells what a run found, if the run is over; else sees to it that it is told when the wait is.
 * @param eventIds the events that this worker recorded
 */
export async function tellRun(rt: Runtime, runId: string, eventIds: string[]): Promise<void> {
  const now = rt.clock();
  const released = await releaseRun(rt.db, runId, now);
  const due = released.length > 0 ? released : await listDeliveriesOf(rt.db, eventIds, now);
  if (due.length > 0) await wakeCrowds(rt, due);
  if (released.length > 0 || eventIds.length === 0) return;
  const held = await listFirstHeld(rt.db, runId);
  for (const { id, event_id: eventId, next_attempt_at: until } of held) {
    // Whoever recorded the first sends the message for all that follow.
    if (eventIds.includes(eventId)) await wake(rt, rt.queues.deliver, [{ deliveryId: id }], until - now);
  }
}

/** Wakes up what is due; one message wakes up a whole crowd, whose first member becomes the digest. */
async function wakeCrowds(rt: Runtime, due: DueRow[]): Promise<void> {
  const byEndpoint = Map.groupBy(due, ({ endpoint_id }) => endpoint_id);
  const woken = [...byEndpoint.values()].flatMap((crowd) => (crowd.length >= DIGEST_FROM ? crowd.slice(0, 1) : crowd));
  await wakeDeliveries(
    rt,
    woken.map(({ id }) => id),
  );
}
