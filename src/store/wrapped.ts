/** Wraps a D1 database so that every call to it goes through one function, with the statements that it sends. */

/** Makes one call. `statements` is how many D1 runs for it. */
export type Around = <T>(call: () => Promise<T>, statements: number) => Promise<T>;

const CALLS = new Set<PropertyKey>(["run", "all", "first", "raw"]);

/** The same database to its users; `around` decides how, and how often, each call is made. */
export function wrapDatabase(db: D1Database, around: Around): D1Database {
  const originals = new WeakMap<object, D1PreparedStatement>();
  const wrapStatement = (statement: D1PreparedStatement): D1PreparedStatement => {
    const wrapped = new Proxy(statement, {
      get(target, name) {
        if (name === "bind") return (...values: unknown[]) => wrapStatement(target.bind(...values));
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== "function") return member;
        const call = member.bind(target) as (...given: unknown[]) => Promise<unknown>;
        return CALLS.has(name) ? (...given: unknown[]) => around(() => call(...given), 1) : call;
      },
    });
    originals.set(wrapped, statement);
    return wrapped;
  };
  return new Proxy(db, {
    get(target, name) {
      if (name === "prepare") return (sql: string) => wrapStatement(target.prepare(sql));
      if (name === "batch") {
        return (statements: D1PreparedStatement[]) =>
          around(() => target.batch(statements.map((each) => originals.get(each) ?? each)), statements.length);
      }
      const member: unknown = Reflect.get(target, name);
      return typeof member === "function" ? (member.bind(target) as unknown) : member;
    },
  });
}
