/** Full text on a real database: which articles are fetched, how politely, and what an item gains or keeps by it. */
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import type { Finding } from "../src/model.ts";
import { poll, sweep, tick } from "../src/pipeline.ts";
import { countSpending, FREE_LIMITS, type Spent } from "../src/pipeline/budget.ts";
import type { Assess } from "../src/stance/assess.ts";
import { type FeedRow, listFeeds, setFullText } from "../src/store/feeds.ts";
import { articlePage, PARAGRAPHS } from "./feed/pages.ts";
import { config, count, type TestRuntime, testRuntime } from "./runtime.ts";

const FEED = "https://a.example.org/feed";
const ROBOTS = "https://a.example.org/robots.txt";
/** What cannot be afforded is asked for again and again: a test must end all the same. */
const MOST_MESSAGES = 20;
const DAY = 24 * 3_600_000;
const DROPPED = ["North Isle DROPS the toll, the harbour minister said in Northport on Friday, from the first of April.", ...PARAGRAPHS]; // prettier-ignore

/** A stand-in for the detector: whatever sentence has "DROPS" in it is a shift. */
const assess: Assess = ({ title, summary }) => {
  const field = title.includes("DROPS") ? "title" : "summary";
  const text = field === "title" ? title : summary;
  const quote = text.split("\n").find((line) => line.includes("DROPS"));
  if (quote === undefined) return [];
  const finding: Finding = {
    position: "ni-keeps-toll",
    verdict: "shift",
    direction: "reverses",
    certainty: "stated",
    confidence: 0.9,
    evidence: { field, quote, start: text.indexOf(quote) },
    speaker: null,
    why: "the text says so",
  };
  return [{ dossierId: "harbour", finding }];
};

type Desk = {
  rt: TestRuntime;
  /** Puts items at the top of the feed and polls it a day later, with every message that follows. */
  publish: (...titles: string[]) => Promise<void>;
  /** The addresses that were asked for since the last call, the feed's aside. */
  asked: () => string[];
  feed: () => Promise<FeedRow>;
  /** What each poll used. */
  spent: Spent[];
};

async function newDesk(isFullText = true): Promise<Desk> {
  const rt = testRuntime();
  rt.assess = assess;
  rt.pages.set(ROBOTS, () => new Response(null, { status: 404 }));
  const shown: string[] = [];
  const spent: Spent[] = [];
  const show = (): Response =>
    new Response(
      `<rss version="2.0"><channel><title>A</title>${shown
        .map(
          (title, at) =>
            `<item><title>${title}</title><guid isPermaLink="false">${title}</guid><link>${linkOf(title)}</link><pubDate>${new Date(rt.now - at * 1000).toUTCString()}</pubDate></item>`,
        ) // prettier-ignore
        .join("")}</channel></rss>`,
    );
  rt.pages.set(FEED, show);
  const desk: Desk = {
    rt,
    spent,
    publish: async (...titles) => {
      shown.unshift(...titles);
      rt.now += DAY;
      await tick(rt);
      for (let turns = 0, message; turns < MOST_MESSAGES && (message = rt.queues.poll.sent.shift()); turns++) {
        const counted = countSpending(rt);
        await poll(counted.rt, message.runId, message.feedIds);
        spent.push(counted.spent);
      }
      rt.queues.poll.sent.length = 0;
    },
    asked: () => rt.requests.splice(0).flatMap(({ url }) => (url === FEED ? [] : [url])),
    feed: async () => {
      const [feed] = await listFeeds(rt.db);
      if (feed === undefined) throw new Error("there is no feed");
      return feed;
    },
  };
  await desk.publish("Weather", "North Isle toll of old");
  if (isFullText) await setFullText(rt.db, (await desk.feed()).id, true);
  return desk;
}

function linkOf(title: string): string {
  return `https://a.example.org/${title.toLowerCase().replaceAll(" ", "-")}`;
}

function page(paragraphs = DROPPED): () => Response {
  return () => new Response(articlePage("Toll", paragraphs), { headers: { "content-type": "text/html" } });
}

it("alerts on what only the article says, with the quote from the article", async () => {
  const { rt, publish, asked, feed } = await newDesk();
  rt.pages.set(linkOf("North Isle on the toll"), page());
  await publish("North Isle on the toll", "Ten recipes for the summer");
  expect(asked()).toEqual([ROBOTS, linkOf("North Isle on the toll")]);
  const row = await env.DB.prepare(
    "SELECT evidence_field, evidence_quote, evidence_start, articles.text FROM findings JOIN articles USING (item_id)",
  ).first<{ evidence_field: string; evidence_quote: string; evidence_start: number; text: string }>();
  expect(row).toMatchObject({ evidence_field: "article", evidence_quote: DROPPED[0] });
  const { text = "", evidence_start: start = -1, evidence_quote: quote = "" } = row ?? {};
  expect(text.slice(start, start + quote.length)).toBe(quote);
  expect(await count("alerts")).toBe(1);
  expect(await feed()).toMatchObject({
    articles_read: 1,
    articles_failed: 0,
    article_failures: 0,
    article_error: null,
  });
});

it("fetches no article where it is not asked to, nor of what a feed held when it was added", async () => {
  const { rt, publish, asked } = await newDesk(false);
  rt.pages.set(linkOf("North Isle on the toll"), page());
  await publish("North Isle on the toll");
  expect(asked()).toEqual([]);
  expect(await count("articles")).toBe(0);
  expect(await count("items", "assessed_at IS NULL")).toBe(0);
});

it("asks for one article at a time, ten seconds apart, and for robots.txt once", async () => {
  const { rt, publish, asked } = await newDesk();
  rt.config = { ...config, isLocalMode: false };
  const titles = ["North Isle toll one", "North Isle toll two", "North Isle toll three"];
  for (const title of titles) rt.pages.set(linkOf(title), page());
  rt.queues.poll.delays.length = 0;
  await publish(...titles);
  expect(asked().toSorted()).toEqual([...titles.map(linkOf), ROBOTS].toSorted());
  expect(rt.queues.poll.delays).toEqual([0, 10, 10]);
  expect(await count("articles", "outcome = 'read'")).toBe(3);
  expect(await count("items", "assessed_at IS NULL")).toBe(0);
});

it("assesses an item by its summary when the article cannot be had, and says so with the feed's health", async () => {
  const { rt, publish, feed } = await newDesk();
  rt.pages.set(linkOf("North Isle DROPS the toll"), () => new Response("no", { status: 403 }));
  rt.pages.set(linkOf("North Isle toll two"), () => new Response("no", { status: 500 }));
  await publish("North Isle DROPS the toll", "North Isle toll two");
  expect(await count("alerts")).toBe(1);
  expect(await count("articles", "outcome = 'failed' AND error_class IN ('blocked', 'server')")).toBe(2);
  expect(await feed()).toMatchObject({ articles_read: 0, articles_failed: 2, article_failures: 2 });
  expect((await feed()).article_error).toMatch(/\((?:403|500)\)/);
  rt.pages.set(linkOf("North Isle toll three"), page());
  await publish("North Isle toll three");
  expect(await feed()).toMatchObject({
    articles_read: 1,
    articles_failed: 2,
    article_failures: 0,
    article_error: null,
  });
});

it("reads nothing that robots.txt forbids, and keeps the rules for a day", async () => {
  const { rt, publish, asked } = await newDesk();
  rt.pages.set(ROBOTS, () => new Response("User-agent: Volteface\nDisallow: /"));
  await publish("North Isle toll one");
  expect(asked()).toEqual([ROBOTS]);
  rt.now -= DAY / 2;
  await publish("North Isle toll two");
  expect(asked()).toEqual([]);
  await publish("North Isle toll three");
  expect(asked()).toEqual([ROBOTS]);
  expect(await count("articles", "error_class = 'robots'")).toBe(3);
});

it("lives on old rules for a month where robots.txt is out of reach, and reads nothing where there are none", async () => {
  const { rt, publish, asked } = await newDesk();
  for (const title of ["North Isle toll one", "North Isle toll two", "North Isle toll three"])
    rt.pages.set(linkOf(title), page());
  await publish("North Isle toll one");
  rt.pages.set(ROBOTS, () => new Response(null, { status: 503 }));
  asked();
  await publish("North Isle toll two");
  expect(asked()).toEqual([ROBOTS, linkOf("North Isle toll two")]);
  rt.now += 30 * DAY;
  await publish("North Isle toll three");
  expect(asked()).toEqual([ROBOTS]);
});

it("fetches the article of an edited item again", async () => {
  const { rt, asked, publish } = await newDesk();
  rt.pages.set(linkOf("North Isle toll one"), page(PARAGRAPHS));
  await publish("North Isle toll one");
  expect(await count("findings")).toBe(0);
  asked();
  rt.pages.set(linkOf("North Isle toll one"), page());
  await env.DB.prepare("UPDATE items SET revision = 1, assessed_at = NULL WHERE title = 'North Isle toll one'").run();
  rt.now += DAY;
  await sweep(rt);
  expect(asked()).toContain(linkOf("North Isle toll one"));
  expect(await count("findings", "evidence_field = 'article'")).toBe(1);
});

it("asks no second time for an article over which a worker stopped", async () => {
  const { rt, publish, asked, feed } = await newDesk();
  rt.pages.set(linkOf("North Isle DROPS the toll"), page());
  const died = new Error("the isolate ran out of time");
  const { fetch } = rt;
  rt.fetch = (url, init) => (url === linkOf("North Isle DROPS the toll") ? new Promise(() => {}) : fetch(url, init));
  // The worker dies right after it has noted what it is about to fetch.
  rt.db = new Proxy(rt.db, {
    get(target, name) {
      if (name === "prepare") {
        return (sql: string) => {
          if (sql.includes("FROM robots")) throw died;
          return target.prepare(sql);
        };
      }
      const member: unknown = Reflect.get(target, name);
      return typeof member === "function" ? (member.bind(target) as unknown) : member;
    },
  });
  await expect(publish("North Isle DROPS the toll")).rejects.toBe(died);
  rt.db = env.DB;
  rt.fetch = fetch;
  expect(await count("articles", "outcome = 'trying'")).toBe(1);
  asked();
  rt.now += 5 * 60_000;
  await sweep(rt);
  expect(asked()).toEqual([]);
  expect(await count("alerts")).toBe(1);
  expect(await feed()).toMatchObject({ articles_failed: 1, article_error: "the worker stopped while reading it" });
});

function moved(location: string): () => Response {
  return () => new Response(null, { status: 302, headers: { location } });
}

it("keeps an article within what an invocation may use, on sites that redirect from one to the next", async () => {
  const { rt, publish, spent } = await newDesk();
  const hops = ["https://a.example.org/north-isle-on-the-toll", "https://b.example.org/", "https://c.example.org/"];
  for (const [at, hop] of hops.entries()) {
    const next = hops[at + 1];
    rt.pages.set(hop, next === undefined ? page() : moved(next));
    const { origin } = new URL(hop);
    const files = [`${origin}/robots.txt`, ...[1, 2, 3, 4, 5].map((turn) => `${origin}/robots-${turn}`)];
    for (const [turn, file] of files.entries()) {
      const to = files[turn + 1];
      rt.pages.set(file, to === undefined ? () => new Response(null, { status: 404 }) : moved(to));
    }
  }
  spent.length = 0;
  await publish("North Isle on the toll", "North Isle on the toll again");
  expect(await count("articles", "outcome = 'read'")).toBe(1);
  expect(await count("alerts")).toBe(1);
  // An invocation that has used up what it may leaves the article to the next.
  expect(Math.max(...spent.map(({ statements }) => statements))).toBeLessThanOrEqual(FREE_LIMITS.statements);
  expect(Math.max(...spent.map(({ subrequests }) => subrequests))).toBeLessThanOrEqual(FREE_LIMITS.subrequests);
  expect(Math.max(...spent.map(({ subrequests }) => subrequests))).toBeGreaterThan(20);
});
