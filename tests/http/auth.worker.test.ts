/** Who is let through to the routes that write or show what is private. */
import { expect, it } from "vitest";
import { config, count, rowsChangedSince, snapshot } from "../runtime.ts";
import { client, TOKEN } from "./client.ts";

const CLOSED: { method: string; path: string; json?: unknown }[] = [
  { method: "POST", path: "/api/runs", json: {} },
  { method: "POST", path: "/api/assess", json: { title: "North Isle DROPS the toll" } },
  { method: "POST", path: "/api/endpoints", json: { url: "https://hooks.example.com/x" } },
  { method: "GET", path: "/api/endpoints" },
  { method: "DELETE", path: "/api/endpoints/ep_1" },
  { method: "POST", path: "/api/endpoints/ep_1/test" },
  { method: "POST", path: "/api/feeds", json: { url: "https://c.example.org/feed", dossier: "harbour" } },
  { method: "DELETE", path: "/api/feeds/feed_1" },
  { method: "GET", path: "/api/deliveries/dlv_1" },
];

it.each(CLOSED)(
  "refuses $method $path without a token, with a wrong one and with no scheme, and writes nothing",
  async (route) => {
    const { ask } = client();
    const before = await snapshot();
    const wrong = [
      { token: null },
      { token: "wrong" },
      { token: `${TOKEN}x` },
      { token: TOKEN.slice(0, -1) },
      { token: null, headers: { authorization: TOKEN } },
      { token: null, headers: { authorization: `Basic ${btoa(`x:${TOKEN}`)}` } },
      { token: null, headers: { authorization: "Bearer " } },
    ];
    for (const given of wrong) {
      const answer = await ask(route.path, { method: route.method, json: route.json, ...given });
      expect([answer.status, given]).toEqual([401, given]);
      expect(answer.headers.get("www-authenticate")).toBe("Bearer");
      expect(answer.headers.get("content-type")).toBe("application/problem+json");
    }
    expect(await rowsChangedSince(before)).toBe(0);
  },
);

it.each(CLOSED)("answers 503 to $method $path while no token is set, whatever is given", async (route) => {
  const { ask } = client({ config: { ...config, apiToken: null } });
  for (const token of [null, "", "null", "undefined", TOKEN]) {
    const answer = await ask(route.path, { method: route.method, json: route.json, token });
    expect([answer.status, token]).toEqual([503, token]);
    expect(await answer.json()).toMatchObject({ status: 503, detail: expect.stringContaining("API_TOKEN") });
  }
  expect(await count("endpoints")).toBe(0);
});

it("lets the bearer of the token through, whatever the case of the scheme", async () => {
  const { ask } = client();
  expect((await ask("/api/endpoints")).status).toBe(200);
  expect((await ask("/api/endpoints", { headers: { authorization: `bEARER   ${TOKEN}` } })).status).toBe(200);
});
