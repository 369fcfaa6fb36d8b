import { AdaptiveCard, SerializationContext } from "adaptivecards";
import { HTTP } from "cloudevents";
import { describe, expect, it } from "vitest";
import { alertBody, type EventBody } from "../../../src/alert/event.ts";
import { channels } from "../../../src/deliver/channel/all.ts";
import type { Answer, ChannelRequest, Verdict } from "../../../src/deliver/channel/channel.ts";
import { readNotice } from "../../../src/deliver/notice.ts";
import type { ChannelKind } from "../../../src/model.ts";
import { digestOf, EXAMPLES, FAMILY, happening, HOSTILE, NOW, tellingOf } from "../events.ts";

const KINDS = Object.keys(channels) as ChannelKind[];
const MEGABYTE = 1_000_000;

/** Endpoints' addresses as each service gives them out. */
const ADDRESSES: Record<ChannelKind, string> = {
  webhook: "https://hooks.example.com/volteface",
  slack: "https://hooks.slack.com/services/T00/B00/xxxxxxxxxxxx",
  discord: "https://discord.com/api/webhooks/1/token",
  teams: "https://prod.westeurope.logic.azure.com/workflows/1/triggers/manual/paths/invoke?sig=secret",
  telegram: "https://api.telegram.org/bot123:token",
  ntfy: "https://ntfy.example.com/volte%20face",
  mattermost: "https://chat.example.com/hooks/key",
  cloudevents: "https://events.example.com/in",
  apprise: "https://apprise.example.com/notify/key",
};

function write(kind: ChannelKind, body: EventBody, isShort = false): ChannelRequest {
  const recorded = JSON.stringify(body);
  const options = { chatId: "-100200", tag: "desk" };
  return channels[kind].write({
    id: "msg_1",
    body: recorded,
    notice: readNotice(recorded),
    url: ADDRESSES[kind],
    secret: kind === "ntfy" ? "tk_1" : "",
    options,
    isShort,
  });
}

type Json = Record<string, unknown>;

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the test says what it expects to read
function writeJson<T>(kind: ChannelKind, body: EventBody): T {
  return JSON.parse(write(kind, body).body) as T;
}

/** The longest, the most hostile and the plainest that there is to tell. */
const TELLINGS: [string, EventBody][] = [
  ["a quiet alert", alertBody(happening(), NOW)],
  ["hostile text", alertBody(tellingOf(HOSTILE, "https://a.example/x)>|<y@z"), NOW)],
  ["titles of a megabyte", alertBody(tellingOf("&<@*".repeat(MEGABYTE / 4), "https://a.example/"), NOW)],
  ["emoji at every cut", alertBody(tellingOf(FAMILY.repeat(1000), "https://a.example/"), NOW)],
  ["forty changes", digestOf(40)],
  ["four hundred changes", digestOf(400)],
];

describe.each(TELLINGS)("%s", (_, body) => {
  it.each(KINDS)("is well-formed JSON under 20 kB for %s", (kind) => {
    const request = write(kind, body);
    expect(new TextEncoder().encode(request.body).length).toBeLessThanOrEqual(kind === "teams" ? 28_000 : 20_500);
    expect(request.body.isWellFormed()).toBe(true);
    // A lone surrogate survives JSON.stringify as an escape.
    expect(request.body).not.toMatch(/\\ud[89a-f]/iu);
    expect(request.body).not.toContain(String.raw`\u0000`);
  });

  it("keeps to Slack's limits and opens no mention or link of its own", () => {
    type Text = { type: string; text: string; verbatim?: boolean };
    const { text, blocks } = writeJson<{ text: string; blocks: { text?: Text; elements?: Text[] }[] }>("slack", body);
    const texts = blocks
      .flatMap((block) => [block.text, ...(block.elements ?? [])])
      .filter((part) => part !== undefined);
    expect(blocks.length).toBeLessThanOrEqual(50);
    expect(text.length).toBeLessThanOrEqual(40_000);
    expect(JSON.stringify(blocks).length).toBeLessThan(13_200);
    expect(texts[0]).toMatchObject({ type: "plain_text" });
    expect(texts[0]?.text.length).toBeLessThanOrEqual(150);
    for (const part of texts.slice(1)) {
      expect(part.text.length).toBeLessThanOrEqual(3000);
      expect(part.verbatim).toBe(true);
      // Only links written here: an http address, a bar, a text.
      expect(part.text.replaceAll(/<https?:[^<>|\s]+\|[^<>]*>/gu, "").replaceAll(/^>/gmu, "")).not.toMatch(/[<>]/u);
      expect(part.text).not.toMatch(/&(?!amp;|lt;|gt;)/u);
    }
    expect(text).not.toMatch(/[<>]/u);
  });

  it("keeps to Discord's limits and allows no mention", () => {
    type Discord = { embeds: { title: string; description: string }[]; allowed_mentions: unknown };
    const { embeds, allowed_mentions: mentions } = writeJson<Discord>("discord", body);
    expect(mentions).toEqual({ parse: [] });
    expect(embeds).toHaveLength(1);
    expect(embeds[0]?.title.length).toBeLessThanOrEqual(256);
    expect(embeds[0]?.description.length).toBeLessThanOrEqual(4096);
    expect((embeds[0]?.title.length ?? 0) + (embeds[0]?.description.length ?? 0)).toBeLessThanOrEqual(6000);
    const unescaped = (embeds[0]?.description ?? "")
      .replaceAll(/\\./gu, "")
      .replaceAll(/\[[^\]]*\]\(https:[^()]*\)/gu, "");
    expect(unescaped).not.toMatch(/[@<`~|[\]]/u);
    expect(new URL(write("discord", body).url).searchParams.get("wait")).toBe("true");
  });

  it("is a valid Adaptive Card whose text from outside is read as no Markdown", () => {
    type Card = { attachments: { contentType: string; content: Json & { body: { type: string }[] } }[] };
    const { attachments } = writeJson<Card>("teams", body);
    expect(attachments[0]?.contentType).toBe("application/vnd.microsoft.card.adaptive");
    const content = attachments[0]?.content;
    const context = new SerializationContext();
    const card = new AdaptiveCard();
    card.parse(content ?? {}, context);
    expect(context.eventCount).toBe(0);
    expect(card.validateProperties().validationEvents).toEqual([]);
    expect(card.getItemCount()).toBe(content?.body.length);
    expect(new Set(content?.body.map(({ type }) => type))).toEqual(new Set(["RichTextBlock"]));
  });

  it("keeps to Telegram's limit, with only the tags written here and every one closed", () => {
    const message = writeJson<{ chat_id: string; text: string; parse_mode: string }>("telegram", body);
    expect(message).toMatchObject({ chat_id: "-100200", parse_mode: "HTML" });
    expect(message.text.length).toBeLessThanOrEqual(4096);
    const tags = [...message.text.matchAll(/<(\/?)([a-z]+)(?: href="[^"<>]*")?>/gu)];
    expect(message.text.replaceAll(/<\/?(?:b|i|blockquote|a)(?: href="https?:[^"<>]*")?>/gu, "")).not.toMatch(/[<>]/u);
    const open: string[] = [];
    for (const [, slash, name = ""] of tags) {
      if (slash === "") open.push(name);
      else if (open.at(-1) === name) open.pop();
      else open.push(`unexpected end of ${name}`);
    }
    expect(open).toEqual([]);
  });

  it("keeps to ntfy's limits", () => {
    const message = writeJson<{ topic: string; title: string; message: string; priority: number }>("ntfy", body);
    expect(message.topic).toBe("volte face");
    expect(message.title.length).toBeLessThanOrEqual(200);
    expect(new TextEncoder().encode(message.message).length).toBeLessThanOrEqual(4096);
    expect([1, 2, 3, 4, 5]).toContain(message.priority);
    expect(write("ntfy", body)).toMatchObject({
      url: "https://ntfy.example.com/",
      headers: { authorization: "Bearer tk_1" },
    });
  });

  it("keeps to Mattermost's oldest limit and takes every mention apart", () => {
    const { text } = writeJson<{ text: string }>("mattermost", body);
    expect(text.length).toBeLessThanOrEqual(4000);
    expect(text).not.toMatch(/@[a-z]/iu);
    expect(text.replaceAll(/\]\(<https?:[^<>]*>\)/gu, "")).not.toContain("<");
  });

  it("is a CloudEvent that the official library reads", () => {
    const { body: sent, headers } = write("cloudevents", body);
    const event = HTTP.toEvent<unknown>({ headers, body: sent });
    expect(Array.isArray(event)).toBe(false);
    expect(event).toMatchObject({
      id: "msg_1",
      specversion: "1.0",
      type: `io.github.volteface.${body.type}`,
      time: body.timestamp,
      data: JSON.parse(JSON.stringify(body.data)) as unknown,
    });
  });

  it("is a request that an Apprise server takes", () => {
    const message = writeJson<{ title: string; body: string; type: string; format: string; tag: string }>(
      "apprise",
      body,
    );
    expect(message).toMatchObject({ format: "text", tag: "desk" });
    expect(message.title.length).toBeLessThanOrEqual(250);
    expect(message.body.length).toBeGreaterThan(0);
    expect(message.body.length).toBeLessThanOrEqual(6000);
  });
});

describe("a message", () => {
  it.each(KINDS.filter((kind) => kind !== "webhook" && kind !== "cloudevents"))(
    "says on %s who moved, from what to what, with both quotes, the outlets, the link and what to do",
    (kind) => {
      const sent = write(kind, alertBody(happening(), NOW)).body.replaceAll("\\", "").replaceAll("\u200B", "");
      for (const told of [
        "North Isle",
        "keeps the toll",
        "North Isle DROPS the toll",
        "The A",
        "a.example.org/toll",
        "acknowledge",
      ]) {
        expect(sent).toContain(told);
      }
    },
  );

  it.each(KINDS)("of every type can be written for %s", (kind) => {
    for (const example of EXAMPLES) expect(JSON.parse(write(kind, example).body)).toBeTypeOf("object");
  });

  it.each(KINDS)("is shorter for %s where the first was too large", (kind) => {
    const [, body] = TELLINGS[1] ?? [];
    if (body === undefined) throw new Error("there is a second telling");
    const [whole, short] = [write(kind, body).body, write(kind, body, true).body];
    expect(short.length).toBeLessThan(whole.length);
    expect(short.length).toBeLessThan(7000);
  });

  it("links to nothing but web addresses", () => {
    for (const link of ["javascript:alert(1)", "data:text/html,x", "//evil.example", "https://u:p@evil.example/"]) {
      const body = { ...alertBody(happening(), NOW) };
      // As if an older version had recorded it.
      body.data.evidence.link = link;
      for (const kind of KINDS.filter((each) => each !== "webhook" && each !== "cloudevents")) {
        expect(write(kind, body).body).not.toContain(link);
      }
    }
  });
});

function judge(
  kind: ChannelKind,
  status: number,
  body = "",
  headers: Record<string, string> = {},
  attempts = 1,
): Verdict {
  const answer: Answer = { status, headers: new Headers(headers), body };
  return channels[kind].judge(answer, NOW, attempts);
}

describe("an answer", () => {
  it.each(KINDS)("of 2xx is success and 410 the end on %s; a redirect and a 500 are tried again", (kind) => {
    expect(judge(kind, 200).kind).toBe("delivered");
    expect(judge(kind, 202).kind).toBe("delivered");
    expect(judge(kind, 410).kind).toBe("gone");
    for (const status of [301, 302, 303, 307, 308, 500, 502, 503, 504, 429])
      expect(judge(kind, status).kind).toBe("failed");
    expect(judge(kind, 413).kind).toBe("too-large");
  });

  it.each([
    ["webhook", 400, "", "failed"],
    ["webhook", 404, "", "failed"],
    ["cloudevents", 415, "", "rejected"],
    ["slack", 400, "invalid_payload", "rejected"],
    ["slack", 400, "invalid_token", "gone"],
    ["slack", 403, "action_prohibited", "rejected"],
    ["slack", 404, "no_service", "gone"],
    ["discord", 400, '{"code":50035}', "rejected"],
    ["discord", 401, "", "rejected"],
    ["discord", 403, "", "rejected"],
    ["discord", 404, "", "gone"],
    ["teams", 400, "", "rejected"],
    ["teams", 404, "", "gone"],
    ["telegram", 400, '{"description":"Bad Request: can\'t parse entities"}', "rejected"],
    ["telegram", 400, '{"description":"Bad Request: chat not found"}', "gone"],
    ["telegram", 403, '{"description":"Forbidden: bot was blocked by the user"}', "gone"],
    ["telegram", 404, "", "gone"],
    ["ntfy", 403, "", "rejected"],
    ["mattermost", 400, "", "rejected"],
    ["mattermost", 404, "", "gone"],
    ["apprise", 204, "", "rejected"],
    ["apprise", 431, "", "rejected"],
  ] as const)("of %s, %i %s, is taken as the service means it", (kind, status, body, expected) => {
    expect(judge(kind, status, body).kind).toBe(expected);
  });

  it("of Apprise that some of its targets failed is tried few times, since the others get it again", () => {
    expect([1, 2, 3].map((attempts) => judge("apprise", 424, "", {}, attempts).kind)).toEqual([
      "failed",
      "failed",
      "rejected",
    ]);
  });

  it("says how long to wait in the header, or in Discord's and Telegram's bodies, rounded up", () => {
    expect(judge("webhook", 429, "", { "retry-after": "120.1" })).toMatchObject({ retryAfterMs: 121_000 });
    expect(judge("discord", 429, '{"retry_after":64.57}')).toMatchObject({ retryAfterMs: 65_000 });
    expect(judge("telegram", 429, '{"parameters":{"retry_after":7}}')).toMatchObject({ retryAfterMs: 7000 });
    expect(judge("discord", 429, "not json", { "retry-after": "3" })).toMatchObject({ retryAfterMs: 3000 });
  });

  it("of Telegram that a group has moved gives the chat's new id", () => {
    const body = '{"ok":false,"description":"group upgraded","parameters":{"migrate_to_chat_id":-1001}}';
    expect(judge("telegram", 400, body)).toMatchObject({ kind: "failed", moved: { chatId: "-1001" } });
  });
});
