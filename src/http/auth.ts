/** Lets only those through whose token is good for what they ask. */
import type { Context } from "hono";
import { ACCESS_HEADER, identifyByAccess } from "./cloudflare-access.ts";
import type { AppEnv } from "./context.ts";
import { bearerOf, type Identified, identify } from "./principal.ts";
import { problem } from "./problem.ts";
import { isEnough, type Scope } from "./scope.ts";

/**
 * Who a route is for: `anyone`; `pages`, whoever may see the pages, which a setting opens or closes; or the holders of a
 * token with that scope.
 */
export type Access = "anyone" | "pages" | Scope;

/** Notes who asks, or gives the answer that refuses them: 503 where no token is set, 401, 403, or 429. */
export async function refuse(c: Context<AppEnv>, access: Access): Promise<Response | null> {
  const { rt } = c.var;
  const needed = access === "pages" ? (rt.config.pages === "closed" ? "read" : "anyone") : access;
  if (needed === "anyone") return null;
  const who = await identifyCaller(c);
  if (who.kind === "closed") {
    return problem(
      c,
      503,
      "The secret API_TOKEN is not set, so this part of the API is closed: run `wrangler secret put API_TOKEN`.",
    );
  }
  const client = who.kind === "principal" ? who.principal.holder : clientOf(c);
  if (!(await rt.isWithinLimit(`api ${client}`))) return tooMany(c);
  if (who.kind === "unknown") {
    c.header("www-authenticate", "Bearer");
    return problem(c, 401, "This route needs the header `Authorization: Bearer` with a token that is in force.");
  }
  if (!isEnough(who.principal.scope, needed)) {
    c.header("www-authenticate", `Bearer error="insufficient_scope", scope="${needed}"`);
    return problem(c, 403, `This route needs the scope ${needed}; this token has ${who.principal.scope}.`);
  }
  c.set("principal", who.principal);
  return null;
}

/** By token; without one by Cloudflare Access, but from a browser only if our own page asks: its cookie comes along anyway. */
async function identifyCaller(c: Context<AppEnv>): Promise<Identified> {
  const { rt } = c.var;
  const token = bearerOf(c.req.header("authorization"));
  const site = c.req.header("sec-fetch-site");
  if (token === "" && (site === undefined || site === "same-origin")) {
    const principal = await identifyByAccess(rt, c.req.header(ACCESS_HEADER));
    if (principal !== null) return { kind: "principal", principal };
  }
  return identify(rt, token);
}

/** What a client without a token is counted by: the address that Cloudflare saw. */
export function clientOf(c: Context): string {
  return c.req.header("cf-connecting-ip") ?? "local";
}

/** How long a client that was too fast should wait, in seconds: the period of the rate limit in wrangler.toml. */
const RATE_PERIOD_S = 60;

/** The answer to a client that asks too often. */
export function tooMany(c: Context): Response {
  c.header("retry-after", String(RATE_PERIOD_S));
  return problem(c, 429, "Too many requests: wait a minute.");
}
