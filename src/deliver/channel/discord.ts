/**
 * Discord's webhooks, as one embed. `wait=true`, since without it an unsaved message gives no error; no mention is ever
 * allowed. Limits: 256 in a title, 4096 in a description, 1024 in a field, 6000 in all.
 */
import type { APIEmbed, RESTPostAPIWebhookWithTokenJSONBody } from "discord-api-types/v10";
import type { Severity } from "../../model.ts";
import { fit, type Script, units } from "../fit.ts";
import type { Block } from "../notice.ts";
import { type Channel, failed, JSON_HEADERS, judgeStatus, readField, readWait } from "./channel.ts";

const TITLE_LIMIT = 256;
const DESCRIPTION_LIMIT = 4000;
const SHORT_DESCRIPTION_LIMIT = 500;
const PART_LIMIT = 900;

/** Markdown, mentions and custom emoji: any punctuation may be escaped with a backslash. */
const markdown: Script = {
  escape: (text) => text.replaceAll(/[\\`*_{}[\]()<>#+\-.!|~:@]/gu, String.raw`\$&`),
  measure: units,
};

const COLORS: Record<Severity, number> = { high: 0xc62828, medium: 0xef6c00, low: 0x546e7a };

export const discord: Channel = {
  write: ({ notice, url, isShort }) => {
    const address = new URL(url);
    address.searchParams.set("wait", "true");
    const embed: APIEmbed = {
      title: fit(notice.title, TITLE_LIMIT, markdown),
      description: describe(notice.blocks, isShort ? SHORT_DESCRIPTION_LIMIT : DESCRIPTION_LIMIT),
      color: COLORS[notice.severity],
      timestamp: notice.timestamp,
    };
    const body: RESTPostAPIWebhookWithTokenJSONBody = { embeds: [embed], allowed_mentions: { parse: [] } };
    return { url: address.href, headers: JSON_HEADERS, body: JSON.stringify(body) };
  },
  judge: (answer, now) => {
    // 10,000 answers of 401, 403 or 429 in 10 minutes ban the sender's address: the first two are not tried again.
    const verdict = judgeStatus(answer, now, { rejected: [400, 401, 403], gone: [404] });
    if (answer.status !== 429 || verdict.kind !== "failed") return verdict;
    return failed(verdict.reason, readWait(readField(answer.body, "retry_after")) ?? verdict.retryAfterMs);
  },
  isSigned: false,
};

function describe(blocks: Block[], limit: number): string {
  let description = "";
  for (const block of blocks) {
    const next = `${description}${description === "" ? "" : "\n"}${writeBlock(block)}`;
    if (next.length > limit) break;
    description = next;
  }
  return description;
}

function write(text: string): string {
  return fit(text, PART_LIMIT, markdown);
}

function writeBlock(block: Block): string {
  switch (block.kind) {
    case "quote":
      return `**${write(block.label)}**\n> ${write(block.text)}`;
    case "facts":
      return block.facts.map(([label, value]) => `**${write(label)}:** ${write(value)}`).join("\n");
    case "link":
      return `[${write(block.text)}](${encodeParentheses(block.href)})`;
    case "entry":
      return `- ${write(block.text)}${block.href === null ? "" : ` [article](${encodeParentheses(block.href)})`}`;
    case "text":
      return write(block.text);
  }
}

/** In `[text](address)` the address ends at a closing parenthesis. */
function encodeParentheses(href: string): string {
  return href.replaceAll("(", "%28").replaceAll(")", "%29");
}
