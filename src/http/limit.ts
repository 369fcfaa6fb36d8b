/** Reads `?limit=` of a list. */
import type { Context } from "hono";
import { problem } from "./problem.ts";

const DEFAULT_LIMIT = 50;
const LARGEST_LIMIT = 200;

/** The limit asked for, or the error answer that names it. */
export function readLimit(c: Context): { kind: "limit"; limit: number } | { kind: "answer"; answer: Response } {
  const text = c.req.query("limit");
  if (text === undefined) return { kind: "limit", limit: DEFAULT_LIMIT };
  const limit = Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= LARGEST_LIMIT) return { kind: "limit", limit };
  const fault = { field: "limit", problem: `must be a whole number from 1 to ${LARGEST_LIMIT}` };
  return { kind: "answer", answer: problem(c, 422, "The query is not one this route takes.", [fault]) };
}
