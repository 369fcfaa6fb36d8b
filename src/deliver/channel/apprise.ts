/**
 * An Apprise API server, for every service that has no channel of its own: plain text to `/notify/<key>`.
 * 204 means that the key has no configuration: nothing was sent. 424 means that at least one of its targets failed, not
 * which: more tries repeat the message for the others, so there are few.
 */
import type { Severity } from "../../model.ts";
import { fit, plain } from "../fit.ts";
import { textLine } from "../notice.ts";
import { type Channel, JSON_HEADERS, judgeStatus } from "./channel.ts";

const TITLE_LIMIT = 250;
const BODY_LIMIT = 6000;
const SHORT_BODY_LIMIT = 600;
const PART_LIMIT = 1500;
const PARTIAL_TRIES = 3;

const TYPES: Record<Severity, "failure" | "warning" | "info"> = { high: "warning", medium: "warning", low: "info" };

export const apprise: Channel = {
  write: ({ notice, url, secret, options, isShort }) => {
    const lines = notice.blocks.map((block) => fit(textLine(block), PART_LIMIT, plain));
    const limit = isShort ? SHORT_BODY_LIMIT : BODY_LIMIT;
    while (lines.length > 1 && lines.join("\n").length > limit) lines.pop();
    const message = {
      title: fit(notice.title, TITLE_LIMIT, plain),
      body: lines.length === 0 ? fit(notice.title, limit, plain) : lines.join("\n").slice(0, BODY_LIMIT),
      type: TYPES[notice.severity],
      format: "text",
      ...(options.tag === undefined ? {} : { tag: options.tag }),
    };
    const token = secret === "" ? {} : { authorization: `Bearer ${secret}` };
    return { url, headers: { ...JSON_HEADERS, ...token }, body: JSON.stringify(message) };
  },
  judge: (answer, now, attempts) => {
    if (answer.status === 204)
      return { kind: "rejected", reason: "the Apprise server has nothing configured under this key" };
    if (answer.status === 424 && attempts >= PARTIAL_TRIES) {
      return { kind: "rejected", reason: "some of the Apprise server's targets failed each time" };
    }
    return judgeStatus(answer, now, { rejected: [400, 403, 431], gone: [] });
  },
  isSigned: false,
};
