/** Counts what an invocation uses of what the Workers Free plan allows it, so that work beyond it is left to the next. */
import type { Runtime } from "../runtime.ts";
import { wrapDatabase } from "../store/wrapped.ts";

/** Of one invocation on the Free plan: D1 statements, and requests out and messages sent. */
export const FREE_LIMITS = { statements: 50, subrequests: 50 } as const;

/** What one piece of work may use at most, as measured; a test holds it against what is used. */
export const COSTS = {
  /** A poll with one batch of new items that moves an alert. */
  poll: { statements: 24, subrequests: 8 },
  /** One batch of items left behind. */
  assess: { statements: 18, subrequests: 2 },
  /**
   * One article and the assessment that follows it: three hops, each to a site whose robots.txt takes as many redirects as
   * are followed.
   */
  article: { statements: 34, subrequests: 23 },
  /** One attempt that ends an endpoint. */
  attempt: { statements: 10, subrequests: 2 },
} as const;

export type Spent = { statements: number; subrequests: number };

/** The same runtime, counting. */
export function countSpending(rt: Runtime): { rt: Runtime; spent: Spent } {
  const spent: Spent = { statements: 0, subrequests: 0 };
  const counted = <T>(queue: Queue<T>): Queue<T> =>
    new Proxy(queue, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== "function") return member;
        return (...given: unknown[]) => {
          spent.subrequests += 1;
          return (member as (...args: unknown[]) => unknown).apply(target, given);
        };
      },
    });
  return {
    spent,
    rt: {
      ...rt,
      affords: (cost) => fits(spent, cost),
      db: wrapDatabase(rt.db, (call, statements) => {
        spent.statements += statements;
        return call();
      }),
      fetch: (url, init) => {
        spent.subrequests += 1;
        return rt.fetch(url, init);
      },
      queues: { poll: counted(rt.queues.poll), deliver: counted(rt.queues.deliver) },
    },
  };
}

function fits(spent: Spent, { statements, subrequests }: Spent): boolean {
  return (
    spent.statements + statements <= FREE_LIMITS.statements &&
    spent.subrequests + subrequests <= FREE_LIMITS.subrequests
  );
}
