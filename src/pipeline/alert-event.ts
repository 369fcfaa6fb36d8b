/** Puts an event of an alert together from what was decided and what it was decided on. */
import type { Decision } from "../alert/decide.ts";
import { eventBody } from "../alert/event.ts";
import type { AlertEventType, AlertStatus, Finding } from "../model.ts";
import type { Runtime } from "../runtime.ts";
import type { NewEvent } from "../store/alerts.ts";
import type { HeldPosition, Thread } from "./desk.ts";

type Telling = Exclude<Decision["kind"], "join" | "nothing"> | "confirm";

const TYPES: Record<Telling, AlertEventType> = {
  open: "alert.opened",
  corroborate: "alert.corroborated",
  official: "alert.official",
  "walk-back": "alert.walked_back",
  confirm: "alert.confirmed",
};

/** The item that an event shows as its evidence. */
export type ShownItem = { title: string; outlet: string; link: string | null; published_at: number | null };

export function alertEvent(
  rt: Runtime,
  told: {
    kind: Decision["kind"] | "confirm";
    reason: string;
    finding: Finding;
    position: HeldPosition;
    thread: Thread;
    item: ShownItem;
    note: string | null;
  },
  now: number,
): NewEvent {
  const { kind, reason, finding, position, thread, item, note } = told;
  if (kind === "join" || kind === "nothing") throw new Error(`nothing is told of a finding that does ${kind}`);
  const type = TYPES[kind];
  const status: AlertStatus = kind === "confirm" ? "confirmed" : thread.status;
  const body = eventBody(
    {
      type,
      alertId: thread.id,
      dossier: position.dossier,
      position: position.source,
      direction: thread.key.direction,
      ...thread.told(),
      status,
      finding,
      item: { title: item.title, outlet: item.outlet, link: item.link, publishedAt: item.published_at },
      note,
    },
    now,
  );
  return { id: rt.newId("msg"), alertId: thread.id, sequence: thread.lastSequence, type, reason, body };
}
