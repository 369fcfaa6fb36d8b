/** Tells who asks, from a bearer token. */
import type { Runtime } from "../runtime.ts";
import { findToken } from "../store/tokens.ts";
import { isSameDigest, sha256 } from "./digest.ts";
import type { Scope } from "./scope.ts";

/** Who asks and what they may; `holder` names the token without giving it away. */
export type Principal = { holder: string; scope: Scope; tokenHash: string };

/** The holder of the token that is a secret of the deployment, and that makes all others. */
export const ROOT_HOLDER = "root";

export type Identified = { kind: "principal"; principal: Principal } | { kind: "unknown" } | { kind: "closed" };

/** Who the token belongs to; `closed` while the deployment has no token of its own, so that it is never open by mistake. */
export async function identify(rt: Runtime, token: string): Promise<Identified> {
  return identifyHash(rt, await sha256(token));
}

/** The same by the token's digest, which is what a session remembers. */
export async function identifyHash(rt: Runtime, tokenHash: string): Promise<Identified> {
  const { apiToken } = rt.config;
  if (apiToken === null) return { kind: "closed" };
  if (isSameDigest(tokenHash, await sha256(apiToken))) {
    return { kind: "principal", principal: { holder: ROOT_HOLDER, scope: "admin", tokenHash } };
  }
  const token = await findToken(rt.db, tokenHash, rt.clock());
  if (token === null) return { kind: "unknown" };
  return { kind: "principal", principal: { holder: token.id, scope: token.scope, tokenHash } };
}

/** The token of an `Authorization: Bearer` header (RFC 6750, section 2.1); empty where there is none. */
export function bearerOf(header: string | undefined): string {
  return /^Bearer +(\S+)$/i.exec(header ?? "")?.[1] ?? "";
}
