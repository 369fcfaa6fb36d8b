/** Tells when an endpoint's quiet hours end, in its own time zone. */
import type { QuietHours } from "../model.ts";

const MINUTE = 60 * 1000;
const DAY_MINUTES = 24 * 60;

/** The end of the quiet hours that `now` falls into, in epoch milliseconds; null outside of them. */
export function quietUntil({ from, until, timeZone }: QuietHours, now: number): number | null {
  const [start, end, at] = [minutesOf(from), minutesOf(until), minutesAt(now, timeZone)];
  const sinceStart = (at - start + DAY_MINUTES) % DAY_MINUTES;
  const length = (end - start + DAY_MINUTES) % DAY_MINUTES;
  if (sinceStart >= length) return null;
  const minuteStart = Math.floor(now / MINUTE) * MINUTE;
  return minuteStart + (length - sinceStart) * MINUTE;
}

/** "22:30" in minutes since midnight. */
function minutesOf(time: string): number {
  const [hours, minutes] = time.split(":").map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}

function minutesAt(now: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return minutesOf(parts.format(now));
}
