import { describe, expect, it } from "vitest";
import { alertBody, type AlertHappening } from "../../src/alert/event.ts";
import { DEFAULT_ENDPOINT_POLICY, severityOf, DEFAULT_POLICY } from "../../src/alert/policy.ts";
import { quietUntil } from "../../src/alert/quiet-hours.ts";
import { routeAlert, wants } from "../../src/alert/route.ts";
import { rungOf } from "../../src/alert/rung.ts";
import type { EndpointPolicy } from "../../src/model.ts";
import { happening } from "../deliver/events.ts";

const NOON = Date.parse("2026-01-10T12:00:00Z");
const HOUR = 3_600_000;

function route(policy: Partial<EndpointPolicy>, overrides: Partial<AlertHappening> = {}, now = NOON) {
  const body = alertBody(happening(overrides), now);
  return routeAlert(body, ["north-isle"], { ...DEFAULT_ENDPOINT_POLICY, ...policy }, now);
}

it("tells an endpoint that asked for nothing special of every alert at once", () => {
  expect(route({})).toEqual({ kind: "send", at: NOON, reason: "told" });
});

describe("an endpoint is not told, and the reason is kept, when", () => {
  it.each<[string, Partial<EndpointPolicy>, Partial<AlertHappening>]>([
    ["type-not-wanted", { events: ["alert.official"] }, {}],
    ["other-dossier", { dossiers: ["elsewhere"] }, {}],
    ["muted-actor", { mutedActors: ["north-isle"] }, {}],
    ["certainty", { certainties: ["reported"] }, {}],
    ["below-threshold", { confidence: 0.95 }, {}],
    ["rung", { rung: "leader" }, {}],
    ["too-few-sources", { minSources: 2 }, {}],
    ["below-severity", { minSeverity: "high" }, { severity: "medium" }],
  ])("%s", (reason, policy, overrides) => {
    expect(route(policy, overrides)).toEqual({ kind: "suppress", reason });
  });
});

describe("quiet hours", () => {
  const night = { from: "22:00", until: "07:00", timeZone: "Asia/Tokyo" };

  it("hold what comes in them until they end, in the endpoint's own time zone", () => {
    // 23:30 in Tokyo.
    const late = Date.parse("2026-01-10T14:30:00Z");
    expect(route({ quietHours: night }, {}, late)).toEqual({
      kind: "send",
      at: late + 7.5 * HOUR,
      reason: "quiet-hours",
    });
    // 21:00 in Tokyo.
    expect(route({ quietHours: night }).kind === "send" && route({ quietHours: night })).toMatchObject({ at: NOON });
  });

  it("end when they say, to the minute, over midnight and within a day", () => {
    expect(quietUntil({ from: "12:00", until: "13:00", timeZone: "UTC" }, NOON)).toBe(NOON + HOUR);
    expect(quietUntil({ from: "11:00", until: "12:00", timeZone: "UTC" }, NOON)).toBeNull();
    expect(quietUntil({ from: "11:00", until: "12:00", timeZone: "UTC" }, NOON - 1)).toBe(NOON);
    expect(quietUntil({ from: "12:00", until: "12:00", timeZone: "UTC" }, NOON)).toBeNull();
  });
});

it("gives operational events to those who ask for them, by name or by family", () => {
  expect(wants({ events: ["feed.*"] }, "feed.failing")).toBe(true);
  expect(wants({ events: ["runs.late"] }, "runs.late")).toBe(true);
  expect(wants(DEFAULT_ENDPOINT_POLICY, "feed.failing")).toBe(false);
  expect(wants(DEFAULT_ENDPOINT_POLICY, "endpoint.disabled")).toBe(true);
});

it.each([
  ["Prime Minister Ada North", "leader"],
  ["the harbour minister", "minister"],
  ["a former prime minister", "former"],
  ["a ministry spokeswoman", "spokesperson"],
  ["two government officials", "official"],
  ["an adviser to the president", "adviser"],
  ["analysts", "analyst"],
  ["North Isle", "official"],
] as const)("hears in %s the rung of %s", (speaker, rung) => {
  expect(rungOf({ speaker, certainty: "stated" })).toBe(rung);
});

it("takes a change as a step more severe where the holder itself says it", () => {
  expect(severityOf("softens", "reported", DEFAULT_POLICY)).toBe("medium");
  expect(severityOf("softens", "stated", DEFAULT_POLICY)).toBe("high");
  expect(severityOf("reverses", "stated", DEFAULT_POLICY)).toBe("high");
});
