/** Actors by targets: what each holds, since when, and an arrow where something has moved. */
import type { Direction, Dossier, Stance } from "../../model.ts";
import type { AlertRow } from "../../store/alerts.ts";
import type { PositionVersionRow } from "../../store/positions.ts";
import { versionsOf } from "../held.ts";
import { ago } from "./words.tsx";

export const STANCE_WORDS: Record<Stance, string> = { favor: "for", against: "against", none: "neither" };

const ARROWS: Record<Direction, [string, string]> = {
  reverses: ["⇄", "appears to have reversed"],
  softens: ["↓", "appears to have softened"],
  hardens: ["↑", "appears to have hardened"],
};

type Props = { dossier: Dossier; versions: PositionVersionRow[]; alerts: AlertRow[]; now: number };

export function Matrix({ dossier, versions, alerts, now }: Props) {
  const actors = dossier.actors.filter(({ id }) => dossier.positions.some(({ holders }) => holders.includes(id)));
  return (
    <section>
      <h2>
        Who holds what: <a href={`/documents/${dossier.id}`}>{dossier.title}</a>
      </h2>
      <div class="wide" tabindex={0} role="region" aria-label={`Positions: ${dossier.title}`}>
        <table class="matrix">
          <thead>
            <tr>
              <th scope="col">Toward</th>
              {actors.map(({ name }) => (
                <th scope="col">{name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {dossier.targets.map((target) => (
              <tr>
                <th scope="row">{target.name}</th>
                {actors.map((actor) => {
                  const positions = dossier.positions.filter(
                    (position) => position.target === target.id && position.holders.includes(actor.id),
                  );
                  return positions.length === 0 ? (
                    <td class="none" aria-label="no position">
                      –
                    </td>
                  ) : (
                    <td>
                      {positions.map((position) => {
                        const held = versionsOf(dossier, position, versions).at(-1);
                        const open = alerts.filter(
                          (alert) => alert.dossier_id === dossier.id && alert.position_id === position.id,
                        );
                        return (
                          <a
                            class={`cell ${held?.stance ?? ""}${open.length > 0 ? " alerted" : ""}`}
                            href={`/positions/${dossier.id}/${position.id}`}
                            title={held?.statement}
                          >
                            <b>{held === undefined ? "?" : STANCE_WORDS[held.stance]}</b>
                            {open.map(({ direction }) => (
                              <>
                                {" "}
                                <i class="arrow" role="img" aria-label={ARROWS[direction][1]}>
                                  {ARROWS[direction][0]}
                                </i>
                              </>
                            ))}
                            <span>{held === undefined ? "" : `held ${ago(held.since, now).replace(" ago", "")}`}</span>
                          </a>
                        );
                      })}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
