/** The Worker for benchmarks of polling: the real one, its feeds found on a local server. */
import { createWorker } from "../../../src/worker.ts";
import { atOutlets } from "./hosts.ts";

export default createWorker((rt, env) => ({
  ...rt,
  fetch: (url, init) => rt.fetch(atOutlets(url, (env as Env & { OUTLETS: string }).OUTLETS), init),
}));
