/** Sends queue messages, which only wake workers up. */
import type { Runtime } from "../runtime.ts";

/**
 * Sends messages; false where the queue would not take them. That loses nothing: what they would have woken up is a row
 * that the next tick finds.
 */
export async function wake<T>(
  rt: Runtime,
  queue: Queue<T>,
  messages: T[],
  delayMs: number | ((message: T) => number),
): Promise<boolean> {
  const delayOf = (body: T): number => Math.ceil((typeof delayMs === "number" ? delayMs : delayMs(body)) / 1000);
  try {
    // A batch holds at most 100 messages, and an empty one throws.
    for (let at = 0; at < messages.length; at += 100) {
      await queue.sendBatch(
        messages.slice(at, at + 100).map((body) => ({ body, contentType: "json", delaySeconds: delayOf(body) })),
      );
    }
    return true;
  } catch (error) {
    rt.log("queue.failed", { error: String(error) });
    return false;
  }
}
