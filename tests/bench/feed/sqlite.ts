/** A SQLite file behind D1's interface, for measuring the pipeline in plain Node. */
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";

/** Statements are prepared once, as D1 keeps them prepared. */
export function openSqlite(file: string): D1Database {
  const sqlite = new DatabaseSync(file);
  // To wait for the disk is the database's work, elsewhere; the peers keep all they know in memory.
  sqlite.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF");
  const known = new Map<string, StatementSync>();
  const prepared = (sql: string): StatementSync => {
    let statement = known.get(sql);
    if (statement === undefined) known.set(sql, (statement = sqlite.prepare(sql)));
    return statement;
  };
  const runners = new WeakMap<object, () => object>();
  const wrap = (sql: string, values: SQLInputValue[]): D1PreparedStatement => {
    const named = Object.fromEntries(values.map((value, at) => [`?${at + 1}`, value]));
    const run = (): { results: unknown[]; success: true; meta: object } => {
      const statement = prepared(sql);
      const isRead = statement.columns().length > 0;
      const results = isRead ? statement.all(named) : [];
      const changes = isRead ? results.length : Number(statement.run(named).changes);
      return { results, success: true, meta: { changes } };
    };
    const statement = {
      bind: (...given: SQLInputValue[]) => wrap(sql, given),
      all: () => Promise.resolve(run()),
      run: () => Promise.resolve(run()),
      first: () => Promise.resolve(run().results[0] ?? null),
    } as unknown as D1PreparedStatement;
    runners.set(statement, run);
    return statement;
  };
  return {
    prepare: (sql: string) => wrap(sql, []),
    batch: (statements: D1PreparedStatement[]) => {
      sqlite.exec("BEGIN");
      try {
        const results = statements.map((statement) => runners.get(statement)?.());
        sqlite.exec("COMMIT");
        return Promise.resolve(results);
      } catch (error) {
        sqlite.exec("ROLLBACK");
        return Promise.reject(error);
      }
    },
    exec: (sql: string) => Promise.resolve(sqlite.exec(sql)),
  } as unknown as D1Database;
}
