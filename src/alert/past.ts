/** Recognises news of long ago that resurfaces: published long ago, or told as a dated past event. */

/** News older than this resurfaced: it opens nothing. */
export const OLD_ITEM_MS = 7 * 24 * 60 * 60 * 1000;

/** "In May 2014, …", "Back in 2002 …" at the head of a sentence, "… back in 2002": the year is the event's. */
const DATED =
  /(?:^|[.!?]\s+)(?:back )?(?:in|on|during)\s(?:[^,.\d]{0,20}\s)?(?:\d{1,2},?\s)?((?:19|20)\d\d)\b|\bback in (?:\p{Lu}\p{L}+ )?((?:19|20)\d\d)\b/iu;
const AGO =
  /\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several|many|some) (?:years|decades) ago\b|\b(?:years|decades) ago today\b|\bon this day in\b|\banniversary of\b/iu;

/** Whether the words of the evidence place what they tell in a year before that of `now`. */
export function tellsPastEvent(quote: string, now: number): boolean {
  const dated = DATED.exec(quote);
  const year = Number(dated?.[1] ?? dated?.[2]);
  return year < new Date(now).getUTCFullYear() || AGO.test(quote);
}

/** Whether an item was published so long ago that it is no news. */
export function isOld(publishedAt: number | null, now: number): boolean {
  return publishedAt !== null && publishedAt < now - OLD_ITEM_MS;
}
