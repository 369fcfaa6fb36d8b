/** Turns an event into what a person reads: who moved, from what to what, both quotes, outlets, link, and what to do. */
import type { AlertBody, DigestBody, EventBody, OperationalBody } from "../alert/event.ts";
import { webLink } from "../alert/web-link.ts";
import type { Certainty, Severity, Stage, Stance } from "../model.ts";

/** One part of a message; texts are as hostile as the feeds they come from, addresses are safe. */
export type Block =
  | { kind: "quote"; label: string; text: string }
  | { kind: "facts"; facts: [string, string][] }
  | { kind: "link"; text: string; href: string }
  | { kind: "entry"; text: string; href: string | null }
  | { kind: "text"; text: string };

/** A message before it is written for a place; its most important blocks come first. */
export type Notice = { title: string; severity: Severity; timestamp: string; blocks: Block[] };

const STANCE_WORDS: Record<Stance, string> = { favor: "for", against: "against", none: "neither for nor against" };

const STAGE_WORDS: Record<Stage, string> = {
  tentative: "one source reports it",
  corroborated: "independent sources report it",
  official: "the holder itself says or does it",
  walked_back: "denied or undone",
};

const CERTAINTY_WORDS: Record<Certainty, string> = {
  stated: "said or done by the holder",
  reported: "reported of its government or officials",
  speculated: "speculation",
};

/** Reads an event as it was recorded. */
export function readNotice(recorded: string): Notice {
  const body = JSON.parse(recorded) as EventBody;
  switch (body.type) {
    case "digest":
    case "alert.reminder":
      return digestNotice(body);
    case "test":
      return {
        title: "Volteface test",
        severity: "low",
        timestamp: body.timestamp,
        blocks: [{ kind: "text", text: body.data.summary }],
      };
    case "feed.failing":
    case "feed.recovered":
    case "runs.late":
    case "endpoint.disabled":
      return operationalNotice(body);
    default:
      return alertNotice(body);
  }
}

function alertNotice({ timestamp, data }: AlertBody): Notice {
  const { alert, position, evidence } = data;
  const paragraphs = position.citations.map(({ paragraph }) => `¶ ${paragraph}`).join(", ");
  const cited = position.citations.map(({ quote }) => `“${quote}”`).join(" ");
  const source = `${position.document.title}, ${position.document.published}${paragraphs === "" ? "" : `, ${paragraphs}`}`;
  const published = evidence.published === null ? "" : `, ${evidence.published.slice(0, 10)}`;
  const link = webLink(evidence.link);
  return {
    title: data.summary,
    severity: alert.severity,
    timestamp,
    blocks: [
      {
        kind: "quote",
        label: `Held: ${STANCE_WORDS[position.stance]} (${source})`,
        text: `${position.statement} ${cited}`.trim(),
      },
      {
        kind: "quote",
        label: `Now: ${alert.direction} (${evidence.speaker ?? evidence.outlet}${published})`,
        text: `“${evidence.quote}”`,
      },
      {
        kind: "facts",
        facts: [
          ["Who", position.holders.join(", ")],
          ["About", position.target],
          [
            "How sure",
            `${alert.stage}: ${STAGE_WORDS[alert.stage]}; ${CERTAINTY_WORDS[evidence.certainty]}; confidence ${evidence.confidence}`,
          ],
          ["Outlets", outletWords(alert.outlets, alert.sources)],
        ],
      },
      ...(link === null ? [] : [{ kind: "link" as const, text: `${evidence.title} (${evidence.outlet})`, href: link }]),
      { kind: "text", text: `Why: ${evidence.why}` },
      ...(alert.note === null ? [] : [{ kind: "text" as const, text: `Note: ${alert.note}` }]),
      { kind: "text", text: whatToDo(alert) },
    ],
  };
}

function outletWords(outlets: string[], sources: number): string {
  return `${outlets.join(", ")}${outlets.length > sources ? ` (${sources} independent)` : ""}`;
}

function whatToDo({ id, status, stage }: AlertBody["data"]["alert"]): string {
  if (status === "confirmed") return `Nothing: alert ${id} is settled, and a step back will be told.`;
  if (stage === "walked_back") return `Dismiss alert ${id}, or leave it to watch.`;
  return `Read it, then acknowledge, confirm or dismiss alert ${id}.`;
}

function digestNotice({ timestamp, data }: DigestBody): Notice {
  const severities: Severity[] = ["high", "medium", "low"];
  const entries = data.changes.map((change): Block => ({
    kind: "entry",
    text: `${change.summary} ${change.quote === "" ? "" : `“${change.quote}” `}(${change.outlet}, ${change.stage})`,
    href: webLink(change.link),
  }));
  const omitted: Block[] = data.omitted === 0 ? [] : [{ kind: "text", text: `And ${data.omitted} more.` }];
  return {
    title: data.summary,
    severity: severities.find((severity) => data.changes.some((change) => change.severity === severity)) ?? "low",
    timestamp,
    blocks: [...entries, ...omitted, { kind: "text", text: "Read them, then acknowledge, confirm or dismiss each." }],
  };
}

function operationalNotice({ timestamp, data }: OperationalBody): Notice {
  return {
    title: data.summary,
    severity: data.state === "recovered" ? "low" : "medium",
    timestamp,
    blocks: [
      {
        kind: "facts",
        facts: [
          ["What", `${data.subject.kind} ${data.subject.name}`],
          ["State", data.state],
          ["Since", data.since],
        ],
      },
    ],
  };
}

/** A block as one line of plain text. */
export function textLine(block: Block): string {
  switch (block.kind) {
    case "quote":
      return `${block.label}: ${block.text}`;
    case "facts":
      return block.facts.map(([label, value]) => `${label}: ${value}`).join(" · ");
    case "link":
      return `${block.text}: ${block.href}`;
    case "entry":
      return `• ${block.text}${block.href === null ? "" : ` ${block.href}`}`;
    case "text":
      return block.text;
  }
}

/** What notifications and screen readers show: the title and the first line. */
export function fallbackText(notice: Notice): string {
  const [first] = notice.blocks;
  return first === undefined ? notice.title : `${notice.title} ${textLine(first)}`;
}
