/** When the polls of a run are made: those of one host apart, as publishers see two at once at most; others together. */

/** Half of a poll's time limit: so that no third poll can start while two are still waiting; more than the usual 5 s. */
export const SPACING_MS = 10_000;
/** A claim must last until its last poll is done, so a host gives no more than this many to one run. */
export const MOST_OF_A_HOST = 18;

/** How long each poll of a run waits, in milliseconds: the second of a host for one spacing, the third for two. */
export function pollDelays(feeds: { id: string; host: string }[], isLocalMode: boolean): Map<string, number> {
  const turns = new Map<string, number>();
  const delays = new Map<string, number>();
  for (const { id, host } of feeds) {
    const turn = turns.get(host) ?? 0;
    turns.set(host, turn + 1);
    delays.set(id, isLocalMode && /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/u.test(host) ? 0 : turn * SPACING_MS);
  }
  return delays;
}

/** A day's ticks with so many messages each stay within the 10,000 queue operations a day of Workers Free, three a message. */
const MESSAGES_OF_A_RUN = 11;
/** Polled one after the other, so that all of them can run into the time limit before the claim ends. */
const MOST_OF_A_MESSAGE = 10;

/** Shares the feeds of a run out to messages: one each while they are few, since what shares a message waits its turn. */
export function packPolls(feedIds: string[]): string[][] {
  const size = Math.min(Math.ceil(feedIds.length / MESSAGES_OF_A_RUN), MOST_OF_A_MESSAGE);
  const packs: string[][] = [];
  for (let at = 0; at < feedIds.length; at += size) packs.push(feedIds.slice(at, at + size));
  return packs;
}
