/** Makes the attempts that are due, and says what follows. */
import { operationalBody } from "../alert/event.ts";
import { attempt } from "../deliver/attempt.ts";
import { retryDelay } from "../deliver/backoff.ts";
import type { AttemptOutcome } from "../model.ts";
import type { DeliverMessage, Runtime } from "../runtime.ts";
import {
  claimDelivery,
  type ClaimedDelivery,
  type DeliverySettlement,
  requestRedelivery,
  settleStatements,
} from "../store/deliveries.ts";
import { disableStatements, keepOptions, noteAttempt, SETTINGS_ENDPOINT_ID } from "../store/endpoints.ts";
import { COSTS } from "./budget.ts";
import { groupCrowd } from "./group.ts";
import { wake } from "./wake.ts";

/** The longest wait that a queue message carries; longer ones are left to the sweep of the cron. */
const LONGEST_QUEUE_DELAY_MS = 5 * 60 * 1000;

/** An endpoint that only failed for this long is disabled: Standard Webhooks leaves the time to the sender. */
export const DISABLE_AFTER_MS = 120 * 60 * 60 * 1000;

/** Makes the attempt that a delivery is due for; nothing where it is not due or another worker holds it. */
export async function deliver(rt: Runtime, deliveryId: string): Promise<void> {
  // What many changes are told by takes their place, before any of them is claimed.
  const digest = await groupCrowd(rt, deliveryId);
  if (digest !== null && digest.next !== null) await wake(rt, rt.queues.deliver, [{ deliveryId: digest.next }], 0);
  const delivery = await claimDelivery(rt.db, digest?.deliveryId ?? deliveryId, rt.newId("lease"), rt.clock());
  if (delivery === null) return;
  const at = rt.clock();
  const { webhook } = rt.config;
  const isOfSettings = delivery.endpointId === SETTINGS_ENDPOINT_ID;
  if (isOfSettings && webhook === null) {
    const reason = "the settings name no webhook any more";
    return settleAttempt(rt, delivery, { kind: "gone", status: null, latencyMs: 0, answer: "", reason }, at);
  }
  const target = isOfSettings && webhook !== null ? { url: webhook.url, secrets: [webhook.secret] } : delivery;
  const { eventId: id, body, kind, options, isShort } = delivery;
  const number = delivery.attemptCount + delivery.manualCount + 1;
  const outcome = await attempt(
    rt.fetch,
    { id, body, kind, options, isShort, number, url: target.url, secrets: target.secrets },
    { clock: rt.clock, isLocalMode: rt.config.isLocalMode, version: rt.config.version },
  );
  await settleAttempt(rt, delivery, outcome, at);
}

/** Asks for one more attempt, with the same `webhook-id`; false where there is no such delivery, or its endpoint is not active. */
export async function redeliver(rt: Runtime, deliveryId: string): Promise<boolean> {
  if (!(await requestRedelivery(rt.db, deliveryId, rt.clock()))) return false;
  await wakeDeliveries(rt, [deliveryId]);
  return true;
}

/** Logs how an attempt ended and says what follows: done, another try, failed for good, or the end of the endpoint. */
async function settleAttempt(
  rt: Runtime,
  delivery: ClaimedDelivery,
  outcome: AttemptOutcome,
  at: number,
): Promise<void> {
  const now = rt.clock();
  const settlement = afterAttempt(delivery, outcome, now, rt.random());
  const endOfEndpoint = whyDisabled(delivery, outcome, now);
  const statements = [
    ...settleStatements(rt.db, delivery, { outcome, at }, settlement, now),
    noteAttempt(rt.db, delivery.endpointId, outcome.kind === "delivered", now),
  ];
  if (outcome.kind === "failed" && outcome.moved !== null) {
    statements.push(keepOptions(rt.db, delivery.endpointId, outcome.moved));
  }
  const noticeId = rt.newId("msg");
  if (endOfEndpoint !== null) {
    const { endpointId: id } = delivery;
    const body = disabledBody(delivery, endOfEndpoint, now);
    statements.push(...disableStatements(rt.db, { id, reason: endOfEndpoint, event: { id: noticeId, body } }, now));
  }
  await rt.db.batch(statements);
  rt.log("delivery.attempted", {
    delivery: delivery.id,
    attempt: delivery.attemptCount + delivery.manualCount + 1,
    outcome: outcome.kind,
    status: outcome.status,
    latencyMs: outcome.latencyMs,
  });
  if (endOfEndpoint !== null) rt.log("endpoint.disabled", { endpoint: delivery.endpointId });
  if (settlement.kind === "retry" && settlement.at - now <= LONGEST_QUEUE_DELAY_MS) {
    await wake(rt, rt.queues.deliver, [{ deliveryId: delivery.id }], settlement.at - now);
  }
}

function afterAttempt(
  delivery: ClaimedDelivery,
  outcome: AttemptOutcome,
  now: number,
  random: number,
): DeliverySettlement {
  if (outcome.kind === "delivered") return { kind: "delivered" };
  const { reason } = outcome;
  if (delivery.isManual) return { kind: "unchanged", reason };
  if (outcome.kind === "rejected") return { kind: "failed", reason: `${reason}; it will not take this message` };
  const attempts = delivery.attemptCount + 1;
  // What a receiver that is gone was owed goes on waiting: it is sent if the endpoint is enabled again.
  const delay = outcome.kind === "gone" ? 0 : retryDelay(attempts, outcome, random);
  return delay === null
    ? { kind: "failed", reason: `${reason}; given up after ${attempts} attempts` }
    : { kind: "retry", at: now + delay, reason, isShort: outcome.kind === "failed" && outcome.isTooLarge };
}

/** Why the endpoint is not sent to any more: it is gone, or has only failed for too long; null where it stays. */
function whyDisabled(delivery: ClaimedDelivery, outcome: AttemptOutcome, now: number): string | null {
  if (outcome.kind === "delivered") return null;
  if (outcome.kind === "gone") return outcome.reason;
  const isDead = delivery.failingSince !== null && now - delivery.failingSince >= DISABLE_AFTER_MS;
  return isDead
    ? `every attempt has failed for ${DISABLE_AFTER_MS / 3_600_000} hours; the last: ${outcome.reason}`
    : null;
}

function disabledBody(delivery: ClaimedDelivery, reason: string, now: number): string {
  const { endpointId: id, kind, failingSince } = delivery;
  const summary = `The endpoint ${id} (${kind}) is disabled: ${reason}. What it was owed is kept.`;
  const subject = { kind: "endpoint", id, name: `${id} (${kind})` } as const;
  const since = failingSince ?? now;
  return JSON.stringify(
    operationalBody({ type: "endpoint.disabled", summary, subject, state: "disabled", since }, now),
  );
}

/** A delivery whose message the queue gave up on counts a failed attempt, so that it is tried again and can end. */
export async function deliveryGivenUp(rt: Runtime, { deliveryId }: DeliverMessage): Promise<void> {
  const now = rt.clock();
  const delivery = await claimDelivery(rt.db, deliveryId, rt.newId("lease"), now);
  if (delivery === null) return;
  const reason = "the worker stopped during the attempt";
  const nothing = { status: null, latencyMs: 0, answer: "", isTimeout: false, retryAfterMs: null };
  await settleAttempt(rt, delivery, { kind: "failed", reason, ...nothing, isTooLarge: false, moved: null }, now);
}

/** Wakes up deliveries through the queue; without a queue as many are attempted here as this invocation can afford. */
export async function wakeDeliveries(rt: Runtime, ids: string[]): Promise<void> {
  const messages = ids.map((deliveryId) => ({ deliveryId }));
  if (await wake(rt, rt.queues.deliver, messages, 0)) return;
  for (const id of ids) {
    if (!rt.affords(COSTS.attempt)) return;
    await deliver(rt, id);
  }
}
