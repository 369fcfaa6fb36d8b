/** How the polls of a run are shared out to queue messages. */
import { expect, it } from "vitest";
import { packPolls } from "../../src/feed/politeness.ts";

const feeds = (count: number): string[] => Array.from({ length: count }, (_, at) => `feed_${at}`);

it("sends one feed a message while there are few, then at most ten", () => {
  expect(packPolls(feeds(11)).map(({ length }) => length)).toEqual(Array.from({ length: 11 }, () => 1));
  expect(packPolls(feeds(40)).map(({ length }) => length)).toEqual([4, 4, 4, 4, 4, 4, 4, 4, 4, 4]);
  expect(Math.max(...packPolls(feeds(2000)).map(({ length }) => length))).toBe(10);
});

it.each([0, 1, 12, 25, 111, 500])("gives each of %i feeds to one message", (count) => {
  expect(packPolls(feeds(count)).flat()).toEqual(feeds(count));
});
