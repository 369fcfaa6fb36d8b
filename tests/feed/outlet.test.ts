import { expect, it } from "vitest";
import { outletOf } from "../../src/feed/outlet.ts";

it.each([
  ["https://www.bbc.co.uk/news/1", "A title", "bbc.co.uk"],
  ["https://english.kyodonews.net/x", "A title", "kyodonews.net"],
  ["https://example/x", "A title", "example"],
  ["https://127.0.0.1/x", "A title", "127.0.0.1"],
  ["https://news.google.com/rss/articles/opaque", "Kim: no talks - The Guardian", "The Guardian"],
  ["https://news.google.com/rss/articles/opaque", "No publisher here", "The feed"],
  [null, "A title", "The feed"],
  ["not an address", "A title", "The feed"],
])("names the outlet behind %s, %s: %s", (link, title, outlet) => {
  expect(outletOf({ link, title }, "The feed")).toBe(outlet);
});
