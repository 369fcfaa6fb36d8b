/** `/alerts.ics`: a calendar of changes (iCalendar, RFC 5545). */
import * as v from "valibot";
import { listAlertPage, NO_FILTER } from "../store/alert-list.ts";
import { type Operation, rawOperation } from "./operation.ts";
import { storyOf } from "./story.ts";

/** How many changes the calendar holds. */
const CALENDAR_LENGTH = 200;

/** A content line has at most 75 octets (section 3.1); the rest is folded onto lines that begin with a space. */
const LINE_OCTETS = 75;

/** Escapes text (section 3.3.11). */
function escapeText(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters have no place in a line of text
  const clean = text.toWellFormed().replace(/[\u0000-\u0009\u000B-\u001F\u007F]/g, " ");
  return clean.replace(/[\\;,]/g, (character) => `\\${character}`).replaceAll("\n", "\\n");
}

/** Folds a line by octets, never inside a character. */
function fold(line: string): string {
  const encoder = new TextEncoder();
  const lines: string[] = [];
  let current = "";
  let octets = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (octets + size > LINE_OCTETS) {
      lines.push(current);
      current = " ";
      octets = 1;
    }
    current += character;
    octets += size;
  }
  return [...lines, current].join("\r\n");
}

/** A UTC time of form 2 (section 3.3.5). */
function stamp(at: number): string {
  return new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, "");
}

export const calendarOperations: Operation[] = [
  rawOperation("get", {
    path: "/alerts.ics",
    id: "alertsCalendar",
    tag: "out",
    summary: "A calendar of changes",
    access: "pages",
    query: v.strictObject({ dossier: v.optional(v.string()) }),
    answer: { status: 200, description: "iCalendar", schema: null, mediaType: "text/calendar" },
    handle: async (c, { dossier }) => {
      const { rt } = c.var;
      const { origin, host } = new URL(c.req.url);
      const filter = { ...NO_FILTER, dossierId: dossier ?? null };
      const { alerts } = await listAlertPage(rt.db, filter, { after: null, limit: CALENDAR_LENGTH });
      const events = alerts.flatMap((alert) => {
        const { headline, position } = storyOf(rt, alert);
        return [
          "BEGIN:VEVENT",
          `UID:${alert.id}@${host}`,
          `DTSTAMP:${stamp(alert.updated_at)}`,
          `DTSTART:${stamp(alert.opened_at)}`,
          `SUMMARY:${escapeText(headline)}`,
          `DESCRIPTION:${escapeText(`${position?.statement ?? ""}\n${alert.evidence[0]?.evidence_quote ?? ""}`)}`,
          `URL:${origin}/alerts/${alert.id}`,
          "TRANSP:TRANSPARENT",
          "END:VEVENT",
        ];
      });
      const lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Volteface//Changes of position//EN",
        "NAME:Changes of position",
        ...events,
        "END:VCALENDAR",
      ];
      return c.body(`${lines.map(fold).join("\r\n")}\r\n`, 200, { "content-type": "text/calendar; charset=utf-8" });
    },
  }),
];
