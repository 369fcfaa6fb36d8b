/** Who may poll a feed when: a run's claim, and when it ends. */
import { expect, it } from "vitest";
import { openNewsroom } from "../alert/newsroom.ts";

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
