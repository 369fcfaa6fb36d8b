/** One route of the API, described once: what it takes, what it answers, who may ask. Routes and OpenAPI both come from it. */
import type { Context, Hono } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import * as v from "valibot";
import { type Access, refuse } from "./auth.ts";
import { readBody } from "./body.ts";
import type { AppEnv } from "./context.ts";
import { type FieldProblem, problem } from "./problem.ts";

type Entries = v.ObjectEntries;
type Query = v.StrictObjectSchema<Entries, undefined>;

/** What a route answers when all is well. */
export type Answer = {
  status: ContentfulStatusCode | 204;
  description: string;
  /** Null: no body, or one of another media type than JSON. */
  schema: v.GenericSchema | null;
  mediaType: string;
};

export type Operation = {
  method: "get" | "post" | "delete";
  /** As the router writes it: `/api/runs/:id`. */
  path: string;
  id: string;
  tag: string;
  summary: string;
  access: Access;
  query: Query | null;
  /** `mediaType` is JSON unless the route reads the body itself. */
  body: { schema: v.GenericSchema; example: unknown; mediaType: string } | null;
  answer: Answer;
  /** The statuses of the problems that it may answer with, besides those of access. */
  problems: number[];
  /** Whether it takes an `Idempotency-Key`. */
  isKeyed: boolean;
  handle: (c: Context<AppEnv>, query: never, body: never) => Promise<Response> | Response;
};

type Definition<Q extends Query, B extends v.GenericSchema, A extends v.GenericSchema> = Pick<
  Operation,
  "path" | "id" | "tag" | "summary" | "access"
> & {
  query?: Q;
  body?: { schema: B; example: unknown };
  answer: { status?: ContentfulStatusCode; description: string; schema: A };
  problems?: number[];
  isKeyed?: boolean;
  /** Returns what `answer.schema` describes, or a finished answer. */
  handle: (
    c: Context<AppEnv>,
    query: v.InferOutput<Q>,
    body: v.InferOutput<B>,
  ) => Promise<v.InferInput<A> | Response> | v.InferInput<A> | Response;
};

/** A route that answers with JSON. */
export function operation<Q extends Query, B extends v.GenericSchema, A extends v.GenericSchema>(
  method: Operation["method"],
  definition: Definition<Q, B, A>,
): Operation {
  const { query, body, answer, problems, isKeyed, handle, ...rest } = definition;
  const status = answer.status ?? 200;
  return {
    ...rest,
    method,
    query: query ?? null,
    body: body === undefined ? null : { ...body, mediaType: "application/json" },
    answer: { status, description: answer.description, schema: answer.schema, mediaType: "application/json" },
    problems: problems ?? [],
    isKeyed: isKeyed ?? false,
    handle: async (c, given: v.InferOutput<Q>, sent: v.InferOutput<B>) => {
      const made = await handle(c, given, sent);
      return made instanceof Response ? made : c.json(made as Record<string, unknown>, status);
    },
  };
}

/** A route that answers with something else than JSON, or with nothing. */
export function rawOperation<Q extends Query>(
  method: Operation["method"],
  definition: Pick<Operation, "path" | "id" | "tag" | "summary" | "access"> & {
    query?: Q;
    body?: NonNullable<Operation["body"]>;
    answer: Answer;
    problems?: number[];
    isKeyed?: boolean;
    handle: (c: Context<AppEnv>, query: v.InferOutput<Q>) => Promise<Response> | Response;
  },
): Operation {
  const { query, body, problems, isKeyed, ...rest } = definition;
  return {
    ...rest,
    method,
    query: query ?? null,
    body: body ?? null,
    problems: problems ?? [],
    isKeyed: isKeyed ?? false,
  };
}

/** Routes an operation: first who asks, then what, then the work. */
export function mount(app: Hono<AppEnv>, { method, path, access, query, body, handle }: Operation): void {
  app.on(method.toUpperCase(), path, async (c) => {
    const refusal = await refuse(c, access);
    if (refusal !== null) return refusal;
    const asked = query === null ? { kind: "query" as const, query: {} } : readQuery(c, query);
    if (asked.kind === "answer") return asked.answer;
    if (body === null || body.mediaType !== "application/json")
      return handle(c, asked.query as never, undefined as never);
    const read = await readBody(c, body.schema);
    return read.kind === "answer" ? read.answer : handle(c, asked.query as never, read.body as never);
  });
}

/** Reads the query by the schema; a number is written as text in an address. */
function readQuery(
  c: Context,
  schema: Query,
): { kind: "query"; query: unknown } | { kind: "answer"; answer: Response } {
  const given: Record<string, unknown> = { ...c.req.query() };
  for (const [key, entry] of Object.entries(schema.entries)) {
    const text = given[key];
    if (typeof text === "string" && isNumeric(entry) && text.trim() !== "") given[key] = Number(text);
  }
  const parsed = v.safeParse(schema, given);
  if (parsed.success) return { kind: "query", query: parsed.output };
  const errors = parsed.issues.map((issue): FieldProblem => ({
    field: v.getDotPath(issue) ?? "(the query)",
    problem: issue.message,
  }));
  return { kind: "answer", answer: problem(c, 422, "The query is not one this route takes.", errors) };
}

function isNumeric(entry: Entries[string]): boolean {
  const schema = entry as { type: string; wrapped?: Entries[string] };
  return schema.wrapped === undefined ? schema.type === "number" : isNumeric(schema.wrapped);
}
