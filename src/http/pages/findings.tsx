/** A table of findings: the quote, who said it, what it was taken for, what was decided and why. */
import type { Context } from "hono";
import type { ListedFinding } from "../../store/finding-list.ts";
import type { AppEnv } from "../context.ts";
import { MOVED } from "../story.ts";
import { OutLink, stamp } from "./words.tsx";

export function FindingTable({
  c,
  findings,
  caption,
}: {
  c: Context<AppEnv>;
  findings: ListedFinding[];
  caption: string;
}) {
  if (findings.length === 0) return <p class="soft">Nothing was found yet.</p>;
  const names = positionNames(c);
  return (
    <div class="wide" tabindex={0} role="region" aria-label={caption}>
      <table class="findings">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Said</th>
            <th scope="col">Where</th>
            <th scope="col">Position</th>
            <th scope="col">Taken for</th>
            <th scope="col">Decision</th>
          </tr>
        </thead>
        <tbody>
          {findings.map((found) => (
            <tr>
              <td class="quote">“{found.evidence_quote.toWellFormed()}”</td>
              <td>
                <OutLink href={found.link} text={found.outlet} />
                <br />
                <a class="small" href={`/items/${found.item_id}`}>
                  {stamp(found.published_at ?? found.found_at)}
                </a>
              </td>
              <td>
                <a href={`/positions/${found.dossier_id}/${found.position_id}`}>
                  {names.get(`${found.dossier_id}/${found.position_id}`) ?? found.position_id}
                </a>
              </td>
              <td>
                {found.direction === null ? found.verdict : MOVED[found.direction]}, {found.certainty}{" "}
                {found.confidence.toFixed(2)}
                {found.speaker === null ? null : <div class="soft small">{found.speaker}</div>}
              </td>
              <td>
                {found.alert_id === null ? (
                  (DECISIONS[found.decision] ?? found.decision)
                ) : (
                  <a href={`/alerts/${found.alert_id}`}>{DECISIONS[found.decision] ?? found.decision}</a>
                )}
                <div class="soft small">{found.why}</div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The named reasons of the decision, in words. */
export const DECISIONS: Record<string, string> = {
  opened: "opened a change",
  corroborated: "corroborated a change",
  official: "made a change official",
  "walked-back": "walked a change back",
  joined: "joined a change",
  "same-source": "the same source again",
  "confirms-position": "fits the position",
  "already-confirmed": "confirmed before",
  undecided: "undecided",
  "ignored-outlet": "the outlet is ignored",
  "only-speculated": "only speculated",
  "below-threshold": "not sure enough",
  backlog: "was there when the feed was added",
  "old-item": "old news",
  "past-event": "about a past event",
  "dismissed-claim": "dismissed before",
  "cool-down": "too soon after a walk back",
};

function positionNames(c: Context<AppEnv>): Map<string, string> {
  return new Map(
    c.var.rt.watches.flatMap(({ dossier: { source } }) =>
      source.positions.map((position) => {
        const holders = position.holders.map((id) => source.actors.find((actor) => actor.id === id)?.name ?? id);
        const target = source.targets.find(({ id }) => id === position.target)?.name ?? position.target;
        return [`${source.id}/${position.id}`, `${holders.join(", ")} on ${target}`] as const;
      }),
    ),
  );
}
