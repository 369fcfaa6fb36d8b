/** `/events.schema.json`: what webhooks carry, as JSON Schema with an example of every type. */
import schema from "../alert/events.schema.json" with { type: "json" };
import { type Operation, rawOperation } from "./operation.ts";

export const eventSchemaOperations: Operation[] = [
  rawOperation("get", {
    path: "/events.schema.json",
    id: "readEventSchema",
    tag: "out",
    summary: "The JSON Schema of webhooks' bodies, with examples",
    access: "anyone",
    answer: { status: 200, description: "JSON Schema", schema: null, mediaType: "application/schema+json" },
    handle: (c) =>
      c.body(JSON.stringify(schema), 200, {
        "content-type": "application/schema+json",
        "cache-control": "max-age=3600",
      }),
  }),
];
