/**
 * A simulated day of polling 10,000 feeds: `node tests/bench/feed-day.ts [FEEDS]`. The Worker's own pipeline runs under
 * workerd on a local D1 and fetches from a real server that answers as feeds do: four fifths of the polls find nothing
 * new, one in twenty fails. Rows are those that D1 counts (`meta.rows_read`, `meta.rows_written`), queue operations those
 * of the messages sent, and CPU is that of the whole workerd process, SQLite and the local stand-in of D1 included: more
 * than is billed. What a new feed already holds is read before the day begins.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundle, startLocal } from "../../src/cli/local.ts";
import { type Answer, startOutlets } from "./feed/outlets.ts";
import { childNamed, cpuOf } from "./feed/processor.ts";
import type { Tally, Usage } from "./feed/day-worker.ts";

const FEEDS = Number(process.argv[2] ?? 10_000);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TICK = 5 * MINUTE;
const START = Date.UTC(2026, 0, 10);
const ERROR_SHARE = 0.05;
/** Outlets that publish every quarter of an hour to once in four days … */
const PERIODS = [15, 60, 180, 360, 720, 1440, 2880, 5760].map((minutes) => minutes * MINUTE);
/** … and write their feeds anew with so many items at once. */
const BURSTS = [1, 2, 3, 4, 6];

let now = START;
let seed = 1;
function random(): number {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
}

function answer(_client: string, feed: number): Answer {
  if (random() < ERROR_SHARE) return "error";
  const period = PERIODS[feed % PERIODS.length] ?? DAY;
  const burst = BURSTS[Math.floor(feed / PERIODS.length) % BURSTS.length] ?? 1;
  // No two outlets in step.
  const ahead = ((feed * 0.618_034) % 1) * burst * period;
  const newest = 1000 + burst * Math.floor((now - START + ahead) / (burst * period));
  return { newest, publishedAt: (id) => START - ahead + (id - 1000) * period };
}

const folder = mkdtempSync(join(tmpdir(), "volteface-day-"));
const outlets = await startOutlets(answer);
process.env["API_TOKEN"] = "bench-token-0123456789";
const worker = await startLocal({
  script: bundle("tests/bench/feed/day-worker.ts", join(folder, "bundle")),
  persistTo: join(folder, "data"),
  port: 0,
  bindings: { LOCAL_MODE: "on", BASELINE_FEEDS: "off", OUTLETS: outlets.origin },
  onLog: () => {},
});
const call = async <T>(path: string): Promise<T> => {
  const response = await fetch(worker.url + path);
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
};
const workerd = childNamed("workerd");

await call(`/feeds?count=${FEEDS}&now=${now}`);
// New feeds are due at once, a tick's share at a time.
for (now = START - DAY; (await call<number>(`/tick?now=${now}`)) > 0 && outlets.answers[200] < FEEDS; now += TICK);
now = START;
await call(`/reset?now=${now}`);
Object.assign(outlets.answers, { 200: 0, 304: 0, 503: 0 });
const before = cpuOf(workerd);
let polls = 0;
for (; now < START + DAY; now += TICK) {
  polls += await call<number>(`/tick?now=${now}`);
  if ((now - START) % (2 * HOUR) === 0) console.error(`${(now - START) / HOUR} h: ${polls} polls`);
}
const cpuMs = cpuOf(workerd) - before;
const tally = await call<Tally>("/tally");
await worker.stop();
outlets.stop();
rmSync(folder, { recursive: true, force: true });
console.log(JSON.stringify(outlets.answers), polls, cpuMs);
const shown = (u: Usage) =>
  `${u.calls} calls, read ${(u.rowsRead / u.calls).toFixed(2)}, written ${(u.rowsWritten / u.calls).toFixed(2)}, total ${u.rowsRead} ${u.rowsWritten}`;
for (const [sql, usage] of Object.entries(tally.statements).sort(
  (a, b) => b[1].rowsWritten - a[1].rowsWritten || b[1].rowsRead - a[1].rowsRead,
))
  console.log(shown(usage), sql.replace(/\s+/g, " ").slice(0, 170));
process.exit(0);
