/** Pages for what is not there, or not allowed. */
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { AppEnv } from "../context.ts";
import { Layout } from "./layout.tsx";

export function missing(c: Context<AppEnv>, words: string): Response | Promise<Response> {
  return message(c, 404, "Not found", words);
}

export function message(
  c: Context<AppEnv>,
  status: ContentfulStatusCode,
  title: string,
  words: string,
): Response | Promise<Response> {
  return c.html(
    <Layout c={c} title={title}>
      <h1>{title}</h1>
      <p>{words}</p>
      <p>
        <a href="/">To the start</a>
      </p>
    </Layout>,
    status,
  );
}
