/** Pages of lists: an opaque cursor that says where the page before ended. */

/** Where a list goes on: after the row with this time and id (newest first). */
export type Cursor = { at: number; id: string };

/** The cursor as it stands in an address. */
export function writeCursor({ at, id }: Cursor): string {
  return btoa(JSON.stringify([at, id]))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/** The cursor that was written; null where the text is none. */
export function readCursor(text: string): Cursor | null {
  try {
    const read: unknown = JSON.parse(atob(text.replaceAll("-", "+").replaceAll("_", "/")));
    if (!Array.isArray(read) || read.length !== 2) return null;
    const [at, id] = read as [unknown, unknown];
    return typeof at === "number" && Number.isFinite(at) && typeof id === "string" ? { at, id } : null;
  } catch {
    return null;
  }
}
