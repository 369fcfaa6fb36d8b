/** `GET /positions/:dossier/:id`: one position, its versions, and every piece of evidence on it. */
import type { Context } from "hono";
import { listAlertPage, NO_FILTER } from "../../store/alert-list.ts";
import { listFindingPage, NO_FINDING_FILTER } from "../../store/finding-list.ts";
import { listPositionVersions } from "../../store/positions.ts";
import type { AppEnv } from "../context.ts";
import { versionsOf } from "../held.ts";
import { storyOf } from "../story.ts";
import { AlertArticle } from "./alert.tsx";
import { Legend, StanceChart } from "./chart.tsx";
import { FindingTable } from "./findings.tsx";
import { Layout } from "./layout.tsx";
import { STANCE_WORDS } from "./matrix.tsx";
import { missing } from "./missing.tsx";
import { OutLink } from "./words.tsx";

/** How much of it the page shows; the lists have the rest. */
const SHOWN_FINDINGS = 50;
const SHOWN_ALERTS = 5;

export async function positionPage(c: Context<AppEnv>): Promise<Response> {
  const { rt } = c.var;
  const { dossier: dossierId, id: positionId } = c.req.param() as { dossier: string; id: string };
  const dossier = rt.watches.find((watch) => watch.dossier.id === dossierId)?.dossier.source;
  const position = dossier?.positions.find(({ id }) => id === positionId);
  if (dossier === undefined || position === undefined) return missing(c, "There is no such position.");
  const [rows, { findings }, { alerts }] = await Promise.all([
    listPositionVersions(rt.db, dossierId),
    listFindingPage(rt.db, { ...NO_FINDING_FILTER, dossierId, positionId }, { after: null, limit: SHOWN_FINDINGS }),
    listAlertPage(rt.db, { ...NO_FILTER, dossierId, positionId }, { after: null, limit: SHOWN_ALERTS }),
  ]);
  const versions = versionsOf(dossier, position, rows);
  const held = versions.at(-1);
  const names = position.holders.map((id) => dossier.actors.find((actor) => actor.id === id)?.name ?? id).join(", ");
  const target = dossier.targets.find(({ id }) => id === position.target)?.name ?? position.target;
  const now = rt.clock();
  return c.html(
    <Layout c={c} title={`${names} on ${target}`}>
      <p class="soft small">
        <a href={`/documents/${dossier.id}`}>{dossier.title}</a>
      </p>
      <h1>
        {names} on {target}
      </h1>
      <p>
        <b>{held === undefined ? "" : `Holds: ${STANCE_WORDS[held.stance]}.`}</b> {held?.statement}
      </p>
      <div class="card">
        <StanceChart versions={versions} findings={findings} now={now} />
        <Legend />
      </div>
      <h2>Versions</h2>
      {versions.toReversed().map((version) => (
        <div class="card" id={`v${version.version}`}>
          <h3>
            Version {version.version}: {STANCE_WORDS[version.stance]}, from{" "}
            {new Date(version.since).toISOString().slice(0, 10)}
          </h3>
          <p>{version.statement}</p>
          {version.evidence === null ? (
            position.citations.map(({ paragraph, quote }) => (
              <blockquote>
                “{quote}”{" "}
                <a class="small" href={`/documents/${dossier.id}#p${paragraph}`}>
                  paragraph {paragraph}
                </a>
              </blockquote>
            ))
          ) : (
            <blockquote>
              “{version.evidence.quote}”{" "}
              <span class="small">
                <OutLink href={version.evidence.link} text={version.evidence.outlet} />
              </span>
            </blockquote>
          )}
          {version.note === null ? null : <p class="small">Note: {version.note}</p>}
          {version.alertId === null ? null : (
            <p class="small">
              <a href={`/alerts/${version.alertId}`}>The confirmed change</a>
            </p>
          )}
        </div>
      ))}
      {alerts.length === 0 ? null : <h2>Changes</h2>}
      {alerts.map((alert) => (
        <AlertArticle c={c} story={storyOf(rt, alert)} />
      ))}
      <h2>Evidence</h2>
      <FindingTable c={c} findings={findings} caption="What was held against this position, newest first" />
    </Layout>,
  );
}
