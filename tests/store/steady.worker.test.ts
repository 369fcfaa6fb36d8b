/** A database whose passing failures are waited out. */
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { steadyDatabase } from "../../src/store/steady.ts";
import { wrapDatabase } from "../../src/store/wrapped.ts";
import { count } from "../runtime.ts";

const INSERT =
  "INSERT INTO feeds (id, url, title, next_poll_at, created_at) VALUES (?1, ?1, 't', 1, 1) ON CONFLICT DO NOTHING";

/** Fails the first calls with the message, before they reach the database or after it has answered. */
function failing(times: number, message: string, isAfter: boolean): { db: D1Database; calls: () => number } {
  let calls = 0;
  const db = wrapDatabase(env.DB, async (call) => {
    calls++;
    if (calls > times) return call();
    if (isAfter) await call();
    throw new Error(message);
  });
  return { db, calls: () => calls };
}

const PACE = { wait: () => Promise.resolve(), deadlineMs: 1000 };

it.each([
  ["D1_ERROR: Network connection lost.", false],
  ["D1_ERROR: Network connection lost.", true],
  ["D1 DB is overloaded. Requests queued for too long.", false],
  ["D1_ERROR: D1 DB storage operation exceeded timeout which caused object to be reset.", true],
])("makes a call again that failed in passing: %s (answer lost: %s)", async (message, isAfter) => {
  const { db, calls } = failing(2, message, isAfter);
  await steadyDatabase(db, PACE).batch([db.prepare(INSERT).bind("one")]);
  expect(calls()).toBe(3);
  expect(await count("feeds")).toBe(1);
});

it("gives up after three calls, and at once where another would not help", async () => {
  const lost = failing(9, "D1_ERROR: Network connection lost.", false);
  await expect(steadyDatabase(lost.db, PACE).prepare(INSERT).bind("one").run()).rejects.toThrow("lost");
  expect(lost.calls()).toBe(3);
  const wrong = failing(9, "D1_ERROR: UNIQUE constraint failed", false);
  await expect(steadyDatabase(wrong.db, PACE).prepare(INSERT).bind("one").run()).rejects.toThrow("UNIQUE");
  expect(wrong.calls()).toBe(1);
});

it("gives up a call that hangs", async () => {
  const hanging = wrapDatabase(env.DB, () => new Promise<never>(() => {}));
  const call = steadyDatabase(hanging, { ...PACE, deadlineMs: 1 })
    .prepare("SELECT 1")
    .first();
  await expect(call).rejects.toThrow("no answer within 1 ms");
});
