/** The Worker for benchmarks of polling: the real one, its feeds' hosts all found on one local server. */
import { createWorker } from "../../../src/worker.ts";

/** Each feed has a host of its own, as polls of one host are kept apart. */
export const FEED_HOST = /^http:\/\/outlet-\d+\.com/u;

export default createWorker((rt, env) => ({
  ...rt,
  fetch: (url, init) => rt.fetch(url.replace(FEED_HOST, (env as Env & { OUTLETS: string }).OUTLETS), init),
}));
