/** The figures of the status, read in one batch. */

export type Counts = {
  items: number;
  itemsUnassessed: number;
  findings: number;
  openAlerts: number;
  deliveriesWaiting: number;
  deliveriesOverdue: number;
  deliveriesFailed: number;
};

/** An attempt this long overdue means that neither queue nor sweep gets to it. */
const OVERDUE_MS = 15 * 60 * 1000;

export async function readCounts(db: D1Database, now: number): Promise<Counts> {
  const row = await db
    .prepare(
      `SELECT
         (SELECT coalesce(max(id), 0) FROM items) AS items,
         (SELECT count(*) FROM items WHERE assessed_at IS NULL) AS itemsUnassessed,
         (SELECT coalesce(max(id), 0) FROM findings) AS findings,
         (SELECT count(*) FROM alerts WHERE status IN ('open', 'acknowledged')) AS openAlerts,
         (SELECT count(*) FROM deliveries WHERE status = 'waiting') AS deliveriesWaiting,
         (SELECT count(*) FROM deliveries WHERE status = 'waiting' AND next_attempt_at < ?1) AS deliveriesOverdue,
         (SELECT count(*) FROM deliveries WHERE status = 'failed') AS deliveriesFailed`,
    )
    .bind(now - OVERDUE_MS)
    .first<Counts>();
  if (row === null) throw new Error("a SELECT without FROM gave no row");
  return row;
}
