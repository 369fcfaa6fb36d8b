/** Errors as `application/problem+json` (RFC 9457). */
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";

const TITLES: Record<number, string> = {
  400: "Bad request",
  401: "Not authenticated",
  404: "Not found",
  409: "Conflict",
  413: "Content too large",
  422: "Unprocessable content",
  500: "Internal error",
  503: "Not available",
};

/** A fault in one field of the request. */
export type FieldProblem = { field: string; problem: string };

/** The error answer; `detail` is for the caller and never holds a secret. */
export function problem(
  c: Context,
  status: ContentfulStatusCode,
  detail: string,
  errors: FieldProblem[] = [],
): Response {
  const body = {
    type: "about:blank",
    title: TITLES[status] ?? "Error",
    status,
    detail,
    ...(errors.length > 0 ? { errors } : {}),
  };
  return c.body(JSON.stringify(body), status, { "content-type": "application/problem+json" });
}
