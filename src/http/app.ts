/** The HTTP surface, put together from one file per resource. */
import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { secureHeaders } from "hono/secure-headers";
import { log } from "../log.ts";
import { createApi } from "./api.ts";
import { limitBody } from "./body.ts";
import type { AppEnv } from "./context.ts";
import { mcp } from "./mcp.ts";
import { createPages } from "./pages/pages.ts";
import { problem } from "./problem.ts";

/** The app; `env.runtime` gives each request its bindings, clock and detector. */
export function createApp(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
      referrerPolicy: "no-referrer",
    }),
  );
  app.use(async (c, next) => {
    c.set("requestId", crypto.randomUUID());
    c.header("x-request-id", c.var.requestId);
    c.set("rt", c.env.runtime());
    await next();
  });
  app.use(limitBody);
  // The API comes first: what guards the pages is not for it.
  app.route("/", createApi());
  app.route("/", mcp);
  app.route("/", createPages());
  app.notFound((c) => problem(c, 404, `There is nothing at ${c.req.path}.`));
  app.onError((error, c) => {
    if (error instanceof HTTPException) return problem(c, error.status, error.message);
    // Without a runtime there is a wrong setting, which the message names.
    const write = c.var.rt?.log ?? log;
    write("http.failed", { request: c.var.requestId, path: c.req.path, error: error.message });
    return problem(c, 500, "Something failed here; the log has the details under this request id.");
  });
  return app;
}
