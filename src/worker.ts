/** The Worker: HTTP goes to the app, the cron and the queues to the pipeline. */
import { readConfig } from "./config.ts";
import { bundledDossiers } from "./dossiers.generated.ts";
import { createApp } from "./http/app.ts";
import { log } from "./log.ts";
import { countSpending } from "./pipeline/budget.ts";
import { deliver, deliveryGivenUp, poll, pollApart, pollGivenUp, tick } from "./pipeline.ts";
import type { DeliverMessage, PollMessage, Runtime, Watch } from "./runtime.ts";
import { assess, compileDossier } from "./stance/assess.ts";
import { steadyDatabase } from "./store/steady.ts";
import { describeProblems, readDossier } from "./stance/dossier.ts";

/** Once per isolate: the build has checked these, so that a fault here is a bug. */
const watches: Watch[] = bundledDossiers.map(({ dossier, feeds }) => {
  const result = readDossier(dossier);
  if (result.kind === "invalid") throw new Error(describeProblems("a bundled dossier", result.problems));
  return { dossier: compileDossier(result.dossier), feeds };
});

function createRuntime(env: Env): Runtime {
  return {
    db: steadyDatabase(env.DB),
    queues: { poll: env.POLL_QUEUE, deliver: env.DELIVER_QUEUE },
    fetch: (url, init) => fetch(url, init),
    clock: Date.now,
    random: Math.random,
    newId: (prefix) => `${prefix}_${crypto.randomUUID().replaceAll("-", "")}`,
    isWithinLimit: async (key) => (await env.RATE_LIMIT.limit({ key })).success,
    affords: () => true,
    log,
    config: readConfig(env),
    watches,
    assess,
  };
}

const app = createApp();

/** `attempts` counts from 1. */
type Handler = (rt: Runtime, body: unknown, attempts: number) => Promise<void>;

/** What handles a message of each queue; those of the dead-letter queues become visible failures. */
const handlers: Record<string, Handler> = {
  "volteface-poll": async (rt, body, attempts) => {
    const message = body as PollMessage;
    if (attempts > 1 && message.feedIds.length > 1 && (await pollApart(rt, message))) return;
    await poll(rt, message.runId, message.feedIds);
  },
  "volteface-deliver": (rt, body) => deliver(rt, (body as DeliverMessage).deliveryId),
  "volteface-poll-dead": (rt, body) => pollGivenUp(rt, body as PollMessage),
  "volteface-deliver-dead": (rt, body) => deliveryGivenUp(rt, body as DeliverMessage),
};

/** Puts the Worker together; `decorate` lets a test look on or step in between the pipeline and its surroundings. */
export function createWorker(decorate: (rt: Runtime, env: Env) => Runtime): ExportedHandler<Env> {
  const runtimeOf = (env: Env): Runtime => countSpending(decorate(createRuntime(env), env)).rt;
  return {
    fetch: (request, env, context) => app.fetch(request, { runtime: () => runtimeOf(env) }, context),

    async scheduled(_controller, env) {
      await tick(runtimeOf(env));
    },

    async queue(batch, env) {
      const rt = runtimeOf(env);
      const handle = handlers[batch.queue];
      if (handle === undefined) throw new Error(`no handler for the queue ${batch.queue}`);
      // Side by side: a receiver that takes its 15 seconds holds up no other.
      await Promise.all(batch.messages.map((message) => handleMessage(rt, batch.queue, handle, message)));
    },
  };
}

async function handleMessage(rt: Runtime, queue: string, handle: Handler, message: Message): Promise<void> {
  if (!isOfIds(message.body)) {
    // Asking for it again would not make it readable; what it should have woken up is found by the sweep.
    rt.log("queue.message-malformed", { queue });
    message.ack();
    return;
  }
  try {
    await handle(rt, message.body, message.attempts);
    message.ack();
  } catch (error) {
    rt.log("queue.message-failed", { queue, attempts: message.attempts, error: String(error) });
    message.retry();
  }
}

/** Whether a message is what this Worker sends: an object of ids and lists of ids. */
function isOfIds(body: unknown): boolean {
  if (typeof body !== "object" || body === null) return false;
  const ids: unknown[] = Object.values(body).flat();
  return ids.length > 0 && ids.every((id) => typeof id === "string");
}
