/** Runs rss-feed-emitter in a process of its own: `node emitter.ts FOLDER REFRESH_MS URL …`, FOLDER being where it is installed. */
import { createRequire } from "node:module";
import { join } from "node:path";

type Emitter = {
  add: (feed: { url: string; refresh: number }) => void;
  on: (event: string, listener: () => void) => void;
};

const [folder = "", refresh = "", ...urls] = process.argv.slice(2);
const RssFeedEmitter = createRequire(join(folder, "index.js"))("rss-feed-emitter") as new () => Emitter;
const emitter = new RssFeedEmitter();
emitter.on("error", () => {});
// Loaded and idle until it is told to start, so that start-up is not counted.
process.stdin.once("data", () => {
  for (const url of urls) emitter.add({ url, refresh: Number(refresh) });
});
console.log("ready");
