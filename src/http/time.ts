/** Times as the API shows them. */

/** ISO 8601 in UTC of epoch milliseconds; null stays null. */
export function iso(at: number): string;
export function iso(at: number | null): string | null;
export function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
