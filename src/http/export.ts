/** Exports of alerts and findings: CSV (RFC 4180) and JSON Lines, streamed page by page. */
import * as v from "valibot";
import type { Runtime } from "../runtime.ts";
import { listAlertPage, NO_FILTER } from "../store/alert-list.ts";
import { listFindingPage, NO_FINDING_FILTER } from "../store/finding-list.ts";
import { shownAlert } from "./alerts.ts";
import { shownFinding } from "./findings.ts";
import { type Operation, rawOperation } from "./operation.ts";

/** How many rows one statement reads, and the most that one export holds: 50 statements in an invocation. */
const EXPORT_PAGE = 500;
const EXPORT_LIMIT = 10_000;

type Row = Record<string, unknown>;
type Cursor = { at: number; id: string } | null;
type Source = (rt: Runtime, dossier: string | null, after: Cursor) => Promise<{ rows: Row[]; next: Cursor }>;

const sources: Record<"alerts" | "findings", { read: Source; columns: string[] }> = {
  alerts: {
    columns: [
      "id",
      "dossier",
      "position",
      "direction",
      "status",
      "stage",
      "opened_at",
      "updated_at",
      "outlets",
      "evidence",
    ],
    read: async (rt, dossierId, after) => {
      const page = { after, limit: EXPORT_PAGE };
      const { alerts, hasMore } = await listAlertPage(rt.db, { ...NO_FILTER, dossierId }, page);
      const last = alerts.at(-1);
      const next = hasMore && last !== undefined ? { at: last.opened_at, id: last.id } : null;
      return { rows: alerts.map(shownAlert), next };
    },
  },
  findings: {
    columns: [
      "id",
      "dossier",
      "position",
      "verdict",
      "direction",
      "certainty",
      "confidence",
      "speaker",
      "evidence",
      "why",
      "decision",
      "alert",
      "found_at",
      "title",
      "outlet",
      "link",
      "published",
    ],
    read: async (rt, dossierId, after) => {
      const page = { after, limit: EXPORT_PAGE };
      const { findings, hasMore } = await listFindingPage(rt.db, { ...NO_FINDING_FILTER, dossierId }, page);
      const last = findings.at(-1);
      const next = hasMore && last !== undefined ? { at: last.id, id: "" } : null;
      return { rows: findings.map(shownFinding), next };
    },
  },
};

/** One cell. What a spreadsheet would take for a formula is led by an apostrophe: the texts come from feeds. */
export function csvCell(value: unknown): string {
  const text = value === null || value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value);
  const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function streamed(
  rt: Runtime,
  name: keyof typeof sources,
  format: "csv" | "jsonl",
  dossier: string | null,
): ReadableStream {
  const { read, columns } = sources[name];
  const encoder = new TextEncoder();
  let cursor: Cursor = null;
  let written = 0;
  let isStarted = false;
  return new ReadableStream({
    async pull(controller) {
      if (!isStarted && format === "csv") controller.enqueue(encoder.encode(`${columns.join(",")}\r\n`));
      isStarted = true;
      const { rows, next } = await read(rt, dossier, cursor);
      const lines = rows.map((row) =>
        format === "csv"
          ? `${columns.map((column) => csvCell(row[column])).join(",")}\r\n`
          : `${JSON.stringify(row)}\n`,
      );
      controller.enqueue(encoder.encode(lines.join("")));
      written += rows.length;
      cursor = next;
      if (next === null || written >= EXPORT_LIMIT) controller.close();
    },
  });
}

const MEDIA = { csv: "text/csv", jsonl: "application/jsonl" } as const;

function exportOf(name: keyof typeof sources, format: keyof typeof MEDIA): Operation {
  return rawOperation("get", {
    path: `/api/export/${name}.${format}`,
    id: `export${name === "alerts" ? "Alerts" : "Findings"}${format === "csv" ? "Csv" : "Jsonl"}`,
    tag: "out",
    summary: `The newest ${EXPORT_LIMIT} ${name} as ${format === "csv" ? "CSV" : "JSON Lines"}`,
    access: "pages",
    query: v.strictObject({ dossier: v.optional(v.string()) }),
    answer: { status: 200, description: "The export", schema: null, mediaType: MEDIA[format] },
    handle: (c, { dossier }) =>
      c.body(streamed(c.var.rt, name, format, dossier ?? null), 200, {
        "content-type": `${MEDIA[format]}; charset=utf-8`,
        "content-disposition": `attachment; filename="${name}.${format}"`,
      }),
  });
}

export const exportOperations: Operation[] = [
  exportOf("alerts", "csv"),
  exportOf("alerts", "jsonl"),
  exportOf("findings", "csv"),
  exportOf("findings", "jsonl"),
];
