/**
 * 2,000 items of 50 feeds with 100 changes among them; receivers fail at random, answers get lost, messages are dropped and
 * doubled, and workers stop at any call of the database. Chance is seeded, so that a failure can be looked at again.
 */
import { expect, it } from "vitest";
import type { EventBody } from "../../src/alert/event.ts";
import type { Position } from "../../src/model.ts";
import { deliver, poll, redeliver, tick } from "../../src/pipeline.ts";
import { compileDossier } from "../../src/stance/assess.ts";
import { wrapDatabase } from "../../src/store/wrapped.ts";
import { HOUR, MINUTE, openNewsroom, type Newsroom } from "../alert/newsroom.ts";
import { dossier } from "../harbour.ts";
import { count } from "../runtime.ts";

const FEEDS = 50;
const ROUNDS = 8;
const ITEMS_A_ROUND = 5;
const CHANGES = 100;
const RECEIVERS = ["steady", "shaky", "awful"];

/** How often each goes wrong, of 1. */
const CHANCES = { workerStops: 0.01, messageLost: 0.05, messageDoubled: 0.1 };
const REFUSALS: Record<string, number> = { steady: 0, shaky: 0.3, awful: 0.4 };
/** Of the answers, how many are lost after the receiver has taken the message. */
const LOST_ANSWERS = 0.3;

/** Mulberry32: small, seeded, good enough to spread faults. */
function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Ledger = { effects: Map<string, EventBody>; posts: number; repeated: number };

it("tells every change once to every endpoint, and loses none", async () => {
  const chance = chanceOf(20_260_110);
  const newsroom = await openNewsroom(Array.from({ length: FEEDS }, (_, index) => `o${index}`));
  watchPositions(newsroom);
  const ledgers = await openReceivers(newsroom, chance);
  const stops = unsettle(newsroom, chance);
  let published = 0;
  for (let round = 0; round < ROUNDS; round++) {
    for (let feed = 0; feed < FEEDS; feed++) {
      for (let item = 0; item < ITEMS_A_ROUND; item++) {
        const serial = round * FEEDS * ITEMS_A_ROUND + feed * ITEMS_A_ROUND + item;
        // Changes come in some rounds by the dozen and in others one by one.
        const isChange = serial % (round % 2 === 0 ? 12 : 60) === 0 && published < CHANGES;
        newsroom.publish(`o${feed}`, isChange ? `Isle DROPS toll #${published++}` : `Quiet item ${serial}`);
      }
    }
    await work(newsroom, chance, HOUR);
  }
  while (published < CHANGES) newsroom.publish(`o${published % FEEDS}`, `Isle DROPS toll #${published++}`);
  await work(newsroom, chance, HOUR);
  // Days of retries, until nothing is owed any more; what was given up after ten of them is sent by hand.
  for (let left = 1, days = 0; left > 0 && days < 20; days++) {
    for (let step = 0; step < 12; step++) await work(newsroom, chance, 2 * HOUR, false);
    const failed = newsroom.rt.db.prepare("SELECT id FROM deliveries WHERE status = 'failed'");
    await survive(async () => {
      for (const { id } of (await failed.all<{ id: string }>()).results) await redeliver(newsroom.rt, id);
    });
    // The last worker of a day may have stopped over items that a feed brought late: they are still owed an assessment.
    left =
      (await count("deliveries", "status IN ('waiting', 'failed')")) + (await count("items", "assessed_at IS NULL"));
  }

  expect(await count("items")).toBeGreaterThanOrEqual(2000);
  expect(await count("items", "assessed_at IS NULL")).toBe(0);
  expect(await count("alerts")).toBe(CHANGES);
  expect(await count("deliveries", "status NOT IN ('delivered', 'grouped')")).toBe(0);
  for (const [receiver, { effects, posts, repeated }] of ledgers) {
    const told = [...effects.values()].flatMap(alertsOpenedIn);
    expect(told).toHaveLength(CHANGES);
    expect(new Set(told).size).toBe(CHANGES);
    expect(posts - repeated).toBe(effects.size);
    console.log(`${receiver}: ${CHANGES} changes in ${effects.size} messages, ${repeated} repeated posts, 0 in effect`);
  }
  // The soak is one only if things did go wrong.
  expect(stops()).toBeGreaterThan(20);
  expect([...ledgers.values()].reduce((sum, { repeated }) => sum + repeated, 0)).toBeGreaterThan(0);
}, 180_000);

/** A position for each change. */
function watchPositions({ rt }: Newsroom): void {
  const [position] = dossier.positions;
  const [watch] = rt.watches;
  if (position === undefined || watch === undefined) throw new Error("the newsroom watches one dossier");
  const positions: Position[] = Array.from({ length: CHANGES }, (_, index) => ({ ...position, id: `p${index}` }));
  rt.watches = [{ ...watch, dossier: compileDossier({ ...dossier, positions }) }];
  const { assess } = rt;
  rt.assess = (item, dossiers) =>
    assess(item, dossiers).map(({ dossierId, finding }) => ({
      dossierId,
      finding: { ...finding, position: `p${/#(\d+)/u.exec(item.title)?.[1] ?? ""}` },
    }));
}

/** Receivers that refuse at random, and whose answers get lost at random after they have taken the message. */
async function openReceivers(newsroom: Newsroom, chance: () => number): Promise<Map<string, Ledger>> {
  const ledgers = new Map<string, Ledger>();
  for (const receiver of RECEIVERS) {
    const ledger: Ledger = { effects: new Map(), posts: 0, repeated: 0 };
    ledgers.set(receiver, ledger);
    await newsroom.addReceiver(receiver, { events: ["alert.opened", "digest"] });
    newsroom.rt.pages.set(`https://${receiver}.receivers-host.com/hook`, () => {
      throw new Error("answered below");
    });
    const { fetch } = newsroom.rt;
    newsroom.rt.fetch = (url, init) => {
      if (url !== `https://${receiver}.receivers-host.com/hook`) return fetch(url, init);
      if (chance() < (REFUSALS[receiver] ?? 0)) return Promise.resolve(new Response(null, { status: 500 }));
      const id = (init.headers as Record<string, string>)["webhook-id"] ?? "";
      ledger.posts += 1;
      if (ledger.effects.has(id)) ledger.repeated += 1;
      else ledger.effects.set(id, JSON.parse(typeof init.body === "string" ? init.body : "") as EventBody);
      if (chance() < LOST_ANSWERS) return Promise.reject(new TypeError("Network connection lost."));
      return Promise.resolve(new Response(null, { status: 204 }));
    };
  }
  return ledgers;
}

/** Workers stop at random before or after any call of the database; returns how often they did. */
function unsettle({ rt }: Newsroom, chance: () => number): () => number {
  let stops = 0;
  rt.db = wrapDatabase(rt.db, async (call) => {
    const stopsAt = chance();
    const isStop = stopsAt < CHANCES.workerStops;
    if (isStop) stops++;
    if (isStop && stopsAt < CHANCES.workerStops / 2) throw new Error("the worker stops here");
    const result = await call();
    if (isStop) throw new Error("the worker stops here");
    return result;
  });
  return () => stops;
}

/** A tick, and its messages: some lost, some doubled, some handled by a worker that stops. */
async function work({ rt }: Newsroom, chance: () => number, ms: number, isPolling = true): Promise<void> {
  for (let passed = 0; passed < ms; passed += isPolling ? 15 * MINUTE : ms) {
    rt.now += isPolling ? 15 * MINUTE : ms;
    await survive(() => tick(rt));
    const { poll: polls, deliver: deliveries } = rt.queues;
    for (let message; (message = polls.sent.shift());) {
      const { runId, feedIds } = message;
      for (let times = timesOf(chance); times > 0; times--) await survive(() => poll(rt, runId, feedIds));
    }
    for (let message; (message = deliveries.sent.shift());) {
      const { deliveryId } = message;
      for (let times = timesOf(chance); times > 0; times--) await survive(() => deliver(rt, deliveryId));
    }
  }
}

function timesOf(chance: () => number): number {
  const drawn = chance();
  if (drawn < CHANCES.messageLost) return 0;
  return drawn < CHANCES.messageLost + CHANCES.messageDoubled ? 2 : 1;
}

async function survive(handle: () => Promise<unknown>): Promise<void> {
  try {
    await handle();
  } catch (error) {
    if (!String(error).includes("the worker stops here")) throw error;
  }
}

/** The alerts whose opening a message tells of. */
function alertsOpenedIn(body: EventBody): string[] {
  if (body.type === "digest")
    return body.data.changes.filter(({ type }) => type === "alert.opened").map(({ alert }) => alert);
  return body.type === "alert.opened" ? [body.data.alert.id] : [];
}
