/** What a token may do: each scope holds those before it. */

export const SCOPES = ["read", "operate", "admin"] as const;

/** `read`: see everything but secrets; `operate`: the desk's daily work; `admin`: set up feeds, endpoints and tokens. */
export type Scope = (typeof SCOPES)[number];

/** Whether the scope is enough for what needs `needed`. */
export function isEnough(scope: Scope, needed: Scope): boolean {
  return SCOPES.indexOf(scope) >= SCOPES.indexOf(needed);
}
