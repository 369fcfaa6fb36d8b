/** `npm start`: the Worker on this machine, with a database that persists and a cron that fires at its times. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { bundle, startLocal } from "./local.ts";

/** The period of the cron in wrangler.toml. */
const PERIOD_MS = 5 * 60 * 1000;

const { values } = parseArgs({
  options: {
    port: { type: "string", default: process.env["PORT"] ?? "8787" },
    "persist-to": { type: "string", default: ".wrangler/local" },
  },
});
const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error(`--port: "${values.port}" is not a port`);
  process.exit(2);
}

const outdir = mkdtempSync(join(tmpdir(), "volteface-"));
const worker = await startLocal({
  script: bundle("src/index.ts", outdir),
  persistTo: values["persist-to"],
  port,
  bindings: { LOCAL_MODE: "on" },
  onLog: console.log,
});
console.log(`Volteface runs at ${worker.url}, its database is in ${values["persist-to"]}; Ctrl-C stops it.`);
console.log("The cron fires now and then every 5 minutes, on the minute.");

let timer: NodeJS.Timeout;
async function fire(): Promise<void> {
  try {
    await worker.tick();
    console.log(`${new Date().toISOString()} the cron fired`);
  } catch (error) {
    console.error("the cron failed:", error);
  }
  timer = setTimeout(() => void fire(), PERIOD_MS - (Date.now() % PERIOD_MS));
}
await fire();

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    clearTimeout(timer);
    void worker.stop().then(() => {
      rmSync(outdir, { recursive: true, force: true });
      process.exit(0);
    });
  });
}
