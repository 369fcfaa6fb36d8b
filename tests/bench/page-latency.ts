/**
 * How long the pages and lists take over a year's data, 100,000 items, 10,000 findings and 500 alerts: time from the
 * request to the last byte, over loopback, after a warm-up. Each is told beside `/icon.svg`, which reads nothing: what
 * the way there and back costs by itself.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundle, startLocal } from "../../src/cli/local.ts";

const TOKEN = "bench-token";
/** The bar of the 99th percentile. */
const BAR_MS = 50;
const WARM_UP = 20;
const ROUNDS = 200;
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
let isGood = true;
console.log("path | p50 ms | p99 ms | kB");
for (const path of PATHS) {
  const times: number[] = [];
  let size = 0;
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const start = performance.now();
    const answer = await get(path);
    size = (await answer.arrayBuffer()).byteLength;
    if (answer.status >= 400 && path !== "/status") throw new Error(`${path} answered ${answer.status}`);
    if (round >= 0) times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0;
  const p99 = at(0.99);
  isGood &&= p99 <= BAR_MS;
  console.log(`${path} | ${at(0.5).toFixed(1)} | ${p99.toFixed(1)} | ${(size / 1000).toFixed(1)}`);
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
