/** Who may poll a feed when: a run's claim, and when it ends. */
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { deleteOldRuns, finishRuns, readOutcome, readRun } from "../../src/store/runs.ts";
import { openNewsroom } from "../alert/newsroom.ts";
import { count } from "../runtime.ts";

const HOUR = 60 * 60_000;

it("polls a feed at every trigger, however soon after the ones before that are done", async () => {
  const newsroom = await openNewsroom(["a"]);
  const url = "https://a-news.com/feed";
  const polls = (): number => newsroom.rt.requests.filter((request) => request.url === url).length;
  for (const before of [1, 2, 3, 4]) {
    expect(polls()).toBe(before);
    newsroom.rt.now -= 15 * 60_000 - 1000;
    await newsroom.run();
  }
});

it("forgets after a day what a run claimed, and keeps what it did", async () => {
  const { rt } = await openNewsroom(["a"]);
  await finishRuns(rt.db, rt.now);
  await deleteOldRuns(rt.db, rt.now + 23 * HOUR);
  expect(await count("runs", "feed_ids = '[]'")).toBe(0);
  await deleteOldRuns(rt.db, rt.now + 24.5 * HOUR);
  expect(await count("runs", "feed_ids = '[]'")).toBe(1);
  const { id } = (await env.DB.prepare("SELECT id FROM runs").first<{ id: string }>()) ?? { id: "" };
  const run = await readRun(rt.db, id);
  expect(run === null ? null : await readOutcome(rt.db, run)).toMatchObject({ feeds: 1, changed: 1 });
});
