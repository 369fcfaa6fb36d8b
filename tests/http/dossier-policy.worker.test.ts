/** A dossier's policy: set by the API, shown with its defaults, and obeyed by what is told. */
import { expect, it } from "vitest";
import { poll, tick } from "../../src/pipeline.ts";
import { rss } from "../rss.ts";
import { count } from "../runtime.ts";
import { client } from "./client.ts";

const PATH = "/api/dossiers/harbour/policy";
const DAY = 24 * 60 * 60 * 1000;

it("fills in the defaults, and puts them back where a later policy leaves a field out", async () => {
  const { ask } = client();
  const defaults = await (await ask(PATH)).json();
  expect(defaults).toMatchObject({ confidence: 0.5, certainties: ["stated", "reported"], ignored_outlets: [] });
  const set = await ask(PATH, { method: "POST", json: { confidence: 0.8, ignored_outlets: ["rumour.example"] } });
  expect(await set.json()).toEqual({ ...(defaults as object), confidence: 0.8, ignored_outlets: ["rumour.example"] });
  const reset = await ask(PATH, { method: "POST", json: {} });
  expect(await reset.json()).toEqual(defaults);
});

it("keeps an outlet that the policy ignores from alerting, with the reason kept", async () => {
  const { rt, ask } = client();
  const feed = rt.watches[0]?.feeds[0]?.url ?? "";
  await ask(PATH, { method: "POST", json: { ignored_outlets: ["example.org"] } });
  for (const titles of [["Weather"], ["North Isle DROPS the toll", "Weather"]]) {
    rt.now += DAY;
    const published = new Date(rt.now).toUTCString();
    rt.pages.set(feed, () => new Response(rss("a.example.org", titles, published)));
    await tick(rt);
    for (let message; (message = rt.queues.poll.sent.shift());) await poll(rt, message.runId, message.feedIds);
  }
  expect(await count("alerts")).toBe(0);
  expect(await count("findings", "decision = 'ignored-outlet'")).toBe(1);
});

it.each([
  [{ state_media: [{ outlet: "gazette.example", actor: "nobody" }] }, "state_media.0.actor"],
  [{ confidence: 2 }, "confidence"],
  [{ corroborating_sources: 1 }, "corroborating_sources"],
  [{ loudness: 3 }, "loudness"],
])("names the field of %j that cannot be used, and changes nothing", async (json, field) => {
  const { ask } = client();
  const before = await (await ask(PATH)).json();
  const refused = await ask(PATH, { method: "POST", json });
  expect(refused.status).toBe(422);
  expect(await refused.json()).toMatchObject({ errors: [{ field }] });
  expect(await (await ask(PATH)).json()).toEqual(before);
});

it("knows no policy of a dossier that does not exist", async () => {
  const { ask } = client();
  expect((await ask("/api/dossiers/nowhere/policy")).status).toBe(404);
  expect((await ask("/api/dossiers/nowhere/policy", { method: "POST", json: {} })).status).toBe(404);
});
