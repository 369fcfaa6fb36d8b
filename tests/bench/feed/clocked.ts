/** Starts the Worker for benchmarks on a clock of their own, and speaks with it. */
import { bundle, startLocal } from "../../../src/cli/local.ts";
import type { Tally } from "./day-worker.ts";
import { childNamed, cpuOf } from "./processor.ts";

export type ClockedWorker = {
  addFeeds: (count: number, now: number) => Promise<void>;
  addItems: (count: number, now: number) => Promise<void>;
  /** One tick of the cron and all the polls that it sends; says how many feeds were polled. */
  tick: (now: number) => Promise<number>;
  /** What was used since it was last asked, with the CPU of the whole process in milliseconds. */
  takeTally: () => Promise<Tally & { cpuMs: number }>;
  stop: () => Promise<void>;
};

/** Bundles the Worker into a folder. */
export function bundleClocked(folder: string): string {
  return bundle("tests/bench/feed/day-worker.ts", folder);
}

export async function startClocked(script: string, persistTo: string, outlets: string): Promise<ClockedWorker> {
  const worker = await startLocal({
    script,
    persistTo,
    port: 0,
    bindings: { LOCAL_MODE: "on", BASELINE_FEEDS: "off", OUTLETS: outlets },
    onLog: () => {},
  });
  const pid = childNamed("workerd");
  let seenMs = cpuOf(pid);
  const call = async <T>(path: string): Promise<T> => {
    const response = await fetch(worker.url + path);
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  };
  return {
    addFeeds: (count, now) => call(`/feeds?count=${count}&now=${now}`),
    addItems: (count, now) => call(`/items?count=${count}&now=${now}`),
    tick: (now) => call(`/tick?now=${now}`),
    takeTally: async () => {
      const tally = await call<Tally>("/take");
      const usedMs = cpuOf(pid);
      const cpuMs = usedMs - seenMs;
      seenMs = usedMs;
      return { ...tally, cpuMs };
    },
    stop: worker.stop,
  };
}
