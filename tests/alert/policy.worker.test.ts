/** What each endpoint is told, when, and what is kept of what it is not told. */
import { expect, it } from "vitest";
import type { AlertBody, DigestBody, OperationalBody } from "../../src/alert/event.ts";
import { acknowledgeAlert } from "../../src/pipeline.ts";
import { setPolicy } from "../../src/store/policies.ts";
import { count } from "../runtime.ts";
import { compileDossier } from "../../src/stance/assess.ts";
import { dossier } from "../harbour.ts";
import { DAY, HOUR, MINUTE, type Newsroom, openNewsroom } from "./newsroom.ts";

/** For tests of many ticks, on a machine that has other work. */
const LONG_MS = 60_000;

/** A dossier of many positions, one for each number, so that one run can find many changes. */
async function stormyNewsroom(changes: number): Promise<Newsroom> {
  const newsroom = await openNewsroom(["a", "b"]);
  const { rt } = newsroom;
  const [position] = dossier.positions;
  const [watch] = rt.watches;
  if (position === undefined || watch === undefined) throw new Error("the newsroom watches one dossier");
  const positions = Array.from({ length: changes }, (_, index) => ({ ...position, id: `p${index}` }));
  rt.watches = [{ ...watch, dossier: compileDossier({ ...dossier, positions }) }];
  const assess = rt.assess;
  rt.assess = (item, dossiers) =>
    assess(item, dossiers).map(({ dossierId, finding }) => ({
      dossierId,
      finding: { ...finding, position: `p${/#(\d+)/u.exec(item.title)?.[1] ?? 0}` },
    }));
  return newsroom;
}

it(
  "puts forty changes of one run into one message for each endpoint, listing all",
  async () => {
    const newsroom = await stormyNewsroom(40);
    await newsroom.addReceiver("desk");
    await newsroom.addReceiver("night");
    for (let index = 0; index < 40; index++) newsroom.publish(index % 2 === 0 ? "a" : "b", `Isle DROPS toll #${index}`);
    await newsroom.run();
    for (const receiver of ["desk", "night"]) {
      const bodies = newsroom.received(receiver) as DigestBody[];
      expect(bodies).toHaveLength(1);
      expect(bodies[0]).toMatchObject({ type: "digest", data: { reason: "many-changes", count: 40, omitted: 0 } });
      expect(new Set(bodies[0]?.data.changes.map(({ alert }) => alert)).size).toBe(40);
    }
    expect(await count("deliveries", "status = 'grouped' AND grouped_into IS NOT NULL")).toBe(80);
    await newsroom.tickAfter(5 * MINUTE);
    expect(newsroom.received("desk")).toHaveLength(1);
  },
  LONG_MS,
);

it(
  "puts more changes than one message lists into as many as it takes, at once",
  async () => {
    const newsroom = await stormyNewsroom(120);
    await newsroom.addReceiver("desk");
    for (let index = 0; index < 120; index++)
      newsroom.publish(index % 2 === 0 ? "a" : "b", `Isle DROPS toll #${index}`);
    await newsroom.run();
    const bodies = newsroom.received("desk") as DigestBody[];
    expect(bodies.map(({ data }) => data.count)).toEqual([50, 50, 20]);
    expect(new Set(bodies.flatMap(({ data }) => data.changes.map(({ alert }) => alert))).size).toBe(120);
  },
  LONG_MS,
);

it("tells a few changes one by one", async () => {
  const newsroom = await stormyNewsroom(3);
  await newsroom.addReceiver("desk");
  for (let index = 0; index < 3; index++) newsroom.publish("a", `Isle DROPS toll #${index}`);
  await newsroom.run();
  expect(newsroom.received("desk").map(({ type }) => type)).toEqual(["alert.opened", "alert.opened", "alert.opened"]);
});

it(
  "groups a storm once even where every message comes twice and at the same time",
  async () => {
    const newsroom = await stormyNewsroom(12);
    await newsroom.addReceiver("desk");
    const { rt } = newsroom;
    const { deliver, poll, trigger } = await import("../../src/pipeline.ts");
    for (let index = 0; index < 12; index++) newsroom.publish(index % 2 === 0 ? "a" : "b", `Isle DROPS toll #${index}`);
    rt.now += 15 * MINUTE;
    await trigger(rt, "manual", { dossierId: null, feedId: null }, null);
    const polls = rt.queues.poll.sent.splice(0);
    await Promise.all([...polls, ...polls].map(({ runId, feedIds }) => poll(rt, runId, feedIds)));
    const { results } = await rt.db.prepare("SELECT id FROM deliveries").all<{ id: string }>();
    await Promise.all([...results, ...results].map(({ id }) => deliver(rt, id)));
    await newsroom.tickAfter(5 * MINUTE);
    const told = newsroom.received("desk");
    expect(told.map(({ type }) => type)).toEqual(["digest"]);
  },
  LONG_MS,
);

it("holds what comes in quiet hours and tells it as one digest after", async () => {
  const newsroom = await stormyNewsroom(3);
  // It is 12:16 in the newsroom.
  await newsroom.addReceiver("desk", { quietHours: { from: "12:00", until: "18:00", timeZone: "UTC" } });
  for (let index = 0; index < 2; index++) {
    newsroom.publish("a", `Isle DROPS toll #${index}`);
    await newsroom.run();
  }
  expect(newsroom.received("desk")).toEqual([]);
  expect(await count("deliveries", "status = 'waiting' AND route_reason = 'quiet-hours'")).toBe(2);
  await newsroom.tickAfter(3 * HOUR);
  expect(newsroom.received("desk")).toEqual([]);
  await newsroom.tickAfter(3 * HOUR);
  expect(newsroom.received("desk")).toMatchObject([{ type: "digest", data: { reason: "quiet-hours", count: 2 } }]);
});

it("keeps what an endpoint is not told, with the reason, and tells it the step that it waits for", async () => {
  const newsroom = await openNewsroom(["a", "b"]);
  await newsroom.addReceiver("careful", { minSources: 2 });
  await newsroom.addReceiver("muted", { mutedActors: ["north-isle"] });
  newsroom.publish("a", "Isle reportedly DROPS the toll");
  await newsroom.run();
  expect(
    await count("deliveries", "status = 'suppressed' AND route_reason = 'too-few-sources' AND endpoint_id = 'careful'"),
  ).toBe(1);
  expect(
    await count("deliveries", "status = 'suppressed' AND route_reason = 'muted-actor' AND endpoint_id = 'muted'"),
  ).toBe(1);
  newsroom.publish("b", "Ships to enter free as port reportedly DROPS charge");
  await newsroom.run();
  expect((newsroom.received("careful") as AlertBody[]).map(({ type }) => type)).toEqual(["alert.corroborated"]);
  expect(newsroom.received("muted")).toEqual([]);
});

it("decides by the dossier's own policy", async () => {
  const newsroom = await openNewsroom(["a"]);
  await newsroom.addReceiver("desk");
  await setPolicy(newsroom.rt.db, "harbour", { certainties: ["stated"] }, newsroom.rt.now);
  newsroom.publish("a", "Isle reportedly DROPS the toll");
  await newsroom.run();
  expect(newsroom.received("desk")).toEqual([]);
  expect(await count("findings", "decision = 'only-speculated'")).toBe(1);
});

it(
  "reminds of alerts that nobody acknowledged, at most every four hours, until somebody does",
  async () => {
    const newsroom = await openNewsroom(["a"]);
    await newsroom.addReceiver("desk", { reminderMs: MINUTE });
    await newsroom.addReceiver("calm");
    newsroom.publish("a", "North Isle DROPS the toll");
    await newsroom.run();
    const reminders = (): number => newsroom.received("desk").filter(({ type }) => type === "alert.reminder").length;
    for (let quarters = 0; quarters < 8 * 4; quarters++) await newsroom.tickAfter(15 * MINUTE);
    expect(reminders()).toBe(2);
    expect(newsroom.received("calm").map(({ type }) => type)).toEqual(["alert.opened"]);
    const alert = (newsroom.received("desk")[0] as AlertBody).data.alert.id;
    await acknowledgeAlert(newsroom.rt, alert);
    for (let hours = 0; hours < 9; hours++) await newsroom.tickAfter(HOUR);
    expect(reminders()).toBe(2);
  },
  LONG_MS,
);

it("tells those who ask which feed is forbidden, once, and when it is back", async () => {
  const newsroom = await openNewsroom(["a", "b"]);
  await newsroom.addReceiver("ops", { events: ["feed.*", "runs.*"] });
  await newsroom.addReceiver("desk");
  const { pages } = newsroom.rt;
  const page = pages.get("https://a-news.com/feed");
  pages.set("https://a-news.com/feed", () => new Response("go away", { status: 403 }));
  for (let hours = 0; hours < 12; hours++)
    for (let ticks = 0; ticks < 6; ticks++) await newsroom.tickAfter(10 * MINUTE);
  const told = newsroom.received("ops") as OperationalBody[];
  expect(told.map(({ type }) => type)).toEqual(["feed.failing"]);
  expect(told[0]?.data).toMatchObject({ subject: { kind: "feed", name: "a" }, state: "blocked" });
  if (page !== undefined) pages.set("https://a-news.com/feed", page);
  for (let hours = 0; hours < 48; hours++)
    for (let ticks = 0; ticks < 6; ticks++) await newsroom.tickAfter(10 * MINUTE);
  expect(newsroom.received("ops").map(({ type }) => type)).toEqual(["feed.failing", "feed.recovered"]);
  expect(newsroom.received("desk")).toEqual([]);
}, 60_000);

it("tells once, when the cron is back, that runs were missed, and loses nothing by it", async () => {
  const newsroom = await openNewsroom(["a"]);
  await newsroom.addReceiver("ops", { events: ["alert.*", "runs.late"] });
  newsroom.publish("a", "North Isle DROPS the toll");
  await newsroom.tickAfter(DAY);
  await newsroom.tickAfter(5 * MINUTE);
  const types = newsroom.received("ops").map(({ type }) => type);
  expect(types.toSorted()).toEqual(["alert.opened", "runs.late"]);
});
