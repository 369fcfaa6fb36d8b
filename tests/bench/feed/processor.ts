/** What a process has used of the processor, read from Linux' /proc: the same measure for every program of a benchmark. */
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

/** Linux tells times in ticks of this length on every common machine (`getconf CLK_TCK`). */
const TICK_MS = 10;

/** The fields of a process's line behind its name, which may hold anything. */
function fields(pid: number): string[] {
  const line = readFileSync(`/proc/${pid}/stat`, "utf8");
  return line.slice(line.lastIndexOf(")") + 2).split(" ");
}

/** User and system time of all threads of a process so far, in milliseconds. */
export function cpuOf(pid: number): number {
  const [, , , , , , , , , , , user, system] = fields(pid);
  return (Number(user) + Number(system)) * TICK_MS;
}

/** The newest child of this process whose program has that name. */
export function childNamed(name: string): number {
  const pid = readdirSync("/proc").findLast(
    (entry) =>
      /^\d+$/u.test(entry) &&
      readFileSync(`/proc/${entry}/comm`, "utf8").trim() === name &&
      fields(Number(entry))[1] === String(process.pid),
  );
  if (pid === undefined) throw new Error(`this process has no child ${name}`);
  return Number(pid);
}

/** Waits until a process uses next to nothing for a second. */
export async function untilIdle(pid: number): Promise<void> {
  for (let before = cpuOf(pid); ;) {
    await wait(1000);
    const now = cpuOf(pid);
    if (now - before <= TICK_MS) return;
    before = now;
  }
}
