/** Events as they are recorded, quiet and hostile, for the tests of what is sent. */
import {
  alertBody,
  type AlertHappening,
  digestBody,
  type EventBody,
  operationalBody,
  testBody,
} from "../../src/alert/event.ts";
import { dossier, findingOf } from "../harbour.ts";

export const NOW = Date.parse("2026-01-10T12:00:00Z");

/** What feeds have been seen, or could be made, to carry: mentions, markup, controls, marks, broken characters. */
export const HOSTILE = [
  "<!channel> <!here|x> <@U123> <#C1|c> <https://evil.example|click>",
  "@everyone @here @channel @all <@!1> <@&2>",
  "[x](http://evil.example) ![i](http://evil.example/i.png) **bold** _i_ ~s~ `code` ```block``` > quote # head",
  "&lt;script&gt; </script><script>alert(1)</script> <b>bold</b> \" ' ]]> -->",
  "a\u202Ereversed\u202C \u2066isolate\u2069 \u200Fmark \uFEFF\u200Bhidden",
  "nul\u0000 bell\u0007 esc\u001B[31m del\u007F c1\u0085 line\u2028paragraph\u2029end\r\nnext",
  "lone \uD83D high, low \uDE00 end",
].join(" ");

/** A grapheme of several code points, so that a cut in the middle shows. */
export const FAMILY = "👩‍👩‍👧‍👦";

export function happening(overrides: Partial<AlertHappening> = {}): AlertHappening {
  const [position] = dossier.positions;
  const [found] = findingOf("North Isle DROPS the toll");
  if (position === undefined || found === undefined) throw new Error("the invented dossier has one position");
  return {
    type: "alert.opened",
    alertId: "alt_1",
    dossier,
    position,
    direction: "reverses",
    stage: "official",
    status: "open",
    severity: "high",
    openedAt: NOW,
    outlets: ["The A"],
    sources: 1,
    finding: found.finding,
    item: {
      title: "North Isle DROPS the toll",
      outlet: "The A",
      link: "https://a.example.org/toll",
      publishedAt: NOW - 60_000,
    },
    note: null,
    ...overrides,
  };
}

/** Every text of the alert that comes from outside is the given one. */
export function tellingOf(text: string, link: string): AlertHappening {
  const base = happening();
  return {
    ...base,
    outlets: [text, text],
    dossier: { ...dossier, document: { ...dossier.document, title: text } },
    position: { ...base.position, statement: text, citations: [{ paragraph: 1, quote: text }] },
    finding: { ...base.finding, evidence: { ...base.finding.evidence, quote: text }, speaker: text, why: text },
    item: { title: text, outlet: text, link, publishedAt: NOW },
    note: text,
  };
}

export function digestOf(count: number): EventBody {
  const changes = Array.from({ length: count }, (_, index) => ({
    eventId: `msg_${index}`,
    body: alertBody(happening({ alertId: `alt_${index}` }), NOW),
  }));
  return digestBody({ reason: "many-changes", changes }, NOW);
}

/** One of each type, by type. */
export const EXAMPLES: EventBody[] = [
  alertBody(happening(), NOW),
  alertBody(
    happening({ type: "alert.corroborated", stage: "corroborated", sources: 2, outlets: ["The A", "The B"] }),
    NOW,
  ),
  alertBody(happening({ type: "alert.official" }), NOW),
  alertBody(happening({ type: "alert.walked_back", stage: "walked_back" }), NOW),
  alertBody(happening({ type: "alert.confirmed", status: "confirmed", note: "The law was passed." }), NOW),
  digestOf(40),
  digestBody({ reason: "unacknowledged", changes: [{ eventId: "msg_1", body: alertBody(happening(), NOW) }] }, NOW),
  ...(["feed.failing", "feed.recovered", "runs.late", "endpoint.disabled"] as const).map((type) =>
    operationalBody(
      {
        type,
        summary: "The feed The A fails: 403.",
        subject: { kind: "feed", id: "fd_1", name: "The A" },
        state: "failing",
        since: NOW,
      },
      NOW,
    ),
  ),
  testBody("ep_1", NOW),
];
