/**
 * Microsoft Teams through a Workflows webhook, as an Adaptive Card 1.4 (the older Office connectors are retired).
 * Limit: about 28 kB a message. Text from feeds goes into text runs, which read no Markdown; `Action.OpenUrl` takes https only.
 * A 2xx means that the flow accepted the message, not that it was posted: nothing more can be known from here.
 */
import type { IAdaptiveCard } from "adaptivecards/lib/schema";
import { fit, plain, utf8Bytes } from "../fit.ts";
import { type Block, fallbackText } from "../notice.ts";
import { type Channel, JSON_HEADERS, judgeStatus } from "./channel.ts";

/** Under the 28 kB of a message, with room for what the flow adds. */
const CARD_BYTES = 20_000;
const TITLE_LIMIT = 300;
const PART_LIMIT = 1500;
const SHORT_PART_LIMIT = 300;

/** The card's element that reads no Markdown (Adaptive Cards 1.2); the published types do not have it yet. */
type TextRun = {
  type: "TextRun";
  text: string;
  weight?: "bolder";
  size?: "large";
  italic?: boolean;
  isSubtle?: boolean;
};
type RichTextBlock = { type: "RichTextBlock"; inlines: TextRun[] };
type Card = Omit<IAdaptiveCard, "body"> & { $schema: string; body: RichTextBlock[]; msteams: { width: "Full" } };

export const teams: Channel = {
  write: ({ notice, url, isShort }) => {
    const body: RichTextBlock[] = [
      rich({ text: fit(notice.title, TITLE_LIMIT, plain), weight: "bolder", size: "large" }),
    ];
    let size = utf8Bytes(JSON.stringify(body));
    for (const block of notice.blocks) {
      const written = writeBlock(block, isShort ? SHORT_PART_LIMIT : PART_LIMIT);
      size += utf8Bytes(JSON.stringify(written));
      if (size > CARD_BYTES) break;
      body.push(...written);
    }
    const href = notice.blocks.find(({ kind }) => kind === "link");
    const openable = href?.kind === "link" && href.href.startsWith("https:") ? href.href : null;
    const card: Card = {
      type: "AdaptiveCard",
      $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
      version: "1.4",
      fallbackText: fit(fallbackText(notice), TITLE_LIMIT, plain),
      body,
      ...(openable === null ? {} : { actions: [{ type: "Action.OpenUrl", title: "Open the article", url: openable }] }),
      msteams: { width: "Full" },
    };
    const attachment = { contentType: "application/vnd.microsoft.card.adaptive", contentUrl: null, content: card };
    return { url, headers: JSON_HEADERS, body: JSON.stringify({ type: "message", attachments: [attachment] }) };
  },
  judge: (answer, now) => judgeStatus(answer, now, { rejected: [400, 401, 403], gone: [404] }),
  isSigned: false,
};

function writeBlock(block: Block, limit: number): RichTextBlock[] {
  const write = (text: string): string => fit(text, limit, plain);
  switch (block.kind) {
    case "quote":
      return [rich({ text: write(block.label), weight: "bolder" }), rich({ text: write(block.text), italic: true })];
    case "facts":
      return block.facts.map(([label, value]) =>
        rich({ text: `${write(label)}: `, weight: "bolder" }, { text: write(value) }),
      );
    case "link":
      // The card's button opens it.
      return [];
    case "entry":
      return [rich({ text: `• ${write(block.text)}` })];
    case "text":
      return [rich({ text: write(block.text), isSubtle: true })];
  }
}

function rich(...runs: Omit<TextRun, "type">[]): RichTextBlock {
  return { type: "RichTextBlock", inlines: runs.map((run) => ({ type: "TextRun", ...run })) };
}
