/** Releases what a run found when the run is over. */
import type { Runtime } from "../runtime.ts";
import { listHeld, releaseRun } from "../store/digests.ts";
import { wakeDeliveries } from "./deliver.ts";
import { DIGEST_FROM } from "./group.ts";
import { GROUP_WAIT_MS } from "./record.ts";
import { wake } from "./wake.ts";

/**
 * Tells what a run found, if the run is over; else sees to it that it is told when the wait is.
 * @param hasNews whether this worker recorded something to tell
 */
export async function tellRun(rt: Runtime, runId: string, hasNews: boolean): Promise<void> {
  const released = await releaseRun(rt.db, runId, rt.clock());
  if (released.length > 0) {
    const byEndpoint = Map.groupBy(released, ({ endpoint_id }) => endpoint_id);
    // One message wakes up a whole crowd: its first member becomes the digest.
    const ids = [...byEndpoint.values()].flatMap((crowd) =>
      (crowd.length >= DIGEST_FROM ? crowd.slice(0, 1) : crowd).map(({ id }) => id),
    );
    await wakeDeliveries(rt, ids);
  } else if (hasNews) {
    const messages = (await listHeld(rt.db, runId)).map((deliveryId) => ({ deliveryId }));
    await wake(rt, rt.queues.deliver, messages, GROUP_WAIT_MS);
  }
}
