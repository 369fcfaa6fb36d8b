/** Repeated POSTs: the header `Idempotency-Key` ties the id of what is made to the key, so that doing it twice does nothing. */
import type { Context } from "hono";
import { claimKey } from "../store/idempotency.ts";
import type { AppEnv } from "./context.ts";
import { sha256 } from "./digest.ts";
import { problem } from "./problem.ts";

/** An idempotency key is printable ASCII without spaces, 1 to 255 characters. */
const KEY = /^[\x21-\x7e]{1,255}$/;

/** The key of the request, null without one, or the answer that refuses it. */
export function readKey(
  c: Context<AppEnv>,
): { kind: "key"; key: string | null } | { kind: "answer"; answer: Response } {
  const key = c.req.header("idempotency-key") ?? null;
  if (key === null || KEY.test(key)) return { kind: "key", key };
  const detail = "The header Idempotency-Key must have 1 to 255 printable ASCII characters.";
  return { kind: "answer", answer: problem(c, 400, detail) };
}

/**
 * The id for what the request makes: a fresh one, or that of the request that used the key before. Making it is keyed by
 * the id, so a request that was cut off half-way is finished by its repetition.
 */
export async function idFor(
  c: Context<AppEnv>,
  prefix: string,
): Promise<{ kind: "id"; id: string } | { kind: "answer"; answer: Response }> {
  const { rt } = c.var;
  const read = readKey(c);
  if (read.kind === "answer") return read;
  const id = rt.newId(prefix);
  if (read.key === null) return { kind: "id", id };
  const request = await sha256(JSON.stringify([c.req.method, c.req.path, await c.req.text()]));
  const holder = c.var.principal?.holder ?? "";
  const held = await claimKey(rt.db, { holder, key: read.key, request, resourceId: id }, rt.clock());
  if (held.request !== request) {
    return { kind: "answer", answer: problem(c, 409, "This idempotency key was used for another request.") };
  }
  if (held.resource_id !== id) c.header("idempotent-replayed", "true");
  return { kind: "id", id: held.resource_id };
}
