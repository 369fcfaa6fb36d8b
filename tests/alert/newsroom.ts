/** Outlets' feeds and receivers around a real database, for the tests of what is told to whom. */
import type { EventBody } from "../../src/alert/event.ts";
import type { EndpointPolicy } from "../../src/model.ts";
import { deliver, poll, tick, trigger } from "../../src/pipeline.ts";
import { compileDossier } from "../../src/stance/assess.ts";
import { addEndpoint } from "../../src/store/endpoints.ts";
import { dossier, findingOf } from "../harbour.ts";
import { rss } from "../rss.ts";
import { type TestRuntime, testRuntime } from "../runtime.ts";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

export type Newsroom = {
  rt: TestRuntime;
  /** Puts an item at the top of an outlet's feed: "DROPS" shifts, "KEEPS" holds, "reportedly" is not stated. */
  publish: (outlet: string, title: string) => void;
  /** A quarter of an hour later: a run over every feed, and every message that follows. */
  run: () => Promise<void>;
  /** The cron, as long after as said, and every message that follows. */
  tickAfter: (ms: number) => Promise<void>;
  addReceiver: (id: string, policy?: Partial<EndpointPolicy>) => Promise<void>;
  /** What receivers answer, by id; 204 unless said otherwise. */
  answers: Map<string, () => Response>;
  /** The bodies that a receiver got, in order. */
  received: (id: string) => EventBody[];
};

/** Every feed has been read once, so that what comes is news. */
export async function openNewsroom(outlets: string[]): Promise<Newsroom> {
  const feeds = outlets.map((outlet) => ({ url: urlOf(outlet), title: outlet }));
  const rt = testRuntime({ watches: [{ dossier: compileDossier(dossier), feeds }] });
  rt.assess = ({ title }) =>
    findingOf(title).map(({ dossierId, finding }) => ({
      dossierId,
      finding: { ...finding, certainty: title.includes("reportedly") ? "reported" : "stated" },
    }));
  const titles = new Map<string, { title: string; published: string }[]>();
  const answers = new Map<string, () => Response>();
  for (const outlet of outlets) {
    titles.set(outlet, [{ title: `Weather at ${outlet}`, published: new Date(rt.now).toUTCString() }]);
    rt.pages.set(urlOf(outlet), () => new Response(feedOf(outlet, titles.get(outlet) ?? [])));
  }
  const drain = async (): Promise<void> => {
    for (let message; (message = rt.queues.poll.sent.shift());) await poll(rt, message.runId, message.feedIds);
    for (let message; (message = rt.queues.deliver.sent.shift());) await deliver(rt, message.deliveryId);
  };
  const newsroom: Newsroom = {
    rt,
    answers,
    publish: (outlet, title) =>
      titles.get(outlet)?.unshift({ title, published: new Date(rt.now + MINUTE).toUTCString() }),
    run: async () => {
      rt.now += 15 * MINUTE;
      await trigger(rt, "manual", { dossierId: null, feedId: null }, null);
      await drain();
    },
    tickAfter: async (ms) => {
      rt.now += ms;
      await tick(rt);
      await drain();
    },
    addReceiver: async (id, policy = {}) => {
      const url = `https://${id}.receivers-host.com/hook`;
      rt.pages.set(url, () => answers.get(id)?.() ?? new Response(null, { status: 204 }));
      await addEndpoint(rt.db, { id, url, secret: SECRET, description: "", policy }, rt.now);
    },
    received: (id) =>
      rt.requests
        .filter(({ url }) => url === `https://${id}.receivers-host.com/hook`)
        .map(({ init }) => JSON.parse(typeof init.body === "string" ? init.body : "") as EventBody),
  };
  await newsroom.tickAfter(MINUTE);
  return newsroom;
}

function feedOf(outlet: string, items: { title: string; published: string }[]): string {
  const parts = items.map(({ title, published }) => rss(`${outlet}-news.com`, [title], published));
  const [first = rss(`${outlet}-news.com`, [])] = parts;
  const entries = parts.map((part) => /<item>.*<\/item>/su.exec(part)?.[0] ?? "").join("");
  return first.replace(/<item>.*<\/item>/su, entries);
}

function urlOf(outlet: string): string {
  return `https://${outlet}-news.com/feed`;
}
