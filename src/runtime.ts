/** What the pipeline and the routes work with: bindings, clock, chance and detector, put together once per invocation. */
import type { Config } from "./config.ts";
import type { FeedSource } from "./model.ts";
import type { Log } from "./log.ts";
import type { Fetch } from "./net/outbound.ts";
import type { Assess, CompiledDossier } from "./stance/assess.ts";

/** A message carries ids only; what they name is in D1. */
export type PollMessage = { runId: string; feedIds: string[] };
export type DeliverMessage = { deliveryId: string };

/** A dossier and the feeds that its OPML names. */
export type Watch = { dossier: CompiledDossier; feeds: FeedSource[] };

export type Runtime = {
  db: D1Database;
  queues: { poll: Queue<PollMessage>; deliver: Queue<DeliverMessage> };
  fetch: Fetch;
  /** Epoch milliseconds. */
  clock: () => number;
  /** 0 to 1, for jitter. */
  random: () => number;
  /** A fresh id behind the prefix. */
  newId: (prefix: string) => string;
  /** Counts one request against the client's limit; false where it has asked too often. */
  isWithinLimit: (client: string) => Promise<boolean>;
  /** Whether an invocation may still use that much: what does not fit is left to the next. */
  affords: (cost: { statements: number; subrequests: number }) => boolean;
  log: Log;
  config: Config;
  watches: Watch[];
  assess: Assess;
};
