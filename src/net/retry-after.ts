/** The Retry-After header (RFC 9110, 10.2.3), for whoever is asked to wait: polls and deliveries. */

const SECOND = 1000;

/**
 * How long the header asks to wait from `now`, in milliseconds: seconds, decimals (rounded up) or an HTTP date, 0 for one
 * that has passed; null when absent or unreadable.
 */
export function readRetryAfter(header: string | null, now: number): number | null {
  const text = header?.trim() ?? "";
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text)) * SECOND;
  // Only HTTP dates, which begin with a day's name: Date.parse reads much else as some date.
  if (!/^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)/u.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(at - now, 0);
}
