/** Edited items: their earlier texts by the API and on the pages, as text and never as markup. */
import { expect, it } from "vitest";
import { poll, tick } from "../../src/pipeline.ts";
import { client } from "./client.ts";

const FEED = "https://a.example.org/feed";
const DAY = 24 * 60 * 60_000;

/** An item that was published, alerted on, and edited twice. */
async function edited() {
  const { rt, ask } = client();
  const show = async (title: string, summary: string): Promise<void> => {
    rt.now += DAY;
    const item = `<item><title><![CDATA[${title}]]></title><guid isPermaLink="false">toll</guid><link>https://a.example.org/toll</link><pubDate>${new Date(rt.now).toUTCString()}</pubDate><description><![CDATA[${summary}]]></description></item>`;
    const other = `<item><title>Weather</title><guid isPermaLink="false">weather</guid></item>`;
    rt.pages.set(FEED, () => new Response(`<rss version="2.0"><channel><title>A</title>${title === "" ? "" : item}${other}</channel></rss>`)); // prettier-ignore
    await tick(rt);
    for (let message; (message = rt.queues.poll.sent.shift());) await poll(rt, message.runId, message.feedIds);
  };
  await show("", "");
  await show("North Isle DROPS the toll", "The minister said so.");
  await show("North Isle DROPS the harbour toll", "The minister said so &lt;b&gt;twice&lt;/b&gt;.");
  await show("Correction: North Isle does nothing", "The minister said no such thing.");
  const { items } = await (
    await ask("/api/items")
  ).json<{ items: { id: number; title: string; revision: number }[] }>();
  const item = items.find(({ title }) => title.startsWith("Correction"));
  if (item === undefined) throw new Error("the item is not listed");
  return { rt, ask, item };
}

it("lists the earlier texts of an edited item, oldest first", async () => {
  const { rt, ask, item } = await edited();
  expect(item.revision).toBe(2);
  const answer = await ask(`/api/items/${item.id}/revisions`);
  expect(await answer.json()).toEqual({
    revisions: [
      {
        number: 0,
        title: "North Isle DROPS the toll",
        summary: "The minister said so.",
        replaced_at: new Date(rt.now - DAY).toISOString(),
      },
      {
        number: 1,
        title: "North Isle DROPS the harbour toll",
        summary: "The minister said so <b>twice</b>.",
        replaced_at: new Date(rt.now).toISOString(),
      },
    ],
  });
});

it("lists none of an item that was never edited, and 404 for one that there is not", async () => {
  const { ask, item } = await edited();
  const { items } = await (await ask("/api/items")).json<{ items: { id: number }[] }>();
  const other = items.find(({ id }) => id !== item.id)?.id;
  expect(await (await ask(`/api/items/${other}/revisions`)).json()).toEqual({ revisions: [] });
  expect((await ask("/api/items/999/revisions")).status).toBe(404);
  expect((await ask("/api/items/x/revisions")).status).toBe(404);
});

it("shows them on the item's page, which the alert leads to", async () => {
  const { ask, item } = await edited();
  const { alerts } = await (
    await ask("/api/alerts")
  ).json<{ alerts: { id: string; evidence: { item: number }[] }[] }>();
  expect(alerts[0]?.evidence[0]?.item).toBe(item.id);
  const alert = await (await ask(`/alerts/${alerts[0]?.id}`)).text();
  expect(alert).toContain("<mark>North Isle DROPS the toll</mark>");
  expect(alert).toContain(`The publisher has edited it 2 times: <a href="/items/${item.id}">`);
  const page = await (await ask(`/items/${item.id}`)).text();
  for (const text of [
    "Correction: North Isle does nothing",
    "North Isle DROPS the toll",
    "North Isle DROPS the harbour toll",
  ]) {
    // prettier-ignore
    expect(page).toContain(text);
  }
  expect(page).toContain("The minister said so &lt;b&gt;twice&lt;/b&gt;.");
  expect(page.indexOf("Version 2, until")).toBeLessThan(page.indexOf("Version 1, until"));
});

it("gives the findings of one item", async () => {
  const { ask, item } = await edited();
  const read = async (id: number) =>
    (await (await ask(`/api/findings?item=${id}`)).json<{ findings: { item: number }[] }>()).findings;
  const findings = await read(item.id);
  expect(findings.length).toBeGreaterThan(0);
  expect(findings.every((finding) => finding.item === item.id)).toBe(true);
  expect(await read(999)).toEqual([]);
});
