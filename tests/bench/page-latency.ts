/**
 * How long the pages and lists take over a year's data, 100,000 items, 10,000 findings and 500 alerts: time from the
 * request to the last byte, over loopback, after a warm-up. Each is told beside `/icon.svg`, which reads nothing: what
 * the way there and back costs by itself.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { bundle, startLocal } from "../../src/cli/local.ts";

const TOKEN = "bench-token";
/** The bar of the 99th percentile. */
const BAR_MS = 50;
const WARM_UP = 20;
const ROUNDS = 100;
const BLOCKS = 5;
const FIRST_PAINT_BAR = 60_000;

const folder = mkdtempSync(join(tmpdir(), "volteface-pages-"));
process.env["API_TOKEN"] = TOKEN;
const worker = await startLocal({
  script: bundle("tests/bench/page/worker.ts", join(folder, "bundle")),
  persistTo: join(folder, "data"),
  port: 0,
  bindings: { API_TOKEN: TOKEN, BASELINE_FEEDS: "off" },
  onLog: () => {},
});
const headers = { authorization: `Bearer ${TOKEN}` };
const get = (path: string): Promise<Response> => fetch(worker.url + path, { headers });

const { positions } = (await (await get("/api/positions")).json()) as { positions: { dossier: string; id: string }[] };
const dossier = positions[0]?.dossier ?? "";
const ids = positions.filter((each) => each.dossier === dossier).map(({ id }) => id);
const filled = await get(`/fill?dossier=${dossier}&positions=${ids.join(",")}`);
if (!filled.ok) throw new Error(`the database was not filled: ${await filled.text()}`);

const PATHS = [
  "/icon.svg",
  "/",
  "/alerts",
  `/positions/${dossier}/${ids[0]}`,
  "/why-not",
  "/feeds",
  "/runs",
  "/status",
  "/api/alerts",
  "/api/findings",
  "/api/items",
  "/api/deliveries",
  `/api/findings?dossier=${dossier}&position=${ids[0]}`,
];
const sizes = new Map<string, number>();

/** One request of a path, in milliseconds. */
async function time(path: string): Promise<number> {
  const start = performance.now();
  const answer = await get(path);
  sizes.set(path, (await answer.arrayBuffer()).byteLength);
  if (answer.status >= 400 && path !== "/status") throw new Error(`${path} answered ${answer.status}`);
  return performance.now() - start;
}

function percentile(times: number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

for (let round = 0; round < WARM_UP; round++) for (const path of PATHS) await time(path);
const blocks = PATHS.map((): number[][] => []);
for (let block = 0; block < BLOCKS; block++) {
  for (const [index, path] of PATHS.entries()) {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) times.push(await time(path));
    blocks[index]?.push(times);
  }
}

let isGood = true;
console.log(
  `load ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} processors; the quietest of ${BLOCKS} blocks of ${ROUNDS}`,
);
console.log("path | p50 ms | p99 ms | p99 of all ms | kB");
for (const [index, path] of PATHS.entries()) {
  const own = blocks[index] ?? [];
  // Other work on the machine can only add: the quietest block says most of ours.
  const quietest = own.toSorted((a, b) => percentile(a, 0.99) - percentile(b, 0.99))[0] ?? [];
  const p99 = percentile(quietest, 0.99);
  isGood &&= p99 <= BAR_MS;
  const cells = [percentile(quietest, 0.5), p99, percentile(own.flat(), 0.99), (sizes.get(path) ?? 0) / 1000];
  console.log([path, ...cells.map((cell) => cell.toFixed(1))].join(" | "));
}
const paint = await Promise.all(
  ["/", "/style.css"].map(async (path) => (await (await get(path)).arrayBuffer()).byteLength),
);
const bytes = paint.reduce((sum, size) => sum + size, 0);
console.log(`first paint: ${(bytes / 1000).toFixed(1)} kB (bar ${FIRST_PAINT_BAR / 1000})`);
isGood &&= bytes <= FIRST_PAINT_BAR;

await worker.stop();
rmSync(folder, { recursive: true, force: true });
console.log(isGood ? `every p99 is within ${BAR_MS} ms` : "a bar was missed");
process.exit(isGood ? 0 : 1);
