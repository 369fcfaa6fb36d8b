/** Cloudflare Access, where the settings name a team: whoever it lets through is known by its signed assertion. */
import { verifyWithJwks } from "hono/jwt";
import type { Runtime } from "../runtime.ts";
import { sha256 } from "./digest.ts";
import type { Principal } from "./principal.ts";

/** The header that Cloudflare puts on each request that passed Access. */
export const ACCESS_HEADER = "cf-access-jwt-assertion";

/** Access rotates its keys every six weeks; a copy this old is asked for again. */
const KEYS_KEPT_MS = 60 * 60 * 1000;
const LARGEST_KEYS = 64 * 1024;

type Keys = NonNullable<Parameters<typeof verifyWithJwks>[1]["keys"]>;

/** What an isolate remembers of each team's keys. */
const kept = new Map<string, { at: number; keys: Keys }>();

/** Who the assertion says it is, with the scope of daily work; null where Access is not set up or the assertion is not good. */
export async function identifyByAccess(rt: Runtime, assertion: string | undefined): Promise<Principal | null> {
  const { access } = rt.config;
  if (access === null || assertion === undefined) return null;
  const issuer = `https://${access.team}.cloudflareaccess.com`;
  try {
    const payload = await verifyWithJwks(assertion, {
      keys: await readKeys(rt, issuer),
      allowedAlgorithms: ["RS256"],
      verification: { iss: issuer, aud: access.audience, exp: true },
    });
    // People have an e-mail address, service tokens a common name.
    const name = payload["email"] ?? payload["common_name"];
    if (typeof name !== "string" || payload.exp === undefined) return null;
    return { holder: `access ${name}`, scope: "operate", tokenHash: await sha256(assertion) };
  } catch (error) {
    rt.log("access.refused", { reason: error instanceof Error ? error.name : "unknown" });
    return null;
  }
}

async function readKeys(rt: Runtime, issuer: string): Promise<Keys> {
  const known = kept.get(issuer);
  if (known !== undefined && rt.clock() - known.at < KEYS_KEPT_MS) return known.keys;
  const answer = await rt.fetch(`${issuer}/cdn-cgi/access/certs`, { method: "GET", redirect: "manual" });
  const text = answer.ok ? await answer.text() : "";
  if (text === "" || text.length > LARGEST_KEYS) throw new Error("the keys of Access cannot be read");
  const { keys } = JSON.parse(text) as { keys: Keys };
  kept.set(issuer, { at: rt.clock(), keys });
  return keys;
}
