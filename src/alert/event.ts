/** Builds the body of an alert's webhook: both sides of the evidence, and what to make of them. */
import type { AlertEventType, Direction, Dossier, Finding, Position } from "../model.ts";

/** What happened to an alert, with everything its body tells. */
export type AlertHappening = {
  type: AlertEventType;
  alertId: string;
  dossier: Dossier;
  position: Position;
  direction: Direction;
  openedAt: number;
  /** Every outlet that carries the change, this one included. */
  outlets: string[];
  finding: Finding;
  item: { title: string; outlet: string; link: string | null; publishedAt: number | null };
};

/** The most characters of an item's title that a body carries; what is cut ends in an ellipsis. */
const TITLE_LIMIT = 300;
/** The most characters of a quote: the whole body stays under 20 kB. */
const QUOTE_LIMIT = 1000;
const LINK_LIMIT = 2000;

const DIRECTION_WORDS: Record<Direction, string> = {
  reverses: "appears to have reversed",
  softens: "appears to have softened",
  hardens: "appears to have hardened",
};

/** The JSON body, as Standard Webhooks lays it out: type, timestamp (ISO 8601) and data. */
export function eventBody(happening: AlertHappening, now: number): string {
  const { dossier, position, finding, item } = happening;
  const holders = position.holders.map((id) => dossier.actors.find((actor) => actor.id === id)?.name ?? id);
  const target = dossier.targets.find(({ id }) => id === position.target)?.name ?? position.target;
  return JSON.stringify({
    type: happening.type,
    timestamp: new Date(now).toISOString(),
    data: {
      summary: `${holders.join(", ")} ${DIRECTION_WORDS[happening.direction]} on ${target}.`,
      alert: {
        id: happening.alertId,
        dossier: dossier.id,
        direction: happening.direction,
        opened_at: new Date(happening.openedAt).toISOString(),
        outlets: happening.outlets,
      },
      position: {
        id: position.id,
        holders,
        target,
        stance: position.stance,
        statement: position.statement,
        citations: position.citations,
        document: { title: dossier.document.title, published: dossier.document.published },
      },
      evidence: {
        quote: cut(finding.evidence.quote, QUOTE_LIMIT),
        field: finding.evidence.field,
        title: cut(item.title, TITLE_LIMIT),
        outlet: item.outlet,
        link: item.link !== null && item.link.length <= LINK_LIMIT ? item.link : null,
        published: item.publishedAt === null ? null : new Date(item.publishedAt).toISOString(),
        speaker: finding.speaker,
        certainty: finding.certainty,
        confidence: Number(finding.confidence.toFixed(3)),
        why: cut(finding.why, QUOTE_LIMIT),
      },
    },
  });
}

/** Cuts on whole characters, never inside a surrogate pair. */
function cut(text: string, limit: number): string {
  if (text.length <= limit) return text.toWellFormed();
  return `${text.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, "")}…`.toWellFormed();
}
