/**
 * Slack's incoming webhooks, in Block Kit.
 * Limits: 150 characters in a header, 3000 in a section, 50 blocks, and in practice about 13,200 in all.
 * Escaping: `&`, `<` and `>` only, so that no `<!channel>`, `<@U…>` or `<url|text>` can come from a feed.
 */
import type { ContextBlock, HeaderBlock, KnownBlock, MrkdwnElement, SectionBlock } from "@slack/types";
import { fit, type Script, units } from "../fit.ts";
import { type Block, fallbackText } from "../notice.ts";
import { type Channel, JSON_HEADERS, judgeStatus } from "./channel.ts";

const HEADER_LIMIT = 150;
const QUOTE_LIMIT = 1200;
const SHORT_LIMIT = 300;
/** Of one fact: all of a message's stay under a section's 3000. */
const FACT_LIMIT = 350;
const FALLBACK_LIMIT = 2000;
/** Of all blocks together: where Slack was seen to answer `msg_blocks_too_long`, less a margin. */
const TOTAL_LIMIT = 12_000;
const BLOCKS_LIMIT = 50;

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

const mrkdwn: Script = { escape: (text) => text.replaceAll(/[&<>]/gu, (char) => ENTITIES[char] ?? ""), measure: units };

/** Names that Slack gives to errors that end the webhook itself. */
const GONE = /invalid_token|no_service|no_team|channel_not_found|channel_is_archived|user_not_found|team_disabled/u;

export const slack: Channel = {
  write: ({ notice, url, isShort }) => {
    const header: HeaderBlock = {
      type: "header",
      // Plain text, which holds no mentions; the entities are read in it all the same.
      text: { type: "plain_text", text: fit(notice.title, HEADER_LIMIT, mrkdwn), emoji: false },
    };
    const blocks: KnownBlock[] = [header];
    let size = header.text.text.length;
    for (const block of notice.blocks) {
      const written = writeBlock(block, isShort ? SHORT_LIMIT : QUOTE_LIMIT);
      size += JSON.stringify(written).length;
      if (size > TOTAL_LIMIT || blocks.length === BLOCKS_LIMIT) break;
      blocks.push(written);
    }
    const text = fit(fallbackText(notice), FALLBACK_LIMIT, mrkdwn);
    return {
      url,
      headers: JSON_HEADERS,
      body: JSON.stringify({ text, blocks, unfurl_links: false, unfurl_media: false }),
    };
  },
  judge: (answer, now) => {
    const verdict = judgeStatus(answer, now, { rejected: [400, 403], gone: [404] });
    return verdict.kind === "rejected" && GONE.test(answer.body) ? { ...verdict, kind: "gone" } : verdict;
  },
  isSigned: false,
};

function writeBlock(block: Block, limit: number): SectionBlock | ContextBlock {
  const write = (text: string): string => fit(text, limit, mrkdwn);
  switch (block.kind) {
    case "quote":
      return section(`*${write(block.label)}*\n>${write(block.text)}`);
    case "facts":
      return section(
        block.facts.map(([label, value]) => `*${write(label)}:* ${fit(value, FACT_LIMIT, mrkdwn)}`).join("\n"),
      );
    case "link":
      return section(`<${mrkdwn.escape(encodePipe(block.href))}|${write(block.text)}>`);
    case "entry":
      return section(
        block.href === null
          ? `• ${write(block.text)}`
          : `• ${write(block.text)} (<${mrkdwn.escape(encodePipe(block.href))}|article>)`,
      );
    case "text":
      return { type: "context", elements: [text(write(block.text))] };
  }
}

function section(written: string): SectionBlock {
  return { type: "section", text: text(written) };
}

/** `verbatim`: Slack turns nothing in the text into links, channels or mentions. */
function text(written: string): MrkdwnElement {
  return { type: "mrkdwn", text: written, verbatim: true };
}

/** In `<address|text>` the address ends at the first bar. */
function encodePipe(href: string): string {
  return href.replaceAll("|", "%7C");
}
