/** One page of a list, newest first: filters that are set become conditions, so that each query finds its index. */

export type PageQuery = {
  /** Up to and with FROM and its joins. */
  select: string;
  /** Columns that are to equal a value; null is no filter. */
  equals: Record<string, string | number | null>;
  /** Columns that are to be at least a value; null is no filter. */
  atLeast: Record<string, number | null>;
  /** The columns that order the list, newest first; the second makes the order total. */
  order: [string, string];
  /** The page starts after the row with these values; null starts at the newest. */
  after: { at: number; id: string } | null;
  limit: number;
};

/** The rows of the page, and whether there are more; `Row` is what the SELECT gives. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- like D1's own `all<Row>()`
export async function readPage<Row>(db: D1Database, query: PageQuery): Promise<{ rows: Row[]; hasMore: boolean }> {
  const values: (string | number)[] = [];
  const bind = (value: string | number): string => `?${values.push(value)}`;
  const conditions: string[] = [];
  for (const [column, value] of Object.entries(query.equals)) {
    if (value !== null) conditions.push(`${column} = ${bind(value)}`);
  }
  for (const [column, value] of Object.entries(query.atLeast)) {
    if (value !== null) conditions.push(`${column} >= ${bind(value)}`);
  }
  const [first, second] = query.order;
  if (query.after !== null) {
    const { at, id } = query.after;
    conditions.push(first === second ? `${first} < ${bind(at)}` : `(${first}, ${second}) < (${bind(at)}, ${bind(id)})`);
  }
  const where = conditions.length === 0 ? "" : `WHERE ${conditions.join(" AND ")}`;
  const order = first === second ? `${first} DESC` : `${first} DESC, ${second} DESC`;
  const { results } = await db
    .prepare(`${query.select} ${where} ORDER BY ${order} LIMIT ${bind(query.limit + 1)}`)
    .bind(...values)
    .all<Row>();
  return { rows: results.slice(0, query.limit), hasMore: results.length > query.limit };
}
