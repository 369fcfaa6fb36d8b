/** Setting by API and page whether a feed's articles are read, and what is shown of them. */
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { settleArticles } from "../../src/store/articles.ts";
import { filled } from "./filled.ts";
import { type Ask, TOKEN } from "./client.ts";

type Feed = { id: string; full_text: boolean; health_words: string; articles: Record<string, unknown> };

async function firstFeed(ask: Ask): Promise<Feed> {
  const [feed] = (await (await ask("/api/feeds")).json<{ feeds: Feed[] }>()).feeds;
  if (feed === undefined) throw new Error("there is no feed");
  return feed;
}

/** The newest item of a feed, with an article that was read or not. */
async function withArticle(ask: Ask, result: Parameters<typeof settleArticles>[2][number]["result"]): Promise<number> {
  const { id: feedId } = await firstFeed(ask);
  const item = await env.DB.prepare("SELECT id, feed_id, revision FROM items WHERE feed_id = ?1 ORDER BY id DESC")
    .bind(feedId)
    .first<{ id: number; feed_id: string; revision: number }>();
  if (item === null) throw new Error("the feed has no item");
  await env.DB.batch(settleArticles(env.DB, feedId, [{ item, result }], 1_768_000_000_000));
  return item.id;
}

it("reads no articles unless it is asked to, and stops when it is told to", async () => {
  const { ask } = await filled();
  const { id, full_text: isOn, articles } = await firstFeed(ask);
  expect([isOn, articles]).toEqual([false, { read: 0, failed: 0, failed_in_a_row: 0, last_failure: null }]);
  const set = (full_text: unknown) => ask(`/api/feeds/${id}/full-text`, { method: "POST", json: { full_text } });
  expect(await (await set(true)).json()).toMatchObject({ id, full_text: true });
  expect(await (await ask(`/api/feeds/${id}`)).json()).toMatchObject({ full_text: true });
  expect(await (await set(false)).json()).toMatchObject({ full_text: false });
  expect((await set("yes")).status).toBe(422);
  expect((await ask("/api/feeds/feed_0/full-text", { method: "POST", json: { full_text: true } })).status).toBe(404);
});

it("takes the setting with a new feed, and leaves it alone when the feed is added again without it", async () => {
  const { ask } = await filled();
  const add = async (more: object) => {
    const json = { url: "https://c.example.org/feed", dossier: "harbour", check: false, ...more };
    return (await ask("/api/feeds", { method: "POST", json })).json<Feed>();
  };
  expect((await add({ full_text: true })).full_text).toBe(true);
  expect((await add({})).full_text).toBe(true);
  expect((await add({ full_text: false })).full_text).toBe(false);
});

it("shows an item's article, and says with the feed's health why the last one was not read", async () => {
  const { ask } = await filled();
  const id = await withArticle(ask, { kind: "read", text: "The first paragraph.\nThe second." });
  expect(await (await ask(`/api/items/${id}`)).json()).toMatchObject({
    article: { outcome: "read", reason: null, text: "The first paragraph.\nThe second." },
  });
  await withArticle(ask, { kind: "failed", class: "robots", reason: "the site's robots.txt does not allow it" });
  expect(await (await ask(`/api/items/${id}`)).json()).toMatchObject({
    article: { outcome: "failed", reason: "the site's robots.txt does not allow it", text: "" },
  });
  expect(await firstFeed(ask)).toMatchObject({
    articles: { read: 1, failed: 1, failed_in_a_row: 1 },
    health_words: expect.stringContaining("the last article was not read: the site's robots.txt does not allow it"),
  });
});

it("marks a quote of the article in its article, under the headline", async () => {
  const { ask } = await filled();
  const { alerts } = await (await ask("/api/alerts")).json<{ alerts: { id: string; evidence: { finding: number }[] }[] }>();
  const [alert] = alerts;
  const finding = alert?.evidence[0]?.finding ?? 0;
  const row = await env.DB.prepare("SELECT items.id, feed_id, revision FROM findings JOIN items ON items.id = item_id WHERE findings.id = ?1")
    .bind(finding)
    .first<{ id: number; feed_id: string; revision: number }>();
  if (row === null) throw new Error("the finding has no item");
  const text = "It rained in Northport.\nNorth Isle ends <b>the toll</b>.";
  await env.DB.batch(settleArticles(env.DB, row.feed_id, [{ item: row, result: { kind: "read", text } }], 0));
  await env.DB.prepare("UPDATE findings SET evidence_field = 'article', evidence_quote = 'North Isle ends <b>the toll</b>.', evidence_start = 24 WHERE id = ?1")
    .bind(finding)
    .run();
  const html = await (await ask(`/alerts/${alert?.id}`)).text();
  expect(html).toContain("It rained in Northport.\n<mark>North Isle ends &lt;b&gt;the toll&lt;/b&gt;.</mark>");
  expect(html).toContain("In the article under the headline");
}); // prettier-ignore

it("lets administrators switch on the page, and nobody else", async () => {
  const { ask } = await filled();
  const origin = "https://volteface.example.com";
  const signIn = async (token: string): Promise<{ cookie: string; csrf: string; html: string }> => {
    const body = new URLSearchParams({ token });
    const answer = await ask("/sign-in", { method: "POST", token: null, body, headers: { origin } });
    const cookie = (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
    const html = await (await ask("/feeds", { token: null, headers: { cookie } })).text();
    return { cookie, csrf: /name="csrf" value="([0-9a-f]{64})"/.exec(html)?.[1] ?? "", html };
  };
  const { id } = await firstFeed(ask);
  const press = async ({ cookie, csrf }: { cookie: string; csrf: string }, on: boolean): Promise<number> => {
    const body = new URLSearchParams({ csrf });
    return (await ask(`/feeds/${id}/full-text?on=${on}`, { method: "POST", token: null, body, headers: { origin, cookie } })).status;
  }; // prettier-ignore
  const admin = await signIn(TOKEN);
  expect(admin.html).toContain(`/feeds/${id}/full-text?on=true`);
  expect(await press(admin, true)).toBe(303);
  expect((await firstFeed(ask)).full_text).toBe(true);
  const made = await ask("/api/tokens", { method: "POST", json: { name: "desk", scope: "operate" } });
  const operator = await signIn((await made.json<{ token: string }>()).token);
  expect(operator.html).not.toContain("full-text");
  expect(await press(operator, false)).toBe(403);
  expect((await firstFeed(ask)).full_text).toBe(true);
});
