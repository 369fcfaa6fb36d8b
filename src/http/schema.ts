/** The pieces that the API's schemas share. */
import * as v from "valibot";
import { type Cursor, readCursor } from "./cursor.ts";

/** A time as the API shows it: ISO 8601 in UTC with milliseconds. */
export const Time = v.pipe(v.string(), v.isoTimestamp("must be an ISO 8601 time in UTC"));
export const MaybeTime = v.nullable(Time);
export const Count = v.pipe(v.number(), v.integer(), v.minValue(0));
export const MaybeText = v.nullable(v.string());

const DEFAULT_LIMIT = 50;
const LARGEST_LIMIT = 200;
const LIMIT_MESSAGE = `must be a whole number from 1 to ${LARGEST_LIMIT}`;

/** `?limit=` and `?cursor=` of every list that grows. */
export const paging = {
  limit: v.optional(
    v.pipe(
      v.number(LIMIT_MESSAGE),
      v.integer(LIMIT_MESSAGE),
      v.minValue(1, LIMIT_MESSAGE),
      v.maxValue(LARGEST_LIMIT, LIMIT_MESSAGE),
    ),
    DEFAULT_LIMIT,
  ),
  cursor: v.optional(
    v.pipe(
      v.string(),
      v.check((text) => readCursor(text) !== null, "must be the `next` of an earlier answer"),
    ),
  ),
};

/** Where a page starts: null for the newest. */
export function startOf(query: { cursor?: string | undefined }): Cursor | null {
  return query.cursor === undefined ? null : readCursor(query.cursor);
}

/** A filter by time: everything at or after it. */
export const since = v.optional(
  v.pipe(v.string(), v.isoTimestamp("must be an ISO 8601 time such as 2026-01-31T00:00:00Z")),
);
