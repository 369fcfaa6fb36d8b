/**
 * A simulated day of polling 10,000 feeds: `node tests/bench/feed-day.ts [FEEDS]` polls so many of them (all unless said:
 * half an hour) and scales the table. The Worker's own pipeline runs under workerd on a local D1 and fetches from a real
 * server that answers as feeds do: about four polls of five find nothing new, one in twenty fails. Rows are those that D1
 * counts (`meta.rows_read`, `meta.rows_written`), queue operations those of the messages sent, and CPU is that of the whole
 * workerd process, SQLite and the local stand-in of D1 included: more than is billed. The day before, in which the feeds
 * are first read and their rhythms learnt, is not counted.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundleClocked, startClocked } from "./feed/clocked.ts";
import { monthlyCost, shareOfFree } from "./feed/prices.ts";
import { type Answer, startOutlets } from "./feed/outlets.ts";

const FEEDS = 10_000;
const SAMPLE = Number(process.argv[2] ?? FEEDS);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TICK = 5 * MINUTE;
const START = Date.UTC(2026, 0, 10);
/** Statements that are listed, by the rows that they write. */
const SHOWN_STATEMENTS = 8;
const ERROR_SHARE = 0.05;
/** Outlets that publish every quarter of an hour to once in four days … */
const PERIODS = [15, 60, 180, 360, 720, 1440, 2880, 5760].map((minutes) => minutes * MINUTE);
/** … and write their feeds anew with so many items at once: what makes four polls of five find nothing. */
const BURSTS = [6, 8, 12, 16, 24];

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
const worker = await startClocked(bundleClocked(join(folder, "bundle")), join(folder, "data"), outlets.origin);
await worker.addFeeds(SAMPLE, now);
for (now = START - DAY; now < START; now += TICK) await worker.tick(now);
await worker.takeTally();
Object.assign(outlets.answers, { 200: 0, 304: 0, 503: 0 });
let polls = 0;
for (; now < START + DAY; now += TICK) {
  polls += await worker.tick(now);
  if ((now - START) % (2 * HOUR) === 0) console.error(`${(now - START) / HOUR} h: ${polls} polls`);
}
const { cpuMs, messages, items, statements } = await worker.takeTally();
await worker.stop();
outlets.stop();
rmSync(folder, { recursive: true, force: true });

const scale = FEEDS / SAMPLE;
const sum = (field: "rowsRead" | "rowsWritten"): number =>
  Object.values(statements).reduce((total, usage) => total + usage[field], 0);
const day = {
  requests: messages * scale,
  cpuMs: cpuMs * scale,
  rowsRead: sum("rowsRead") * scale,
  rowsWritten: sum("rowsWritten") * scale,
  // Each message is written, read and deleted.
  queueOperations: 3 * messages * scale,
};
const count = (value: number): string => Math.round(value).toLocaleString("en");
const share = (part: number): string => `${((100 * part) / polls).toFixed(0)} %`;
const callsOf = (start: string): number =>
  Object.entries(statements).reduce((total, [sql, { calls }]) => (sql.startsWith(start) ? total + calls : total), 0);
// A document that differs has its memory written; a 304 and the same bytes are the rest.
const unchanged = polls - callsOf("INSERT INTO memories") - outlets.answers[503];
const failed = outlets.answers[503];
console.log(
  `| ${count(FEEDS)} feeds, one day${SAMPLE === FEEDS ? "" : ` (${count(SAMPLE)} polled, times ${scale})`} | |\n|---|---|`,
);
console.log(`| polls | ${count(polls * scale)} (${share(unchanged)} unchanged, ${share(failed)} errors) |`);
console.log(`| new items | ${count(items * scale)} |`);
console.log(`| CPU | ${(cpuMs / polls).toFixed(1)} ms a poll, all of workerd |`);
console.log(`| rows read / written | ${count(day.rowsRead)} / ${count(day.rowsWritten)} |`);
console.log(`| queue operations | ${count(day.queueOperations)} |`);
console.log(`| Workers Paid | $${monthlyCost(day).toFixed(2)} a month |`);
console.log(
  `| Workers Free | carries ${count(FEEDS / shareOfFree(day).most)} such feeds (${shareOfFree(day).limit}) |`,
);
console.log("rows written, rows read and calls for each poll, by statement:");
const each = Object.entries(statements).toSorted(([, a], [, b]) => b.rowsWritten - a.rowsWritten);
for (const [sql, usage] of each.slice(0, SHOWN_STATEMENTS)) {
  const figures = [usage.rowsWritten, usage.rowsRead, usage.calls].map((value) => (value / polls).toFixed(2));
  console.log(`${figures.join(" | ")} | ${sql.replace(/\s+/gu, " ").slice(0, 90)}`);
}
process.exit(0);
