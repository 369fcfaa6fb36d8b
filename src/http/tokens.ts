/** `/api/tokens`: further tokens with smaller scopes. A token is shown once, when it is made; only its digest is kept. */
import * as v from "valibot";
import { addToken, listTokens, readToken, revokeToken, type TokenRow } from "../store/tokens.ts";
import { randomSecret, sha256 } from "./digest.ts";
import { idFor } from "./idempotency.ts";
import { operation, type Operation, rawOperation } from "./operation.ts";
import { problem } from "./problem.ts";
import { MaybeText, MaybeTime, Time } from "./schema.ts";
import { SCOPES } from "./scope.ts";
import { iso } from "./time.ts";

/** What a token starts with, so that scanners for leaked secrets can tell it. */
const PREFIX = "vft_";

export const TokenSchema = v.object({
  id: v.string(),
  name: v.string(),
  scope: v.picklist(SCOPES),
  created_at: Time,
  expires_at: MaybeTime,
  last_used_at: MaybeTime,
  revoked_at: MaybeTime,
});

const NewTokenSchema = v.object({ ...TokenSchema.entries, token: MaybeText });

function shown(token: TokenRow): v.InferInput<typeof TokenSchema> {
  return {
    id: token.id,
    name: token.name,
    scope: token.scope,
    created_at: iso(token.created_at),
    expires_at: iso(token.expires_at),
    last_used_at: iso(token.last_used_at),
    revoked_at: iso(token.revoked_at),
  };
}

export const tokenOperations: Operation[] = [
  operation("get", {
    path: "/api/tokens",
    id: "listTokens",
    tag: "tokens",
    summary: "Every token that was made, without the tokens themselves",
    access: "admin",
    answer: { description: "The tokens", schema: v.object({ tokens: v.array(TokenSchema) }) },
    handle: async (c) => ({ tokens: (await listTokens(c.var.rt.db)).map(shown) }),
  }),
  operation("post", {
    path: "/api/tokens",
    id: "createToken",
    tag: "tokens",
    summary: "Makes a token; the answer shows it, once",
    access: "admin",
    body: {
      schema: v.strictObject({
        name: v.pipe(v.string(), v.nonEmpty("must not be empty"), v.maxLength(100)),
        scope: v.picklist(SCOPES, `must be one of ${SCOPES.join(", ")}`),
        expires_at: v.optional(v.nullable(v.pipe(v.string(), v.isoTimestamp("must be an ISO 8601 time"))), null),
      }),
      example: { name: "newsroom dashboard", scope: "read" },
    },
    answer: { status: 201, description: "The token; null where it was shown before", schema: NewTokenSchema },
    problems: [400, 409],
    isKeyed: true,
    handle: async (c, _query, { name, scope, expires_at }) => {
      const { rt } = c.var;
      const made = await idFor(c, "tok");
      if (made.kind === "answer") return made.answer;
      const token = randomSecret(PREFIX);
      const expiresAt = expires_at === null ? null : Date.parse(expires_at);
      const row = { id: made.id, hash: await sha256(token), name, scope, expires_at: expiresAt };
      const isNew = await addToken(rt.db, row, rt.clock());
      const stored = await readToken(rt.db, made.id);
      if (stored === null) throw new Error(`the token ${made.id} was not stored`);
      c.header("location", `/api/tokens/${made.id}`);
      c.header("cache-control", "no-store");
      return { ...shown(stored), token: isNew ? token : null };
    },
  }),
  rawOperation("delete", {
    path: "/api/tokens/:id",
    id: "revokeToken",
    tag: "tokens",
    summary: "Revokes a token, and every session that it opened",
    access: "admin",
    answer: { status: 204, description: "It is revoked", schema: null, mediaType: "" },
    problems: [404],
    handle: async (c) => {
      const id = c.req.param("id") ?? "";
      const isRevoked = await revokeToken(c.var.rt.db, id, c.var.rt.clock());
      return isRevoked ? c.body(null, 204) : problem(c, 404, `There is no token ${id} in force.`);
    },
  }),
];
