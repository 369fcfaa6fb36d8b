/** Prints the OpenAPI document: `npm run -s openapi > openapi.json`. */
import { openApiOf } from "../http/openapi.ts";
import { operations } from "../http/operations.ts";

process.stdout.write(`${JSON.stringify(openApiOf(operations), null, 2)}\n`);
