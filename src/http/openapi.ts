/** OpenAPI 3.1, written from the definitions of the routes. */
import { type ConversionConfig, toJsonSchema } from "@valibot/to-json-schema";
import type * as v from "valibot";
import { version } from "../config.ts";
import { AlertSchema } from "./alerts.ts";
import { DeliverySchema } from "./deliveries.ts";
import { DossierSchema } from "./dossiers.ts";
import { EndpointSchema } from "./endpoints.ts";
import { FeedSchema } from "./feeds.ts";
import { FindingSchema } from "./findings.ts";
import { ItemSchema } from "./items.ts";
import type { Operation } from "./operation.ts";
import { PositionSchema } from "./positions.ts";
import { PROBLEMS, ProblemSchema } from "./problem.ts";
import { RunSchema } from "./runs.ts";
import { StatusSchema } from "./status.ts";
import { TokenSchema } from "./tokens.ts";

/** The schemas that have a name of their own in the document. */
const definitions: Record<string, v.GenericSchema> = {
  Problem: ProblemSchema,
  Status: StatusSchema,
  Dossier: DossierSchema,
  Position: PositionSchema,
  Alert: AlertSchema,
  Finding: FindingSchema,
  Item: ItemSchema,
  Feed: FeedSchema,
  Run: RunSchema,
  Endpoint: EndpointSchema,
  Delivery: DeliverySchema,
  Token: TokenSchema,
};

/** Problems that any route behind a token may answer with. */
const ACCESS_PROBLEMS = [401, 403, 429, 503];

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type OpenApi = {
  openapi: "3.1.0";
  info: Json;
  servers: Json;
  tags: Json;
  paths: Record<string, Record<string, Json>>;
  components: Json;
};

/** The document for these routes. */
export function openApiOf(operations: Operation[]): OpenApi {
  const paths: OpenApi["paths"] = {};
  for (const operation of operations) {
    const path = operation.path.replaceAll(/:(\w+)/g, "{$1}");
    (paths[path] ??= {})[operation.method] = describe(operation);
  }
  const schemas = Object.fromEntries(
    Object.entries(definitions).map(([name, schema]) => {
      const { [name]: _self, ...others } = definitions;
      return [name, schemaOf(schema, "output", others)];
    }),
  );
  return {
    openapi: "3.1.0",
    info: {
      title: "Volteface",
      version,
      description:
        "Watches news feeds and tells when somebody appears to have changed a position. Times are ISO 8601 in UTC; lists are newest first, with the address of the next page in `next`; errors are `application/problem+json`; every answer carries `x-request-id`.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/" }],
    tags: [...new Set(operations.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas,
      securitySchemes: {
        token: {
          type: "http",
          scheme: "bearer",
          description: "The secret API_TOKEN of the deployment, or a token made by POST /api/tokens.",
        },
      },
    },
  };
}

function describe(operation: Operation): Json {
  const { id, tag, summary, access, query, body, answer, isKeyed } = operation;
  const isClosed = access !== "anyone";
  const validated = query !== null || body !== null ? [422] : [];
  const large = body === null ? [] : [400, 413];
  const statuses = [...new Set([...operation.problems, ...validated, ...large, ...(isClosed ? ACCESS_PROBLEMS : [])])];
  const success: Json = {
    description: answer.description,
    ...(answer.schema === null
      ? answer.mediaType === ""
        ? {}
        : { content: { [answer.mediaType]: { schema: { type: "string" } } } }
      : { content: { [answer.mediaType]: { schema: schemaOf(answer.schema, "output") } } }),
  };
  return {
    operationId: id,
    tags: [tag],
    summary,
    "x-access": access,
    // With `pages`, a setting decides whether a token is needed.
    security: access === "anyone" ? [] : access === "pages" ? [{}, { token: [] }] : [{ token: [] }],
    parameters: [
      ...pathParameters(operation.path),
      ...(query === null ? [] : queryParameters(query)),
      ...(isKeyed ? [KEY] : []),
    ],
    ...(body === null
      ? {}
      : {
          requestBody: {
            required: false,
            content: { [body.mediaType]: { schema: schemaOf(body.schema, "input"), example: body.example as Json } },
          },
        }),
    responses: {
      [answer.status]: success,
      ...Object.fromEntries(
        statuses
          .toSorted((a, b) => a - b)
          .map((status) => [
            status,
            {
              description: PROBLEMS[status]?.meaning ?? "",
              content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
            },
          ]),
      ),
    },
  };
}

const KEY: Json = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description: "Ties what the request makes to the key: a repetition makes nothing new. Kept for a day.",
  schema: { type: "string", minLength: 1, maxLength: 255 },
};

function pathParameters(path: string): Json[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name: name ?? "",
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
}

function queryParameters(query: NonNullable<Operation["query"]>): Json[] {
  return Object.entries(query.entries).map(([name, entry]) => ({
    name,
    in: "query",
    required: false,
    schema: schemaOf(entry as v.GenericSchema, "input"),
  }));
}

function schemaOf(
  schema: v.GenericSchema,
  typeMode: NonNullable<ConversionConfig["typeMode"]>,
  named: Record<string, v.GenericSchema> = definitions,
): Json {
  const {
    $schema: _dialect,
    $defs: _named,
    ...json
  } = toJsonSchema(schema, {
    definitions: named,
    overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}`,
    errorMode: "ignore",
    typeMode,
  });
  return json as Json;
}
