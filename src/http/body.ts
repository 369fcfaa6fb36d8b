/** Reads and checks JSON bodies, with errors that name the field. */
import type { Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import * as v from "valibot";
import { type FieldProblem, problem } from "./problem.ts";

/** The most bytes a body may have. */
const BODY_LIMIT = 64 * 1024;

/** Refuses larger bodies, by what they declare or as soon as they are seen to be larger. */
export const limitBody = bodyLimit({
  maxSize: BODY_LIMIT,
  onError: (c) => problem(c, 413, `The body may have ${BODY_LIMIT} bytes at most.`),
});

/** The checked body, or the error answer. An empty body counts as `{}`. */
export async function readBody<T extends v.GenericSchema>(
  c: Context,
  schema: T,
): Promise<{ kind: "body"; body: v.InferOutput<T> } | { kind: "answer"; answer: Response }> {
  const text = await c.req.text();
  let input: unknown;
  try {
    input = text.trim() === "" ? {} : JSON.parse(text);
  } catch (error) {
    return {
      kind: "answer",
      answer: problem(c, 400, `The body is not JSON: ${error instanceof Error ? error.message : String(error)}`),
    };
  }
  // valibot takes a list for an object without fields.
  const parsed = v.safeParse(schema, Array.isArray(input) ? null : input);
  if (parsed.success) return { kind: "body", body: parsed.output };
  const errors = parsed.issues.map((issue): FieldProblem => ({
    field: v.getDotPath(issue) ?? "(the body)",
    problem: issue.message,
  }));
  return { kind: "answer", answer: problem(c, 422, "The body does not have the form this route takes.", errors) };
}
