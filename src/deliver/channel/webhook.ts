/** A generic receiver: the event as it was recorded, under Standard Webhooks' signature. */
import { type Channel, JSON_HEADERS, judgeStatus } from "./channel.ts";
import { shortened } from "./shortened.ts";

export const webhook: Channel = {
  write: ({ body, url, isShort }) => ({ url, headers: JSON_HEADERS, body: isShort ? shortened(body) : body }),
  judge: (answer, now) => judgeStatus(answer, now),
  isSigned: true,
};
