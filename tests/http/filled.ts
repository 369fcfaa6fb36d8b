/** A monitor that has been at work: feeds read, a change found and corroborated, an endpoint told. */
import { deliver, poll, tick } from "../../src/pipeline.ts";
import { compileDossier } from "../../src/stance/assess.ts";
import { addEndpoint } from "../../src/store/endpoints.ts";
import { dossier } from "../harbour.ts";
import { rss } from "../rss.ts";
import { client } from "./client.ts";

const FEEDS = [
  { url: "https://a.example.org/feed", title: "The A" },
  { url: "https://b.example.net/feed", title: "The B" },
];
const HOOK = "https://hooks.example.com/very-secret-path";
const DAY = 24 * 60 * 60_000;

/** Rounds of `tick` with everything that it wakes up done, and what `title` each feed shows in each. */
export async function filled(overrides: Parameters<typeof client>[0] = {}) {
  const { rt, ask, logged } = client({ watches: [{ dossier: compileDossier(dossier), feeds: FEEDS }], ...overrides });
  const round = async (titles: string[][]): Promise<void> => {
    rt.now += DAY;
    const published = new Date(rt.now - 60_000).toUTCString();
    FEEDS.forEach(({ url }, index) =>
      rt.pages.set(url, () => new Response(rss(new URL(url).host, titles[index] ?? ["Weather"], published))),
    );
    await tick(rt);
    for (let message; (message = rt.queues.poll.sent.shift());) await poll(rt, message.runId, message.feedIds);
    for (let message; (message = rt.queues.deliver.sent.shift());) await deliver(rt, message.deliveryId);
  };
  rt.pages.set(HOOK, () => new Response(null, { status: 204 }));
  await addEndpoint(
    rt.db,
    { id: "ep_1", url: HOOK, secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", description: "the desk" },
    rt.now,
  );
  await round([["Weather", "North Isle KEEPS the toll"], ["Sport"]]);
  await round([
    ["North Isle DROPS the toll", "Weather"],
    ["Sport", "Culture"],
  ]);
  await round([["More weather"], ["North Isle DROPS toll, says minister", "Sport"]]);
  return { rt, ask, logged, round };
}
