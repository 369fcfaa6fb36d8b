/** Signed-in browsers: a cookie that holds a session, and a token in each form that proves it is ours. */
import type { Context, MiddlewareHandler } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { findSession, openSession, SESSION_MS } from "../store/sessions.ts";
import { ACCESS_HEADER, identifyByAccess } from "./cloudflare-access.ts";
import type { AppEnv } from "./context.ts";
import { isSameDigest, randomSecret, sha256 } from "./digest.ts";
import { identifyHash, type Principal } from "./principal.ts";
import { isEnough } from "./scope.ts";

/** Who looks at a page; `csrf` goes into each form. */
export type Viewer = { principal: Principal; csrf: string };

const COOKIE = "session";

/** Behind https the name carries `__Host-`, which no other site or path can set; plain http is for local runs only. */
function prefixOf(c: Context): { prefix: "host" } | undefined {
  return new URL(c.req.url).protocol === "https:" ? { prefix: "host" } : undefined;
}

function readCookie(c: Context): string | undefined {
  const prefix = prefixOf(c);
  return prefix === undefined ? getCookie(c, COOKIE) : getCookie(c, COOKIE, prefix.prefix);
}

/** Notes who looks at the pages, if they have signed in. */
export const readViewer: MiddlewareHandler<AppEnv> = async (c, next) => {
  c.set("viewer", await viewerOf(c));
  await next();
};

async function viewerOf(c: Context<AppEnv>): Promise<Viewer | null> {
  const { rt } = c.var;
  const secret = readCookie(c);
  if (secret === undefined) return viewerByAccess(c);
  const tokenHash = await findSession(rt.db, await sha256(secret), rt.clock());
  if (tokenHash === null) return null;
  const who = await identifyHash(rt, tokenHash);
  return who.kind === "principal" ? { principal: who.principal, csrf: await csrfOf(secret) } : null;
}

async function viewerByAccess(c: Context<AppEnv>): Promise<Viewer | null> {
  const assertion = c.req.header(ACCESS_HEADER);
  const principal = await identifyByAccess(c.var.rt, assertion);
  return principal === null || assertion === undefined ? null : { principal, csrf: await csrfOf(assertion) };
}

/** Nobody can know it who does not hold the cookie. */
function csrfOf(secret: string): Promise<string> {
  return sha256(`csrf ${secret}`);
}

/** Whether the form that was sent is one that this viewer was shown. */
export function isOwnForm(viewer: Viewer, form: Record<string, unknown>): boolean {
  return typeof form["csrf"] === "string" && isSameDigest(form["csrf"], viewer.csrf);
}

/** Whether the viewer may act on the pages. */
export function mayAct(c: Context<AppEnv>): boolean {
  const { viewer, rt } = c.var;
  return viewer !== null && rt.config.pages !== "read-only" && isEnough(viewer.principal.scope, "operate");
}

/** Whether the viewer may change what is watched by the pages' buttons. */
export function mayChangeFeeds(c: Context<AppEnv>): boolean {
  const { viewer } = c.var;
  return viewer !== null && mayAct(c) && isEnough(viewer.principal.scope, "admin");
}

export async function signIn(c: Context<AppEnv>, principal: Principal): Promise<void> {
  const { rt } = c.var;
  const secret = randomSecret("");
  await openSession(rt.db, { hash: await sha256(secret), tokenHash: principal.tokenHash }, rt.clock());
  const prefix = prefixOf(c);
  setCookie(c, COOKIE, secret, {
    path: "/",
    httpOnly: true,
    sameSite: "Strict",
    maxAge: SESSION_MS / 1000,
    ...(prefix === undefined ? {} : { secure: true, ...prefix }),
  });
}

/** Forgets the cookie; returns the digest of the session that it held. */
export async function forgetCookie(c: Context<AppEnv>): Promise<string | null> {
  const secret = readCookie(c);
  const prefix = prefixOf(c);
  deleteCookie(c, COOKIE, { path: "/", ...(prefix === undefined ? {} : { secure: true, ...prefix }) });
  return secret === undefined ? null : sha256(secret);
}
