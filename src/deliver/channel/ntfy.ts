/**
 * ntfy: a plain message to a topic. Limits: 4096 bytes (more becomes an attachment), 200 characters in a title.
 * The endpoint's address is `https://server/topic`; its secret, where there is one, is an access token.
 */
import type { Severity } from "../../model.ts";
import { fit, plain, type Script, utf8Bytes } from "../fit.ts";
import { type Notice, textLine } from "../notice.ts";
import { type Channel, JSON_HEADERS, judgeStatus } from "./channel.ts";

const MESSAGE_BYTES = 4096;
const SHORT_MESSAGE_BYTES = 500;
const TITLE_LIMIT = 200;
const PART_BYTES = 1000;

/** ntfy's scale: 5 is urgent, 3 the default, 1 the least. */
const PRIORITIES: Record<Severity, number> = { high: 5, medium: 4, low: 3 };

const bytes: Script = { escape: plain.escape, measure: utf8Bytes };

export const ntfy: Channel = {
  write: ({ notice, url, secret, isShort }) => {
    const address = new URL(url);
    const [topic = ""] = address.pathname.split("/").slice(-1);
    const server = new URL(address.pathname.slice(0, -topic.length), address).href;
    const link = notice.blocks.find(({ kind }) => kind === "link");
    const message = {
      topic: decodeURIComponent(topic),
      title: fit(notice.title, TITLE_LIMIT, plain),
      message: writeMessage(notice, isShort ? SHORT_MESSAGE_BYTES : MESSAGE_BYTES),
      priority: PRIORITIES[notice.severity],
      ...(link?.kind === "link" ? { click: link.href } : {}),
    };
    const token = secret === "" ? {} : { authorization: `Bearer ${secret}` };
    return { url: server, headers: { ...JSON_HEADERS, ...token }, body: JSON.stringify(message) };
  },
  judge: (answer, now) => judgeStatus(answer, now, { rejected: [400, 401, 403], gone: [] }),
  isSigned: false,
};

function writeMessage(notice: Notice, limit: number): string {
  let message = "";
  for (const block of notice.blocks) {
    const line = fit(textLine(block), PART_BYTES, bytes);
    const next = message === "" ? line : `${message}\n${line}`;
    if (utf8Bytes(next) > limit) break;
    message = next;
  }
  return message === "" ? fit(notice.title, limit, bytes) : message;
}
