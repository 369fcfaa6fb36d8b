/**
 * CloudEvents 1.0 over HTTP in structured mode, signed as Standard Webhooks too.
 * The HTTP webhook rules (cloudevents/http-webhook.md): no redirects, 410 ends it, 429 is obeyed, 415 is not understood.
 */
import type { EventBody } from "../../alert/event.ts";
import { type Channel, judgeStatus } from "./channel.ts";
import { shortened } from "./shortened.ts";

/** CloudEvents asks for a reverse-DNS prefix of event types. */
const TYPE_PREFIX = "io.github.volteface.";

/** Which instance is the source is for the receiver's configuration to know; the path says which part of it speaks. */
const SOURCE = "/volteface/alerts";

export const cloudevents: Channel = {
  write: ({ id, body, url, isShort }) => {
    const { type, timestamp, data } = JSON.parse(isShort ? shortened(body) : body) as EventBody;
    const subject = "alert" in data ? { subject: data.alert.id } : {};
    return {
      url,
      headers: { "content-type": "application/cloudevents+json" },
      body: JSON.stringify({
        specversion: "1.0",
        id,
        source: SOURCE,
        type: TYPE_PREFIX + type,
        time: timestamp,
        ...subject,
        datacontenttype: "application/json",
        data,
      }),
    };
  },
  judge: (answer, now) => judgeStatus(answer, now, { rejected: [415], gone: [] }),
  isSigned: true,
};
