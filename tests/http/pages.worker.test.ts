/** The pages: who may see them and act on them, and that a form must be one of ours. */
import { expect, it } from "vitest";
import { config, rowsChangedSince, snapshot } from "../runtime.ts";
import { type Ask, TOKEN } from "./client.ts";
import { filled } from "./filled.ts";

const ORIGIN = "https://volteface.example.com";

function post(
  ask: Ask,
  path: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Response> {
  return ask(path, {
    method: "POST",
    token: null,
    body: new URLSearchParams(fields),
    headers: { origin: ORIGIN, ...headers },
  });
}

async function signIn(ask: Ask, token = TOKEN): Promise<string> {
  const answer = await post(ask, "/sign-in", { token });
  expect(answer.status).toBe(303);
  const cookie = answer.headers.get("set-cookie") ?? "";
  expect(cookie).toMatch(/^__Host-session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
  return cookie.slice(0, cookie.indexOf(";"));
}

async function csrfOf(ask: Ask, cookie: string): Promise<string> {
  const html = await (await ask("/", { token: null, headers: { cookie } })).text();
  return /name="csrf" value="([0-9a-f]{64})"/.exec(html)?.[1] ?? "";
}

async function alertId(ask: Ask): Promise<string> {
  const { alerts } = await (await ask("/api/alerts")).json<{ alerts: { id: string }[] }>();
  return alerts[0]?.id ?? "";
}

it("lets a signed-in viewer acknowledge, confirm and see the new version", async () => {
  const { ask } = await filled();
  const cookie = await signIn(ask);
  const csrf = await csrfOf(ask, cookie);
  const id = await alertId(ask);
  expect((await post(ask, `/alerts/${id}/acknowledge`, { csrf }, { cookie })).status).toBe(303);
  expect(await (await ask(`/api/alerts/${id}`)).json()).toMatchObject({ status: "acknowledged" });
  expect((await post(ask, `/alerts/${id}/confirm`, { csrf, note: "so it is" }, { cookie })).status).toBe(303);
  expect(await (await ask(`/api/alerts/${id}`)).json()).toMatchObject({ status: "confirmed", note: "so it is" });
  const position = await (await ask("/api/positions/harbour/ni-keeps-toll")).json();
  expect(position).toMatchObject({
    version: 2,
    stance: "against",
    versions: [{ version: 1, stance: "favor" }, { version: 2 }],
  });
  expect((await post(ask, `/alerts/${id}/dismiss`, { csrf }, { cookie })).status).toBe(409);
});

it("answers as of a day what was held then", async () => {
  const { rt, ask } = await filled();
  await ask(`/api/alerts/${await alertId(ask)}/confirm`, {
    method: "POST",
    json: { effective_from: "2026-01-05T00:00:00Z" },
  });
  const stanceAt = async (time: string) => {
    const answer = await ask(`/api/positions?as_of=${time}`);
    return (await answer.json<{ positions: { stance: string }[] }>()).positions[0]?.stance;
  };
  expect(await stanceAt("2026-01-04T23:59:59Z")).toBe("favor");
  expect(await stanceAt("2026-01-05T00:00:00Z")).toBe("against");
  expect(await stanceAt(new Date(rt.now).toISOString())).toBe("against");
});

it("takes no form without a session, from another site, or without its token", async () => {
  const { ask } = await filled();
  const cookie = await signIn(ask);
  const csrf = await csrfOf(ask, cookie);
  const id = await alertId(ask);
  const before = await snapshot();
  const refused = [
    await post(ask, `/alerts/${id}/dismiss`, { csrf }),
    await post(ask, `/alerts/${id}/dismiss`, {}, { cookie }),
    await post(ask, `/alerts/${id}/dismiss`, { csrf: "0".repeat(64) }, { cookie }),
    await post(ask, `/alerts/${id}/dismiss`, { csrf }, { cookie, origin: "https://evil.example" }),
    await post(ask, `/runs`, {}, { cookie }),
  ];
  expect(refused.map(({ status }) => status)).toEqual([401, 403, 403, 403, 403]);
  expect(await rowsChangedSince(before)).toBe(0);
});

it("shows no buttons to readers, and takes no act of theirs", async () => {
  const { ask } = await filled();
  const made = await ask("/api/tokens", { method: "POST", json: { name: "reader", scope: "read" } });
  const cookie = await signIn(ask, (await made.json<{ token: string }>()).token);
  const html = await (await ask("/", { token: null, headers: { cookie } })).text();
  expect(html).not.toContain("Confirm the change");
  const csrf = await csrfOf(ask, cookie);
  expect((await post(ask, `/alerts/${await alertId(ask)}/confirm`, { csrf }, { cookie })).status).toBe(403);
});

it("ends a session when its token is revoked, when it is signed out, and after half a day", async () => {
  const { rt, ask } = await filled();
  const isIn = async (cookie: string) => (await csrfOf(ask, cookie)) !== "";
  const made = await ask("/api/tokens", { method: "POST", json: { name: "reader", scope: "read" } });
  const { id, token } = await made.json<{ id: string; token: string }>();
  const [one, two, three] = [await signIn(ask, token), await signIn(ask), await signIn(ask)];
  expect(await Promise.all([one, two, three].map(isIn))).toEqual([true, true, true]);
  await ask(`/api/tokens/${id}`, { method: "DELETE" });
  expect((await post(ask, "/sign-out", {}, { cookie: two })).status).toBe(303);
  expect(await Promise.all([one, two, three].map(isIn))).toEqual([false, false, true]);
  rt.now += 12 * 60 * 60_000;
  expect(await isIn(three)).toBe(false);
});

it("refuses a wrong token at the door, and counts the tries", async () => {
  const { rt, ask } = await filled();
  const answer = await post(ask, "/sign-in", { token: "guess" });
  expect(answer.status).toBe(401);
  expect(answer.headers.has("set-cookie")).toBe(false);
  rt.isWithinLimit = (key) => Promise.resolve(!key.startsWith("sign-in "));
  expect((await post(ask, "/sign-in", { token: TOKEN })).status).toBe(429);
});

it("sends everyone to the door where the pages are closed, and lets nobody act where they are read-only", async () => {
  const closed = await filled({ config: { ...config, pages: "closed" } });
  for (const path of ["/", "/alerts", "/feeds", "/docs"]) {
    const answer = await closed.ask(path, { token: null });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/sign-in"]);
  }
  const cookie = await signIn(closed.ask);
  expect((await closed.ask("/", { token: null, headers: { cookie } })).status).toBe(200);
});

it("shows nobody what endpoints answered who has not signed in", async () => {
  const { ask } = await filled();
  expect(await (await ask("/deliveries", { token: null })).text()).not.toContain("the desk");
  const cookie = await signIn(ask);
  expect(await (await ask("/deliveries", { token: null, headers: { cookie } })).text()).toContain("the desk");
});

it("answers each page with 200, one that does not exist with 404, and none with a secret", async () => {
  const { ask, logged } = await filled();
  const cookie = await signIn(ask);
  const id = await alertId(ask);
  const paths = [
    "/",
    "/alerts",
    `/alerts/${id}`,
    "/positions/harbour/ni-keeps-toll",
    "/documents",
    "/documents/harbour",
    "/items/1",
  ];
  const more = ["/why-not", "/feeds", "/runs", "/deliveries", "/try", "/docs", "/sign-in", "/openapi.json", "/metrics"];
  for (const path of [...paths, ...more]) {
    const answer = await ask(path, { token: null, headers: { cookie } });
    const text = await answer.text();
    expect([path, answer.status]).toEqual([path, 200]);
    for (const secret of [TOKEN, "very-secret-path", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", cookie.slice(15)]) {
      expect([path, text.includes(secret)]).toEqual([path, false]);
    }
  }
  for (const path of ["/alerts/alt_0", "/positions/harbour/x", "/documents/x", "/items/0", "/items/x"]) {
    expect([path, (await ask(path, { token: null })).status]).toEqual([path, 404]);
  }
  expect(logged.filter((line) => line.includes(TOKEN) || line.includes("very-secret-path"))).toEqual([]);
});
