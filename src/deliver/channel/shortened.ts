/** What is left of an event for a receiver that found it too large: what it is, one sentence, and the ids to ask for the rest. */
import type { EventBody } from "../../alert/event.ts";

export function shortened(body: string): string {
  const { type, timestamp, data } = JSON.parse(body) as EventBody;
  const { summary } = data;
  const alert = "alert" in data ? { alert: { id: data.alert.id } } : {};
  return JSON.stringify({ type, timestamp, data: { summary, ...alert, shortened: true } });
}
