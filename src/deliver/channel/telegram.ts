/**
 * Telegram's Bot API: `sendMessage` in HTML, where only `&`, `<` and `>` are escaped. Limit: 4096 UTF-16 units.
 * The endpoint's address is `https://api.telegram.org/bot<token>`; the chat is an option.
 */
import type { ApiMethods } from "@grammyjs/types";
import { fit, type Script, units } from "../fit.ts";
import type { Block } from "../notice.ts";
import {
  type Answer,
  type Channel,
  failed,
  JSON_HEADERS,
  judgeStatus,
  readField,
  readWait,
  type Verdict,
} from "./channel.ts";

type SendMessage = Parameters<ApiMethods<never>["sendMessage"]>[0];

/** Of the text as written: more than Telegram counts, since it counts after reading the tags. */
const TEXT_LIMIT = 4096;
const SHORT_TEXT_LIMIT = 600;
const PART_LIMIT = 900;

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const html: Script = { escape: (text) => text.replaceAll(/[&<>"]/gu, (char) => ENTITIES[char] ?? ""), measure: units };

/** Descriptions of errors that end the chat; all other 400s are about the message. */
const GONE =
  /chat not found|bot was blocked|user is deactivated|bot was kicked|group chat was deleted|bot is not a member/iu;

export const telegram: Channel = {
  write: ({ notice, url, options, isShort }) => {
    let text = `<b>${fit(notice.title, PART_LIMIT, html)}</b>`;
    for (const block of notice.blocks) {
      const next = `${text}\n${writeBlock(block)}`;
      if (next.length > (isShort ? SHORT_TEXT_LIMIT : TEXT_LIMIT)) break;
      text = next;
    }
    const message: SendMessage = {
      chat_id: options.chatId ?? "",
      text,
      parse_mode: "HTML",
      link_preview_options: { is_disabled: true },
    };
    return { url: `${url.replace(/\/+$/u, "")}/sendMessage`, headers: JSON_HEADERS, body: JSON.stringify(message) };
  },
  judge: (answer, now) => {
    if (GONE.test(descriptionOf(answer))) return { kind: "gone", reason: `the chat is gone (${answer.status})` };
    const verdict = judgeStatus(answer, now, { rejected: [400], gone: [401, 403, 404] });
    return answer.status === 429 && verdict.kind === "failed" ? limited(answer, verdict) : (moved(answer) ?? verdict);
  },
  isSigned: false,
};

/** A group that became a supergroup has a new id: it is kept, and the message sent again. */
function moved(answer: Answer): Verdict | null {
  const chatId = readField(answer.body, "parameters", "migrate_to_chat_id");
  if (typeof chatId !== "number") return null;
  return failed("the group became a supergroup; its new id is kept", null, { chatId: String(chatId) });
}

function limited(answer: Answer, verdict: Verdict & { kind: "failed" }): Verdict {
  const asked = readWait(readField(answer.body, "parameters", "retry_after"));
  return failed(verdict.reason, asked ?? verdict.retryAfterMs);
}

function descriptionOf(answer: Answer): string {
  const description = readField(answer.body, "description");
  return typeof description === "string" ? description : "";
}

function write(text: string): string {
  return fit(text, PART_LIMIT, html);
}

function writeBlock(block: Block): string {
  switch (block.kind) {
    case "quote":
      return `\n<b>${write(block.label)}</b>\n<blockquote>${write(block.text)}</blockquote>`;
    case "facts":
      return block.facts.map(([label, value]) => `<b>${write(label)}:</b> ${write(value)}`).join("\n");
    case "link":
      return `<a href="${html.escape(block.href)}">${write(block.text)}</a>`;
    case "entry":
      return `• ${write(block.text)}${block.href === null ? "" : ` <a href="${html.escape(block.href)}">article</a>`}`;
    case "text":
      return `<i>${write(block.text)}</i>`;
  }
}
