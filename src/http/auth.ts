/** Lets only the bearer of the API token through. */
import type { MiddlewareHandler } from "hono";
import type { AppEnv } from "./context.ts";
import { problem } from "./problem.ts";

/** Refuses with 503 where no token is set (never open), and with 401 without the right one. */
export const requireToken: MiddlewareHandler<AppEnv> = async (c, next) => {
  const { apiToken } = c.var.rt.config;
  if (apiToken === null) {
    return problem(
      c,
      503,
      "The secret API_TOKEN is not set, so this part of the API is closed: run `wrangler secret put API_TOKEN`.",
    );
  }
  const given = /^Bearer +(\S+)$/i.exec(c.req.header("authorization") ?? "")?.[1] ?? "";
  if (!(await isSameToken(given, apiToken))) {
    c.header("www-authenticate", "Bearer");
    return problem(c, 401, "This route needs the header `Authorization: Bearer <API_TOKEN>`.");
  }
  return next();
};

/** Compares digests in constant time, so that neither content nor length shows in the timing. */
async function isSameToken(given: string, expected: string): Promise<boolean> {
  const [a, b] = await Promise.all([digest(given), digest(expected)]);
  return a.reduce((difference, byte, index) => difference | (byte ^ (b[index] ?? 0)), 0) === 0;
}

async function digest(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
}
