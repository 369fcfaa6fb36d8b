/** The life of an alert on a real database: its ladder, what people make of it, and what is held when. */
import { expect, it } from "vitest";
import type { AlertBody } from "../../src/alert/event.ts";
import { acknowledgeAlert, confirmAlert, dismissAlert } from "../../src/pipeline.ts";
import { listHeldVersions, listPositionVersions } from "../../src/store/positions.ts";
import { count } from "../runtime.ts";
import { DAY, type Newsroom, openNewsroom } from "./newsroom.ts";

/** For tests of many ticks, on a machine that has other work. */
const LONG_MS = 60_000;

const AS_IT_IS = { note: null, stance: null, statement: null, effectiveFrom: null };

async function desk(): Promise<Newsroom> {
  const newsroom = await openNewsroom(["a", "b", "c"]);
  await newsroom.addReceiver("desk");
  return newsroom;
}

function told(newsroom: Newsroom): string[] {
  return newsroom.received("desk").map(({ type }) => type);
}

async function onlyAlertId({ rt }: Newsroom, where = "true"): Promise<string> {
  const row = await rt.db.prepare(`SELECT id FROM alerts WHERE ${where}`).first<{ id: string }>();
  return row?.id ?? "";
}

async function decisions({ rt }: Newsroom): Promise<string[]> {
  const { results } = await rt.db.prepare("SELECT decision FROM findings ORDER BY id").all<{ decision: string }>();
  return results.map(({ decision }) => decision);
}

it("follows one change up its ladder and down again, each step told once, by name", async () => {
  const newsroom = await desk();
  newsroom.publish("a", "Isle reportedly DROPS the toll");
  await newsroom.run();
  newsroom.publish("b", "Ships to enter free as port reportedly DROPS charge");
  await newsroom.run();
  newsroom.publish("a", "It is official: Isle DROPS toll");
  await newsroom.run();
  newsroom.publish("c", "Harbour minister says North Isle KEEPS its toll");
  await newsroom.run();
  const bodies = newsroom.received("desk") as AlertBody[];
  expect(bodies.map(({ type, data }) => [type, data.alert.stage, data.alert.severity, data.alert.sources])).toEqual([
    ["alert.opened", "tentative", "high", 1],
    ["alert.corroborated", "corroborated", "high", 2],
    ["alert.official", "official", "high", 2],
    ["alert.walked_back", "walked_back", "high", 2],
  ]);
  expect(new Set(bodies.map(({ data }) => data.alert.id)).size).toBe(1);
  expect(await decisions(newsroom)).toEqual(["opened", "corroborated", "official", "walked-back"]);
});

it(
  "tells a change that goes to and fro within the cool-down once, and its walk-back once",
  async () => {
    const newsroom = await desk();
    for (const word of ["DROPS", "KEEPS", "DROPS", "KEEPS", "DROPS"]) {
      newsroom.publish("a", `Isle ${word} the toll, says minister at ${newsroom.rt.now}`);
      await newsroom.run();
    }
    expect(told(newsroom)).toEqual(["alert.opened", "alert.walked_back"]);
    newsroom.rt.now += 4 * DAY;
    newsroom.publish("a", "After days of silence the Isle DROPS its toll for good");
    await newsroom.run();
    expect(told(newsroom)).toEqual(["alert.opened", "alert.walked_back", "alert.opened"]);
    expect(await count("alerts")).toBe(2);
  },
  LONG_MS,
);

it(
  "makes one alert of a change that twelve outlets report, with twelve pieces of evidence",
  async () => {
    const outlets = Array.from({ length: 12 }, (_, index) => `o${index}`);
    const newsroom = await openNewsroom(outlets);
    await newsroom.addReceiver("desk");
    for (const outlet of outlets) newsroom.publish(outlet, `Isle DROPS toll (${outlet})`);
    await newsroom.run();
    expect(told(newsroom)).toEqual(["alert.opened", "alert.corroborated"]);
    expect(await count("alerts")).toBe(1);
    expect(await count("findings", "alert_id IS NOT NULL")).toBe(12);
  },
  LONG_MS,
);

it("opens nothing on news of long ago that resurfaces", async () => {
  const newsroom = await desk();
  newsroom.publish("a", "In May 2014, North Isle DROPS the toll");
  await newsroom.run();
  expect(told(newsroom)).toEqual([]);
  expect(await decisions(newsroom)).toEqual(["past-event"]);
});

it("re-baselines when a change is confirmed: the same news raises nothing, and a step back does", async () => {
  const newsroom = await desk();
  const { rt } = newsroom;
  newsroom.publish("a", "North Isle DROPS the toll");
  await newsroom.run();
  const before = rt.now;
  expect(await confirmAlert(rt, await onlyAlertId(newsroom), { ...AS_IT_IS, note: "The law was passed." })).toEqual({
    kind: "done",
  });
  const [version] = await listPositionVersions(rt.db, "harbour");
  expect(version).toMatchObject({
    position_id: "ni-keeps-toll",
    version: 2,
    moved: "reverses",
    stance: "against",
    note: "The law was passed.",
  });
  expect(JSON.parse(version?.evidence ?? "")).toMatchObject({
    quote: "North Isle DROPS the toll",
    outlet: "a-news.com",
  });

  newsroom.publish("b", "Reminder to skippers: Isle DROPS all its charges");
  await newsroom.run();
  expect(told(newsroom)).toEqual(["alert.opened", "alert.confirmed"]);
  expect((await decisions(newsroom)).at(-1)).toBe("already-confirmed");

  newsroom.publish("c", "North Isle KEEPS the toll after all");
  await newsroom.run();
  expect(told(newsroom)).toEqual(["alert.opened", "alert.confirmed", "alert.opened"]);
  const back = newsroom.received("desk").at(-1) as AlertBody;
  expect(back.data).toMatchObject({
    alert: { direction: "reverses" },
    position: {
      stance: "against",
      statement: "North Isle DROPS the toll",
      document: { title: "a-news.com: North Isle DROPS the toll" },
    },
  });

  expect(await confirmAlert(rt, await onlyAlertId(newsroom, "status = 'open'"), AS_IT_IS)).toEqual({ kind: "done" });
  expect(await listHeldVersions(rt.db, "harbour", rt.now)).toMatchObject([
    { version: 3, moved: null, stance: "favor" },
  ]);
  expect(await listHeldVersions(rt.db, "harbour", before)).toMatchObject([{ version: 2, stance: "against" }]);
  expect(await listHeldVersions(rt.db, "harbour", before - DAY)).toEqual([]);
});

it("learns from a dismissal: the same claim of the same source does not come back, another's does", async () => {
  const newsroom = await desk();
  newsroom.publish("a", "Isle reportedly DROPS its toll on ships");
  await newsroom.run();
  expect(await dismissAlert(newsroom.rt, await onlyAlertId(newsroom), "a rumour")).toEqual({ kind: "done" });
  newsroom.publish("a", "Isle reportedly DROPS toll on its ships");
  await newsroom.run();
  expect(told(newsroom)).toEqual(["alert.opened"]);
  expect((await decisions(newsroom)).at(-1)).toBe("dismissed-claim");
  expect(await count("alerts", "status = 'dismissed' AND note = 'a rumour'")).toBe(1);
  newsroom.publish("b", "Minister signs: North Isle DROPS port charge today");
  await newsroom.run();
  expect(told(newsroom)).toEqual(["alert.opened", "alert.opened"]);
});

it("settles an alert once, whatever is asked of it at once or after", async () => {
  const newsroom = await desk();
  const { rt } = newsroom;
  newsroom.publish("a", "North Isle DROPS the toll");
  await newsroom.run();
  const id = await onlyAlertId(newsroom);
  expect(await acknowledgeAlert(rt, id)).toEqual({ kind: "done" });
  expect(await acknowledgeAlert(rt, id)).toEqual({ kind: "done" });
  const answers = await Promise.all([
    confirmAlert(rt, id, AS_IT_IS),
    confirmAlert(rt, id, AS_IT_IS),
    dismissAlert(rt, id, null),
    confirmAlert(rt, id, AS_IT_IS),
  ]);
  expect(answers.filter(({ kind }) => kind === "done")).toHaveLength(1);
  const isConfirmed = (await count("alerts", "status = 'confirmed'")) === 1;
  expect(await count("position_versions")).toBe(isConfirmed ? 1 : 0);
  expect(await count("alert_events", "type = 'alert.confirmed'")).toBe(isConfirmed ? 1 : 0);
  expect((await acknowledgeAlert(rt, id)).kind).toBe("settled");
  expect(await dismissAlert(rt, "alt_none", null)).toEqual({ kind: "unknown" });
});

it("keeps evidence coming to an acknowledged alert, and tells its next step", async () => {
  const newsroom = await desk();
  newsroom.publish("a", "Isle reportedly DROPS the toll");
  await newsroom.run();
  await acknowledgeAlert(newsroom.rt, await onlyAlertId(newsroom));
  newsroom.publish("b", "It is signed: Isle DROPS toll");
  await newsroom.run();
  expect(told(newsroom)).toEqual(["alert.opened", "alert.official"]);
  expect((newsroom.received("desk").at(-1) as AlertBody).data.alert.status).toBe("acknowledged");
});
