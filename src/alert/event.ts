/** Builds the bodies of webhooks, as Standard Webhooks lays them out: type, timestamp (ISO 8601) and data. */
import type {
  AlertEventType,
  AlertStatus,
  Certainty,
  Citation,
  Direction,
  Dossier,
  EvidenceField,
  Finding,
  OperationalEventType,
  Position,
  Severity,
  Stage,
  Stance,
} from "../model.ts";
import { oneLine } from "./one-line.ts";
import { webLink } from "./web-link.ts";

/** What happened to an alert, with everything its body tells. */
export type AlertHappening = {
  type: AlertEventType;
  alertId: string;
  dossier: Dossier;
  /** As it is held: the document's, or the version that a confirmed change put in its place. */
  position: Position;
  direction: Direction;
  stage: Stage;
  status: AlertStatus;
  severity: Severity;
  openedAt: number;
  /** Every outlet that carries the change, this one included. */
  outlets: string[];
  /** How many of them are independent of each other. */
  sources: number;
  finding: Finding;
  item: { title: string; outlet: string; link: string | null; publishedAt: number | null };
  /** What a person wrote on confirming or dismissing. */
  note: string | null;
};

export type AlertBody = {
  type: AlertEventType;
  timestamp: string;
  data: {
    summary: string;
    alert: {
      id: string;
      dossier: string;
      direction: Direction;
      stage: Stage;
      status: AlertStatus;
      severity: Severity;
      opened_at: string;
      outlets: string[];
      sources: number;
      note: string | null;
    };
    position: {
      id: string;
      holders: string[];
      target: string;
      stance: Stance;
      statement: string;
      citations: Citation[];
      document: { title: string; published: string };
    };
    evidence: {
      quote: string;
      field: EvidenceField;
      title: string;
      outlet: string;
      link: string | null;
      published: string | null;
      speaker: string | null;
      certainty: Certainty;
      confidence: number;
      why: string;
    };
  };
};

/** One change of a digest. */
export type ChangeLine = {
  event: string;
  alert: string;
  type: AlertEventType;
  summary: string;
  stage: Stage;
  severity: Severity;
  quote: string;
  outlet: string;
  link: string | null;
};

/** Several changes in one message: a storm, the end of quiet hours, or alerts that wait for an answer. */
export type DigestBody = {
  type: "digest" | "alert.reminder";
  timestamp: string;
  data: { summary: string; reason: DigestReason; count: number; changes: ChangeLine[]; omitted: number };
};

export type DigestReason = "many-changes" | "quiet-hours" | "unacknowledged";

/** What went wrong with the watching itself. */
export type OperationalBody = {
  type: OperationalEventType;
  timestamp: string;
  data: {
    summary: string;
    subject: { kind: "feed" | "endpoint" | "runs"; id: string; name: string };
    state: string;
    since: string;
  };
};

export type TestBody = {
  type: "test";
  timestamp: string;
  data: { summary: string; endpoint: string };
};

export type EventBody = AlertBody | DigestBody | OperationalBody | TestBody;

/** The most bytes of a body: what Standard Webhooks asks senders to keep to. */
export const BODY_BYTES = 20_000;

/** The most characters of an item's title that a body carries; what is cut ends in an ellipsis. */
const TITLE_LIMIT = 300;
/** The most characters of a quote: the whole body stays under 20 kB, in whatever script. */
const QUOTE_LIMIT = 700;
const NAME_LIMIT = 100;
/** The most outlets and citations that a body lists. */
const OUTLETS_LIMIT = 20;
const CITATIONS_LIMIT = 4;
/** Of a change's quote in a digest. */
const LINE_QUOTE_LIMIT = 160;

const DIRECTION_WORDS: Record<Direction, string> = {
  reverses: "appears to have reversed",
  softens: "appears to have softened",
  hardens: "appears to have hardened",
};

/** The body of an event of an alert: who moved, from what, both sides of the evidence, and how sure it is. */
export function alertBody(happening: AlertHappening, now: number): AlertBody {
  const { dossier, position, finding, item } = happening;
  const holders = position.holders.map((id) => dossier.actors.find((actor) => actor.id === id)?.name ?? id);
  const target = dossier.targets.find(({ id }) => id === position.target)?.name ?? position.target;
  return {
    type: happening.type,
    timestamp: new Date(now).toISOString(),
    data: {
      summary: cut(summarize(happening, holders.join(", "), target), TITLE_LIMIT),
      alert: {
        id: happening.alertId,
        dossier: dossier.id,
        direction: happening.direction,
        stage: happening.stage,
        status: happening.status,
        severity: happening.severity,
        opened_at: new Date(happening.openedAt).toISOString(),
        outlets: happening.outlets.slice(0, OUTLETS_LIMIT).map((outlet) => cut(outlet, NAME_LIMIT)),
        sources: happening.sources,
        note: happening.note === null ? null : cut(happening.note, QUOTE_LIMIT),
      },
      position: {
        id: position.id,
        holders: holders.map((holder) => cut(holder, NAME_LIMIT)),
        target: cut(target, NAME_LIMIT),
        stance: position.stance,
        statement: cut(position.statement, QUOTE_LIMIT),
        citations: position.citations
          .slice(0, CITATIONS_LIMIT)
          .map(({ paragraph, quote }) => ({ paragraph, quote: cut(quote, QUOTE_LIMIT) })),
        document: { title: cut(dossier.document.title, TITLE_LIMIT), published: dossier.document.published },
      },
      evidence: {
        quote: cut(finding.evidence.quote, QUOTE_LIMIT),
        field: finding.evidence.field,
        title: cut(item.title, TITLE_LIMIT),
        outlet: cut(item.outlet, NAME_LIMIT),
        link: webLink(item.link),
        published: item.publishedAt === null ? null : new Date(item.publishedAt).toISOString(),
        speaker: finding.speaker === null ? null : cut(finding.speaker, NAME_LIMIT),
        certainty: finding.certainty,
        confidence: Number(finding.confidence.toFixed(3)),
        why: cut(finding.why, QUOTE_LIMIT),
      },
    },
  };
}

/** The same, as the JSON that is signed and sent. */
export function eventBody(happening: AlertHappening, now: number): string {
  return JSON.stringify(alertBody(happening, now));
}

function summarize(happening: AlertHappening, holders: string, target: string): string {
  const moved = `${holders} ${DIRECTION_WORDS[happening.direction]} on ${target}`;
  switch (happening.type) {
    case "alert.opened":
      return `${moved}.`;
    case "alert.corroborated":
      return `${moved}: ${happening.sources} independent sources say so.`;
    case "alert.official":
      return `${moved}: now by its own word or act.`;
    case "alert.walked_back":
      return `${holders} is back where it was on ${target}: the change was denied or undone.`;
    case "alert.confirmed":
      return `Confirmed: ${holders} has moved on ${target}. This is the position from now on.`;
  }
}

/** One message for many changes. What does not fit under 20 kB is counted, so that none goes unmentioned. */
export function digestBody(
  digest: { reason: DigestReason; changes: { eventId: string; body: AlertBody }[] },
  now: number,
): DigestBody {
  const count = digest.changes.length;
  const changes = digest.changes.map(({ eventId, body }) => changeLine(eventId, body));
  const body: DigestBody = {
    type: digest.reason === "unacknowledged" ? "alert.reminder" : "digest",
    timestamp: new Date(now).toISOString(),
    data: { summary: DIGEST_WORDS[digest.reason](count), reason: digest.reason, count, changes, omitted: 0 },
  };
  if (byteLength(body) > BODY_BYTES) body.data.changes = changes.map((line) => ({ ...line, quote: "", link: null }));
  while (byteLength(body) > BODY_BYTES) {
    body.data.changes.pop();
    body.data.omitted += 1;
  }
  return body;
}

const DIGEST_WORDS: Record<DigestReason, (count: number) => string> = {
  "many-changes": (count) => `${count} changes of position were found at once.`,
  "quiet-hours": (count) => `${count} changes of position came in the quiet hours.`,
  unacknowledged: (count) => `${count} ${count === 1 ? "alert waits" : "alerts wait"} for an answer.`,
};

function changeLine(eventId: string, { type, data }: AlertBody): ChangeLine {
  return {
    event: eventId,
    alert: data.alert.id,
    type,
    summary: data.summary,
    stage: data.alert.stage,
    severity: data.alert.severity,
    quote: cut(data.evidence.quote, LINE_QUOTE_LIMIT),
    outlet: data.evidence.outlet,
    link: data.evidence.link,
  };
}

/** What went wrong with the watching, in one sentence. */
export function operationalBody(
  happening: { type: OperationalEventType; summary: string; since: number; state: string } & Pick<
    OperationalBody["data"],
    "subject"
  >,
  now: number,
): OperationalBody {
  const { type, subject, state } = happening;
  return {
    type,
    timestamp: new Date(now).toISOString(),
    data: {
      summary: cut(happening.summary, QUOTE_LIMIT),
      subject: { ...subject, name: cut(subject.name, NAME_LIMIT) },
      state,
      since: new Date(happening.since).toISOString(),
    },
  };
}

/** What an endpoint is sent to see that it works. */
export function testBody(endpoint: string, now: number): TestBody {
  const summary = "This is a test: the endpoint is reached and the signature can be checked.";
  return { type: "test", timestamp: new Date(now).toISOString(), data: { summary, endpoint } };
}

function byteLength(body: EventBody): number {
  return new TextEncoder().encode(JSON.stringify(body)).length;
}

/** As one line, cut on whole characters, never inside a surrogate pair. */
function cut(text: string, limit: number): string {
  const line = oneLine(text);
  return line.length <= limit ? line : `${line.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/u, "")}…`;
}
