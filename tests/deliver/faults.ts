/**
 * What is done about each fault that deliveries are known to meet: the test that shows it, as file and title. A
 * test holds the titles against the files.
 */
export const FAULTS: Record<string, { file: string; title: string }> = {
  "http-200": {
    file: "deliver/deliveries.worker.test.ts",
    title: "that is answered with %i is done: one attempt, no more",
  },
  "http-204": {
    file: "deliver/deliveries.worker.test.ts",
    title: "that is answered with %i is done: one attempt, no more",
  },
  "http-301/302/303/307/308": { file: "deliver/attempt.test.ts", title: "that redirects (%i) is not followed" },
  "http-400": { file: "deliver/channel/channels.test.ts", title: "of %s, %i %s, is taken as the service means it" },
  "http-401/403": { file: "deliver/channel/channels.test.ts", title: "of %s, %i %s, is taken as the service means it" },
  "http-404-chat": {
    file: "deliver/deliveries.worker.test.ts",
    title: "of a chat service that is not there (404) is disabled, and a message that it refuses (400) only given up",
  },
  "http-410": {
    file: "deliver/deliveries.worker.test.ts",
    title: "that is gone (410) is disabled at once, the others are told, and what it was owed is kept",
  },
  "http-413": {
    file: "deliver/deliveries.worker.test.ts",
    title: "that is too large is sent once more with less, and no more",
  },
  "http-429-seconds": {
    file: "deliver/deliveries.worker.test.ts",
    title: "that is answered 429 with Retry-After %s waits for it, and holds up nobody else",
  },
  "http-429-date": { file: "deliver/backoff.test.ts", title: "of %s is read as %i ms" },
  "http-429-float": {
    file: "deliver/channel/channels.test.ts",
    title: "says how long to wait in the header, or in Discord's and Telegram's bodies, rounded up",
  },
  "http-429-absurd": {
    file: "deliver/deliveries.worker.test.ts",
    title: "that is answered 429 with Retry-After %s waits for it, and holds up nobody else",
  },
  "http-500/502/503/504": {
    file: "deliver/backoff.test.ts",
    title: "leaves an overloaded receiver alone for a minute at least",
  },
  "slow-headers": { file: "deliver/attempt.test.ts", title: "is a timeout when no answer comes within 15 seconds" },
  "slow-body": {
    file: "deliver/attempt.test.ts",
    title: "that answers 200 and then says no more has it: the head decides",
  },
  "huge-body": {
    file: "deliver/attempt.test.ts",
    title: "that answers with 52 MB is read for 20 kB, and the rest is cancelled",
  },
  "conn-refused/reset/dns/tls": {
    file: "deliver/attempt.test.ts",
    title: "of the network (%s) says in words what it was, and never where",
  },
  "flap-50%": {
    file: "deliver/deliveries.worker.test.ts",
    title: "that fails every second time is never disabled, and is told everything once",
  },
  "down-5-days": {
    file: "deliver/deliveries.worker.test.ts",
    title: "that only failed for 120 hours is disabled once; what waits is kept and can be sent later",
  },
  "lost-ack": {
    file: "deliver/deliveries.worker.test.ts",
    title: "whose answer was lost is sent again under the same id: one effect at the receiver",
  },
  "manual-redeliver": {
    file: "deliver/deliveries.worker.test.ts",
    title: "keeps the id, numbers on, is logged as manual, and leaves the schedule as it was",
  },
  "dup-cron": {
    file: "deliver/deliveries.worker.test.ts",
    title: "sends one alert where the cron fires twice for the same time, one after the other and at once",
  },
  "missed-cron": {
    file: "alert/policy.worker.test.ts",
    title: "tells once, when the cron is back, that runs were missed, and loses nothing by it",
  },
  "crash-after-insert": {
    file: "crash/crash.test.ts",
    title: "loses and repeats nothing when it is killed at: $point",
  },
  "crash-before-commit": {
    file: "pipeline.worker.test.ts",
    title: "records nothing of a batch that fails half-way, and all of it the next time",
  },
  "crash-after-send": {
    file: "deliver/deliveries.worker.test.ts",
    title:
      "that stopped after the answer and before settling let it be sent again, under the same id, when the lease is over",
  },
  "stale-lease": {
    file: "deliver/deliveries.worker.test.ts",
    title: "a stale one settles nothing: the lease is another's",
  },
  "two-sweepers": {
    file: "deliver/deliveries.worker.test.ts",
    title: "claim disjoint sets when five of them claim twenty at once",
  },
  "queue-dup": {
    file: "pipeline.worker.test.ts",
    title: "does everything once when every message is doubled, one after the other and at the same time",
  },
  "queue-send-429": {
    file: "deliver/deliveries.worker.test.ts",
    title: "every alert of a day arrives by the sweep, once",
  },
  "queue-expired": {
    file: "deliver/deliveries.worker.test.ts",
    title: "a message that the queue dropped after a day changes nothing: the row is still due",
  },
  poison: {
    file: "deliver/batch.worker.test.ts",
    title: "takes a message that it cannot read off the queue, and handles the others",
  },
  "d1-transient": {
    file: "store/steady.worker.test.ts",
    title: "makes a call again that failed in passing: %s (answer lost: %s)",
  },
  "d1-stall": { file: "store/steady.worker.test.ts", title: "gives up a call that hangs" },
  "cpu-cut": {
    file: "deliver/soak.worker.test.ts",
    title: "tells every change once to every endpoint, and loses none",
  },
  "subrequest-cap": {
    file: "deliver/budget.worker.test.ts",
    title: "keeps a tick within them that has to do all the work itself, and leaves the rest to the next ticks",
  },
  "clock-skew": {
    file: "deliver/deliveries.worker.test.ts",
    title: "is signed anew at each attempt, with the attempt's time and the same id",
  },
  storm: {
    file: "alert/policy.worker.test.ts",
    title: "puts forty changes of one run into one message for each endpoint, listing all",
  },
  repeat: {
    file: "alert/life.worker.test.ts",
    title: "makes one alert of a change that twelve outlets report, with twelve pieces of evidence",
  },
  oscillation: {
    file: "alert/life.worker.test.ts",
    title: "tells a change that goes to and fro within the cool-down once, and its walk-back once",
  },
  "two-runs-same-input": {
    file: "pipeline.worker.test.ts",
    title: "writes nothing new when the same feeds are polled again",
  },
  "one-bad-endpoint": {
    file: "deliver/deliveries.worker.test.ts",
    title: "that is the first of three and broken holds up none of the others",
  },
  "mute/quiet-hours": {
    file: "alert/policy.worker.test.ts",
    title: "holds what comes in quiet hours and tells it as one digest after",
  },
  reminder: {
    file: "alert/policy.worker.test.ts",
    title: "reminds of alerts that nobody acknowledged, at most every four hours, until somebody does",
  },
  heartbeat: {
    file: "http/status.worker.test.ts",
    title: "answers 503 late when the cron stops, and bears one missed tick",
  },
  "text-hostile": {
    file: "deliver/channel/channels.test.ts",
    title: "keeps to Slack's limits and opens no mention or link of its own",
  },
  "url-hostile": { file: "deliver/channel/channels.test.ts", title: "links to nothing but web addresses" },
  "ssrf-list": { file: "net/address.test.ts", title: "refuses %s for feeds and webhooks" },
  "secret-in-logs": {
    file: "deliver/deliveries.worker.test.ts",
    title: "writes no address, token or secret into logs, rows that are shown, or the reasons of failures",
  },
  "api-auth": {
    file: "http/auth.worker.test.ts",
    title: "lets the bearer of the token through, whatever the case of the scheme",
  },
  "api-body": { file: "http/problem.worker.test.ts", title: "answers $status with problem+json to $what" },
  csrf: {
    file: "http/pages.worker.test.ts",
    title: "takes no form without a session, from another site, or without its token",
  },
  "trigger-twice": {
    file: "http/runs.worker.test.ts",
    title: "answers the same key with the same run, and another scope under it with a conflict",
  },
};
