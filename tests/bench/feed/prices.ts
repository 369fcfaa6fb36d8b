/**
 * What a day of a Worker costs by Cloudflare's price lists as known on 2026-11-24: developers.cloudflare.com/workers/platform/pricing,
 * /d1/platform/pricing and /queues/platform/pricing.
 */

/** What is billed. A message that is handled counts as a request of the Worker. */
export type Day = {
  requests: number;
  cpuMs: number;
  rowsRead: number;
  rowsWritten: number;
  queueOperations: number;
};

const DAYS_OF_A_MONTH = 30;
/** Workers Paid: dollars a month, what that includes, and dollars for each million beyond. */
const BASE = 5;
const PAID: Record<keyof Day, { included: number; perMillion: number }> = {
  requests: { included: 10e6, perMillion: 0.3 },
  cpuMs: { included: 30e6, perMillion: 0.02 },
  rowsRead: { included: 25e9, perMillion: 0.001 },
  rowsWritten: { included: 50e6, perMillion: 1 },
  queueOperations: { included: 1e6, perMillion: 0.4 },
};
/** Workers Free: the most of a day. Its CPU is limited for each invocation, not for the day. */
const FREE: Partial<Record<keyof Day, { most: number; words: string }>> = {
  requests: { most: 100_000, words: "100,000 requests a day" },
  rowsRead: { most: 5e6, words: "5 million rows read a day" },
  rowsWritten: { most: 100_000, words: "100,000 rows written a day" },
  queueOperations: { most: 10_000, words: "10,000 queue operations a day" },
};

/** Dollars for a month of such days on Workers Paid. */
export function monthlyCost(day: Day): number {
  return Object.entries(PAID).reduce((sum, [name, { included, perMillion }]) => {
    const beyond = Math.max(day[name as keyof Day] * DAYS_OF_A_MONTH - included, 0);
    return sum + (beyond / 1e6) * perMillion;
  }, BASE);
}

/** How many times what Workers Free allows such a day uses, of the limit that it meets first. */
export function shareOfFree(day: Day): { most: number; limit: string } {
  let first = { most: 0, limit: "" };
  for (const [name, { most, words }] of Object.entries(FREE)) {
    const used = day[name as keyof Day] / most;
    if (used > first.most) first = { most: used, limit: words };
  }
  return first;
}
