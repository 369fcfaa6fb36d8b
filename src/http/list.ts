/** Answers of lists: the page, and the address of the next one. */
import type { Context } from "hono";
import * as v from "valibot";
import { type Cursor, writeCursor } from "./cursor.ts";

/** The schema of a list's answer under its name; `next` is the address of the following page. */
export function listOf<const K extends string, S extends v.GenericSchema>(name: K, schema: S) {
  return v.object({ [name]: v.array(schema), next: v.nullable(v.string()) } as Record<
    K,
    v.ArraySchema<S, undefined>
  > & {
    next: v.NullableSchema<v.StringSchema<undefined>, undefined>;
  });
}

/** The address of the page after the last row shown; null where there is none. */
export function nextPage(c: Context, hasMore: boolean, last: Cursor | undefined): string | null {
  if (!hasMore || last === undefined) return null;
  const query = new URLSearchParams(c.req.query());
  query.set("cursor", writeCursor(last));
  const address = `${c.req.path}?${query.toString()}`;
  c.header("link", `<${address}>; rel="next"`);
  return address;
}
