/** The API, put together from its operations. It imports no page, so that the command line can write its description. */
import { Hono } from "hono";
import { etag } from "hono/etag";
import type { AppEnv } from "./context.ts";
import { openApiOf } from "./openapi.ts";
import { mount } from "./operation.ts";
import { operations } from "./operations.ts";

/** The routes of the API and their description at `/openapi.json`. */
export function createApi(): Hono<AppEnv> {
  const api = new Hono<AppEnv>();
  api.use("/api/*", async (c, next) => {
    await next();
    // Answers depend on who asks, and are checked by their tag each time.
    if (!c.res.headers.has("cache-control")) c.header("cache-control", "private, no-cache");
  });
  api.use("/api/*", etag());
  for (const operation of operations) mount(api, operation);
  // Written when it is first asked for: it is not to slow down the start.
  let document: string | null = null;
  api.get("/openapi.json", etag(), (c) => {
    document ??= JSON.stringify(openApiOf(operations));
    return c.body(document, 200, { "content-type": "application/json" });
  });
  return api;
}
