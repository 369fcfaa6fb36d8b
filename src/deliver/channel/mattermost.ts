/**
 * Mattermost's incoming webhooks: one Markdown text. Limit: 16,383 characters, 4,000 on older servers.
 * `@all`, `@here` and `@channel` do fire from webhooks, as does Slack's `<!channel>`: both are taken apart.
 */
import { fit, type Script, units } from "../fit.ts";
import type { Block } from "../notice.ts";
import { type Channel, JSON_HEADERS, judgeStatus } from "./channel.ts";

/** What the oldest servers take. */
const TEXT_LIMIT = 4000;
const SHORT_TEXT_LIMIT = 600;
const PART_LIMIT = 900;

/** A mention ends at a character that is no part of a name: this one is not seen. */
const NO_MENTION = "@\u200B";

const markdown: Script = {
  escape: (text) =>
    text
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll(/[\\`*_{}[\]()#+\-!|~:]/gu, String.raw`\$&`)
      .replaceAll("@", NO_MENTION),
  measure: units,
};

export const mattermost: Channel = {
  write: ({ notice, url, isShort }) => {
    let text = `#### ${fit(notice.title, PART_LIMIT, markdown)}`;
    for (const block of notice.blocks) {
      const next = `${text}\n${writeBlock(block)}`;
      if (next.length > (isShort ? SHORT_TEXT_LIMIT : TEXT_LIMIT)) break;
      text = next;
    }
    return { url, headers: JSON_HEADERS, body: JSON.stringify({ text }) };
  },
  judge: (answer, now) => judgeStatus(answer, now, { rejected: [400], gone: [404] }),
  isSigned: false,
};

function write(text: string): string {
  return fit(text, PART_LIMIT, markdown);
}

function writeBlock(block: Block): string {
  switch (block.kind) {
    case "quote":
      return `**${write(block.label)}**\n> ${write(block.text)}\n`;
    case "facts":
      return block.facts.map(([label, value]) => `**${write(label)}:** ${write(value)}  `).join("\n");
    case "link":
      return `[${write(block.text)}](<${encodeAngles(block.href)}>)`;
    case "entry":
      return `- ${write(block.text)}${block.href === null ? "" : ` [article](<${encodeAngles(block.href)}>)`}`;
    case "text":
      return `\n${write(block.text)}`;
  }
}

/** In `[text](<address>)` the address ends at a closing angle; an `@` in it could read as a mention. */
function encodeAngles(href: string): string {
  return href.replaceAll("<", "%3C").replaceAll(">", "%3E").replaceAll("@", "%40");
}
