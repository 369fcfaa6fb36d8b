/** Errors as `application/problem+json` (RFC 9457), each kind with a `type` that stays the same and is explained at `/docs`. */
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import * as v from "valibot";

/** What each status means here; the name is the fragment of the `type`. */
export const PROBLEMS: Record<number, { name: string; title: string; meaning: string }> = {
  400: { name: "bad-request", title: "Bad request", meaning: "The request cannot be read." },
  401: {
    name: "not-authenticated",
    title: "Not authenticated",
    meaning: "A token is needed, or this one is not in force.",
  },
  403: { name: "scope-too-small", title: "Scope too small", meaning: "The token is in force, but may not do this." },
  404: { name: "not-found", title: "Not found", meaning: "There is nothing of that name." },
  405: {
    name: "method-not-allowed",
    title: "Method not allowed",
    meaning: "The address exists, but not for this method.",
  },
  409: { name: "conflict", title: "Conflict", meaning: "The state of things does not allow this." },
  413: { name: "too-large", title: "Content too large", meaning: "The body has more bytes than are taken." },
  422: { name: "not-processable", title: "Unprocessable content", meaning: "The fields named in `errors` are wrong." },
  429: { name: "too-many-requests", title: "Too many requests", meaning: "Wait as long as `Retry-After` says." },
  500: { name: "internal", title: "Internal error", meaning: "A fault of ours; the log has it under the request id." },
  503: { name: "closed", title: "Not available", meaning: "The deployment lacks a setting that this needs." },
};

/** A fault in one field of the request. */
export type FieldProblem = { field: string; problem: string };

export const ProblemSchema = v.object({
  type: v.string(),
  title: v.string(),
  status: v.pipe(v.number(), v.integer()),
  detail: v.string(),
  request_id: v.nullable(v.string()),
  errors: v.optional(v.array(v.object({ field: v.string(), problem: v.string() }))),
});

/** The error answer; `detail` is for the caller and never holds a secret. */
export function problem(
  c: Context,
  status: ContentfulStatusCode,
  detail: string,
  errors: FieldProblem[] = [],
): Response {
  const kind = PROBLEMS[status];
  const requestId: unknown = c.get("requestId");
  const body: v.InferOutput<typeof ProblemSchema> = {
    type: kind === undefined ? "about:blank" : `/docs#problem-${kind.name}`,
    title: kind?.title ?? "Error",
    status,
    detail,
    request_id: typeof requestId === "string" ? requestId : null,
    ...(errors.length > 0 ? { errors } : {}),
  };
  return c.body(JSON.stringify(body), status, { "content-type": "application/problem+json" });
}
