/**
 * What a poll costs with 10 thousand and with 1 million items stored: two Workers under workerd with databases of their
 * own poll the same feeds in turn; a fifth of the polls find a new item. CPU is that of the whole process, SQLite in it;
 * rows are those that D1 counts. Exit code 1 where the million costs more than the bar.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { bundleClocked, startClocked } from "./feed/clocked.ts";
import { startOutlets } from "./feed/outlets.ts";

const SIZES = [10_000, 1_000_000];
const FEEDS = 100;
const WARM_UP = 3;
const ROUNDS = 20;
const POLLS_PER_ITEM = 5;
/** Every feed is due again by then. */
const ROUND_MS = 25 * 60 * 60 * 1000;
const BAR = 1.2;

const folder = mkdtempSync(join(tmpdir(), "volteface-stored-"));
let round = 0;
const outlets = await startOutlets((_client, feed) => ({
  newest: 1000 + Math.floor((round + (feed % POLLS_PER_ITEM)) / POLLS_PER_ITEM),
}));
process.env["API_TOKEN"] = "bench-token-0123456789";
const script = bundleClocked(join(folder, "bundle"));
const now = (): number => Date.UTC(2026, 2, 1) + round * ROUND_MS;
const sides = [];
for (const items of SIZES) {
  const worker = await startClocked(script, join(folder, String(items)), outlets.origin);
  await worker.addFeeds(FEEDS, now());
  await worker.addItems(items, now());
  console.error(`${items.toLocaleString("en")} items are stored`);
  sides.push({ items, worker, cpuMs: [] as number[], rowsRead: 0, rowsWritten: 0, polls: 0 });
}
for (; round < WARM_UP + ROUNDS; round++) {
  for (const side of sides) {
    const polls = await side.worker.tick(now());
    if (polls !== FEEDS) throw new Error(`${polls} feeds were polled where ${FEEDS} are due`);
    const { cpuMs, statements } = await side.worker.takeTally();
    if (round < WARM_UP) continue;
    side.polls += polls;
    side.cpuMs.push(cpuMs / polls);
    for (const { rowsRead, rowsWritten } of Object.values(statements)) {
      side.rowsRead += rowsRead;
      side.rowsWritten += rowsWritten;
    }
  }
}
for (const { worker } of sides) await worker.stop();
outlets.stop();
rmSync(folder, { recursive: true, force: true });

const figures = sides.map(({ items, cpuMs, rowsRead, rowsWritten, polls }) => {
  // The median: other work on the machine disturbs single rounds.
  const cpu = cpuMs.toSorted((a, b) => a - b)[cpuMs.length >> 1] ?? Number.NaN;
  return { items, cpu, read: rowsRead / polls, written: rowsWritten / polls };
});
console.log(
  `load ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} processors; ${ROUNDS} rounds of ${FEEDS} feeds`,
);
console.log("| items stored | CPU of a poll, all of workerd | rows read | rows written |\n|---|---|---|---|");
for (const { items, cpu, read, written } of figures) {
  console.log(`| ${items.toLocaleString("en")} | ${cpu.toFixed(2)} ms | ${read.toFixed(1)} | ${written.toFixed(1)} |`);
}
const [few, many] = figures;
const ratios = [(many?.cpu ?? 0) / (few?.cpu ?? 0), (many?.read ?? 0) / (few?.read ?? 0)];
console.log(
  `a million beside ten thousand: CPU ${ratios[0]?.toFixed(2)}, rows read ${ratios[1]?.toFixed(2)} (bar ${BAR})`,
);
process.exit(ratios.every((ratio) => ratio <= BAR) ? 0 : 1);
