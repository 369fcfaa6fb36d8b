/** An alert in words, as feeds, calendars and pages tell it. */
import type { Direction, Dossier, Position } from "../model.ts";
import type { Runtime } from "../runtime.ts";
import type { ListedAlert } from "../store/alert-list.ts";

export const MOVED: Record<Direction, string> = { reverses: "reversed", softens: "softened", hardens: "hardened" };

export type Story = {
  alert: ListedAlert;
  /** Null where the dossier or position is not watched any more. */
  dossier: Dossier | null;
  position: Position | null;
  holders: string;
  target: string;
  /** One sentence: who moved on what. */
  headline: string;
};

/** Puts an alert beside its dossier. */
export function storyOf(rt: Runtime, alert: ListedAlert): Story {
  const dossier = rt.watches.find((watch) => watch.dossier.id === alert.dossier_id)?.dossier.source ?? null;
  const position = dossier?.positions.find(({ id }) => id === alert.position_id) ?? null;
  const holders =
    position?.holders.map((id) => dossier?.actors.find((actor) => actor.id === id)?.name ?? id).join(", ") ??
    alert.position_id;
  const target =
    dossier?.targets.find(({ id }) => id === position?.target)?.name ?? position?.target ?? alert.dossier_id;
  const headline = `${holders} appears to have ${MOVED[alert.direction]} on ${target}`;
  return { alert, dossier, position, holders, target, headline };
}
