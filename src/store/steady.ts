/**
 * A database whose passing failures are waited out. Every write is keyed or guarded, so that one whose answer was lost can
 * be made again.
 */
import { wrapDatabase } from "./wrapped.ts";

/** How often a call is made in all. */
const TRIES = 3;

/** The wait before the second try; it doubles after. */
const FIRST_WAIT_MS = 50;

/** A call that takes longer is given up: the queue or the next tick takes the work up again. */
const DEADLINE_MS = 20 * 1000;

/** What Cloudflare documents as worth another try (D1, "Debug D1"). */
const PASSING =
  /Network connection lost|caused object to be reset|reset because its code was updated|overloaded|Cannot resolve D1 DB due to transient issue|Can't read from request stream because client disconnected/iu;

/** How time passes; tests let it pass at once. */
export type Pace = { wait: (ms: number) => Promise<void>; deadlineMs: number };

const REAL_PACE: Pace = { wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)), deadlineMs: DEADLINE_MS };

export function steadyDatabase(db: D1Database, pace: Pace = REAL_PACE): D1Database {
  return wrapDatabase(db, async (call) => {
    for (let tries = 1; ; tries++) {
      try {
        return await withDeadline(call(), pace.deadlineMs);
      } catch (error) {
        if (tries === TRIES || !PASSING.test(String(error))) throw error;
        await pace.wait(FIRST_WAIT_MS * 2 ** (tries - 1));
      }
    }
  });
}

async function withDeadline<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the database gave no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
