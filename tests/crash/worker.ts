/** The Worker for the crash test: it reports when it reaches a point and then hangs there, so that it can be killed. */
import { createWorker } from "../../src/worker.ts";
import { compileDossier } from "../../src/stance/assess.ts";
import type { Runtime } from "../../src/runtime.ts";
import { dossier, findingOf } from "../harbour.ts";

type CrashEnv = Env & { CONTROL_URL: string; CRASH_AT: string; CLOCK_OFFSET_MS: string };

/** What a finished batch must have left in the database for the Worker to hang right after it. */
const POINTS: Record<string, string> = {
  "items-stored": "SELECT 1 FROM items WHERE assessed_at IS NULL AND title LIKE '%DROPS%'",
  "alert-recorded": "SELECT 1 FROM deliveries",
};

export default createWorker((rt, env) => {
  const { CONTROL_URL, CRASH_AT, CLOCK_OFFSET_MS } = env as CrashEnv;
  const offset = Number(CLOCK_OFFSET_MS);
  const hanging: Runtime = {
    ...rt,
    clock: () => Date.now() + offset,
    watches: [{ dossier: compileDossier(dossier), feeds: [] }],
    assess: ({ title }) => findingOf(title),
  };
  const hang = async (): Promise<void> => {
    await fetch(CONTROL_URL);
    await new Promise(() => {});
  };
  if (CRASH_AT === "post-answered") {
    hanging.fetch = async (url, init) => {
      const response = await rt.fetch(url, init);
      if (init.method === "POST") await hang();
      return response;
    };
  }
  const point = POINTS[CRASH_AT];
  if (point === undefined) return hanging;
  hanging.db = new Proxy(rt.db, {
    get(target, name) {
      if (name !== "batch") return Reflect.get(target, name).bind(target);
      return async (statements: D1PreparedStatement[]) => {
        const results = await target.batch(statements);
        if ((await target.prepare(point).first()) !== null) await hang();
        return results;
      };
    },
  });
  return hanging;
});
