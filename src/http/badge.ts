/** `/badge.svg`: the state in a small picture, for a README or a dashboard. */
import { type Operation, rawOperation } from "./operation.ts";
import { readStatus, type Status } from "./status.ts";

const COLOURS: Record<Status["state"], string> = { ok: "#23683c", late: "#8a5a00", broken: "#a4302a" };

/** Verdana at 11 px is about this wide; boxes have this much room at either side. */
const CHARACTER_PX = 6.6;
const PADDING_PX = 8;

function words(x: number, text: string): string {
  return `<text x="${x}" y="14" text-anchor="middle">${text}</text>`;
}

function badge(label: string, value: string, colour: string): string {
  const left = Math.ceil(label.length * CHARACTER_PX) + 2 * PADDING_PX;
  const right = Math.ceil(value.length * CHARACTER_PX) + 2 * PADDING_PX;
  const width = left + right;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="20" role="img" aria-label="${label}: ${value}"><title>${label}: ${value}</title><rect width="${left}" height="20" fill="#444"/><rect x="${left}" width="${right}" height="20" fill="${colour}"/><g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">${words(left / 2, label)}${words(left + right / 2, value)}</g></svg>`;
}

export const badgeOperations: Operation[] = [
  rawOperation("get", {
    path: "/badge.svg",
    id: "badge",
    tag: "out",
    summary: "The state as a small picture",
    access: "anyone",
    answer: { status: 200, description: "SVG", schema: null, mediaType: "image/svg+xml" },
    handle: async (c) => {
      const { state, open_alerts, is_quiet } = await readStatus(c.var.rt);
      const value =
        state === "ok" ? (is_quiet ? "all quiet" : open_alerts > 0 ? `${open_alerts} open` : "watching") : state;
      return c.body(badge("volteface", value, COLOURS[state]), 200, {
        "content-type": "image/svg+xml; charset=utf-8",
        "cache-control": "no-cache",
      });
    },
  }),
];
