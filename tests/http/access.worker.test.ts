/** Tokens and scopes: every route that needs one refuses without, with a wrong one, and with one that may do less. */
import { expect, it } from "vitest";
import { operations } from "../../src/http/operations.ts";
import { SCOPES } from "../../src/http/scope.ts";
import { config, count, rowsChangedSince, snapshot } from "../runtime.ts";
import { type Ask, client, TOKEN } from "./client.ts";

async function makeToken(ask: Ask, scope: string, more: Record<string, unknown> = {}) {
  const answer = await ask("/api/tokens", { method: "POST", json: { name: `a ${scope}`, scope, ...more } });
  expect(answer.status).toBe(201);
  return answer.json<{ id: string; token: string }>();
}

const CLOSED = operations
  .filter(({ access }) => access !== "anyone" && access !== "pages")
  .map(({ method, path, access, body }) => ({
    method: method.toUpperCase(),
    path: path.replaceAll(/:\w+/g, "x"),
    access,
    json: body?.example,
  }));

it.each(CLOSED)(
  "refuses $method $path to whoever has less than the scope $access",
  async ({ method, path, access, json }) => {
    const { ask } = client();
    const smaller = SCOPES.slice(0, SCOPES.indexOf(access as "read"));
    const weak = await Promise.all(smaller.map(async (scope) => (await makeToken(ask, scope)).token));
    const before = await snapshot();
    const statuses = await Promise.all(
      [null, "vft_wrong", ...weak].map(async (token) => (await ask(path, { method, json, token })).status),
    );
    expect(statuses).toEqual([401, 401, ...weak.map(() => 403)]);
    expect(await rowsChangedSince(before)).toBe(0);
  },
);

it("writes nothing through any route of method GET, and needs a token for every other", () => {
  const open = operations.filter(
    ({ method, access }) => method !== "get" && (access === "anyone" || access === "pages"),
  );
  expect(open).toEqual([]);
});

it("closes what the pages show to whoever has no token, where the setting says so", async () => {
  const { ask } = client({ config: { ...config, pages: "closed" } });
  const shown = operations.filter(({ access, path }) => access === "pages" && !path.includes(":"));
  expect(shown.length).toBeGreaterThan(8);
  for (const { path } of shown) {
    expect([path, (await ask(path, { token: null })).status]).toEqual([path, 401]);
    expect([path, (await ask(path)).status]).toEqual([path, 200]);
  }
  expect((await ask("/healthz", { token: null })).status).toBe(503);
});

it("shows a token once and keeps only its digest", async () => {
  const { ask, logged } = client();
  const { id, token } = await makeToken(ask, "operate");
  expect(token).toMatch(/^vft_[\w-]{43}$/);
  expect((await ask("/api/endpoints", { token })).status).toBe(200);
  const list = await (await ask("/api/tokens")).text();
  expect(list).toContain(id);
  expect(list).not.toContain(token.slice(4));
  expect([...(await snapshot()), ...logged].join("\n")).not.toContain(token.slice(4));
  expect(await count("tokens", "length(hash) = 64")).toBe(1);
});

it("lets nobody in with a token that is revoked or past its end", async () => {
  const { rt, ask } = client();
  const { id, token } = await makeToken(ask, "read");
  const brief = await makeToken(ask, "read", { expires_at: new Date(rt.now + 1000).toISOString() });
  expect((await ask("/api/endpoints", { token: brief.token })).status).toBe(200);
  rt.now += 1000;
  expect((await ask("/api/endpoints", { token: brief.token })).status).toBe(401);
  expect((await ask("/api/endpoints", { token })).status).toBe(200);
  expect((await ask(`/api/tokens/${id}`, { method: "DELETE" })).status).toBe(204);
  expect((await ask("/api/endpoints", { token })).status).toBe(401);
  expect((await ask(`/api/tokens/${id}`, { method: "DELETE" })).status).toBe(404);
});

it("makes one token for one idempotency key, and does not show it twice", async () => {
  const { ask } = client();
  const make = (name: string) =>
    ask("/api/tokens", { method: "POST", json: { name, scope: "read" }, headers: { "idempotency-key": "k" } });
  const first = await (await make("a")).json<{ id: string; token: string }>();
  const again = await make("a");
  expect(again.headers.get("idempotent-replayed")).toBe("true");
  expect(await again.json()).toMatchObject({ id: first.id, token: null });
  expect((await make("b")).status).toBe(409);
  expect(await count("tokens")).toBe(1);
});

it("answers 429 with Retry-After to a client that asks too often, counted by token or by address", async () => {
  const { rt, ask } = client();
  const counted: string[] = [];
  rt.isWithinLimit = (key) => {
    counted.push(key);
    return Promise.resolve(false);
  };
  const answer = await ask("/api/endpoints");
  expect(answer.status).toBe(429);
  expect(answer.headers.get("retry-after")).toBe("60");
  await ask("/api/endpoints", { token: "wrong", headers: { "cf-connecting-ip": "192.0.2.7" } });
  expect(counted).toEqual(["api root", "api 192.0.2.7"]);
  expect(counted.join()).not.toContain(TOKEN);
});
