/** Cloudflare Access: who has a good assertion of the right team and application gets in, and nobody else. */
import { sign } from "hono/jwt";
import { expect, it } from "vitest";
import { config } from "../runtime.ts";
import { client } from "./client.ts";

const AUDIENCE = "0123456789abcdef";
const RSA = {
  name: "RSASSA-PKCS1-v1_5",
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
  hash: "SHA-256",
};

async function jwk(key: CryptoKey) {
  return { ...((await crypto.subtle.exportKey("jwk", key)) as JsonWebKey), kid: "k1" };
}

/** A client in front of which a team's Access stands, and a way to sign as that team. */
async function behind(team: string) {
  const pair = (await crypto.subtle.generateKey(RSA, true, ["sign", "verify"])) as CryptoKeyPair;
  const { rt, ask } = client({ config: { ...config, pages: "closed", access: { team, audience: AUDIENCE } } });
  const keys = [await jwk(pair.publicKey)];
  rt.pages.set(`https://${team}.cloudflareaccess.com/cdn-cgi/access/certs`, () => Response.json({ keys }));
  const secret = await jwk(pair.privateKey);
  const claims = {
    iss: `https://${team}.cloudflareaccess.com`,
    aud: [AUDIENCE],
    email: "desk@example.org",
    exp: Math.floor(Date.now() / 1000) + 600,
  };
  const assert = (change: Record<string, unknown> = {}) => sign({ ...claims, ...change }, secret, "RS256");
  const get = async (
    assertion: string,
    headers: Record<string, string> = {},
    path = "/api/endpoints",
    method = "GET",
  ) => (await ask(path, { method, token: null, headers: { "cf-access-jwt-assertion": assertion, ...headers } })).status;
  return { assert, get };
}

it("lets in whoever Access has let through, for the daily work and no more", async () => {
  const { assert, get } = await behind("team-a");
  const good = await assert();
  expect(await get(good)).toBe(200);
  expect(await get(good, {}, "/")).toBe(200);
  expect(await get(good, {}, "/api/tokens")).toBe(403);
});

it("refuses assertions of another team, another application, another key, past their end or unsigned", async () => {
  const { assert, get } = await behind("team-b");
  const other = await behind("team-c");
  const wrong = [
    await assert({ iss: "https://team-c.cloudflareaccess.com" }),
    await assert({ aud: ["another"] }),
    await assert({ exp: Math.floor(Date.now() / 1000) - 60 }),
    await other.assert({ iss: "https://team-b.cloudflareaccess.com" }),
    `${btoa('{"alg":"none","kid":"k1"}')}.${btoa('{"email":"x"}')}.`,
    "nonsense",
  ];
  expect(await Promise.all(wrong.map((assertion) => get(assertion)))).toEqual(wrong.map(() => 401));
});

it("takes no write that another site makes the browser send", async () => {
  const { assert, get } = await behind("team-d");
  const good = await assert();
  expect(await get(good, { "sec-fetch-site": "cross-site" }, "/api/runs", "POST")).toBe(401);
  expect(await get(good, { "sec-fetch-site": "same-origin" }, "/api/runs", "POST")).toBe(202);
});
