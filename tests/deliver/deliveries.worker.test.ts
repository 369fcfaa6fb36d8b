/** Deliveries over days on a real database and an injected clock: told once, never lost, and at the right door. */
import { env } from "cloudflare:workers";
import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import type { OperationalBody } from "../../src/alert/event.ts";
import { RETRY_DELAYS_MS } from "../../src/deliver/backoff.ts";
import { newSecret } from "../../src/deliver/sign.ts";
import { deliver, poll, redeliver, tick, trigger } from "../../src/pipeline.ts";
import { claimDelivery, settleStatements } from "../../src/store/deliveries.ts";
import { addEndpoint, enableEndpoint, rotateSecret } from "../../src/store/endpoints.ts";
import { recordTestEvent } from "../../src/store/events.ts";
import { DAY, HOUR, MINUTE, type Newsroom, openNewsroom, SECRET } from "../alert/newsroom.ts";
import { count } from "../runtime.ts";

/** For tests of many ticks, on a machine that has other work. */
const LONG_MS = 60_000;

const URL_OF_DESK = "https://desk.receivers-host.com/hook";

async function desk(...others: string[]): Promise<Newsroom> {
  const newsroom = await openNewsroom(["a", "b"]);
  for (const id of ["desk", ...others]) await newsroom.addReceiver(id);
  return newsroom;
}

/** A change that every endpoint is owed. */
async function publishChange(newsroom: Newsroom, title = "North Isle DROPS the toll"): Promise<void> {
  newsroom.publish("a", title);
  await newsroom.run();
}

function answer(
  newsroom: Newsroom,
  status: number,
  headers: Record<string, string> = {},
  body: string | null = null,
): void {
  newsroom.answers.set("desk", () => new Response(status === 204 ? null : body, { status, headers }));
}

type Sent = { at: number; id: string; timestamp: number; signature: string; body: string };

/** Every request that the desk got. */
function sentTo({ rt }: Newsroom, url = URL_OF_DESK): Sent[] {
  return rt.requests
    .filter((request) => request.url === url)
    .map(({ init }) => {
      const headers = init.headers as Record<string, string>;
      return {
        at: Number(headers["webhook-timestamp"]) * 1000,
        id: headers["webhook-id"] ?? "",
        timestamp: Number(headers["webhook-timestamp"]),
        signature: headers["webhook-signature"] ?? "",
        body: typeof init.body === "string" ? init.body : "",
      };
    });
}

async function onlyDelivery(endpoint = "desk"): Promise<Record<string, unknown> & { id: string }> {
  const row = await env.DB.prepare("SELECT * FROM deliveries WHERE endpoint_id = ?1")
    .bind(endpoint)
    .first<Record<string, unknown> & { id: string }>();
  if (row === null) throw new Error(`nothing is owed to ${endpoint}`);
  return row;
}

async function attempts(): Promise<Record<string, unknown>[]> {
  return (await env.DB.prepare("SELECT * FROM attempts ORDER BY attempted_at, number").all()).results;
}

/** Ticks of the cron until that long has passed. */
async function pass(newsroom: Newsroom, ms: number, stepMs = 5 * MINUTE): Promise<void> {
  for (let passed = 0; passed < ms; passed += stepMs) await newsroom.tickAfter(stepMs);
}

/** The cron would poll on; only what is owed is looked at here. */
async function stopFeeds(): Promise<void> {
  await env.DB.prepare("UPDATE feeds SET status = 'removed'").run();
}

describe("a delivery", () => {
  it.each([200, 204])("that is answered with %i is done: one attempt, no more", async (status) => {
    const newsroom = await desk();
    answer(newsroom, status, {}, "ok");
    await publishChange(newsroom);
    await pass(newsroom, HOUR);
    expect(sentTo(newsroom)).toHaveLength(1);
    expect(await attempts()).toMatchObject([{ http_status: status, outcome: "delivered", number: 1 }]);
  });

  it("that fails is tried ten times over three days, on the schedule, under one id, and then kept as failed", async () => {
    const newsroom = await desk();
    answer(newsroom, 500);
    await publishChange(newsroom);
    await stopFeeds();
    const planned = RETRY_DELAYS_MS.reduce((sum, delay) => sum + delay, 0);
    // The retry after five seconds is a queue message; here the clock jumps from one due time to the next.
    for (let next; (next = (await onlyDelivery())["next_attempt_at"]) !== null;) {
      newsroom.rt.now = Math.max(newsroom.rt.now, Number(next));
      await newsroom.tickAfter(0);
    }
    const sent = sentTo(newsroom);
    expect(sent).toHaveLength(10);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
    const gaps = sent.slice(1).map(({ at }, index) => at - (sent[index]?.at ?? 0));
    expect(gaps).toEqual([...RETRY_DELAYS_MS]);
    expect((sent.at(-1)?.at ?? 0) - (sent[0]?.at ?? 0)).toBe(planned);
    expect(await onlyDelivery()).toMatchObject({ status: "failed", attempt_count: 10 });
    expect(await count("attempts", "reason = 'the endpoint answered 500' AND latency_ms >= 0")).toBe(10);
  });

  it("is signed anew at each attempt, with the attempt's time and the same id", async () => {
    const newsroom = await desk();
    answer(newsroom, 503);
    await publishChange(newsroom);
    answer(newsroom, 204);
    await pass(newsroom, 10 * MINUTE);
    const sent = sentTo(newsroom);
    expect(sent).toHaveLength(2);
    expect(sent[1]?.timestamp).toBeGreaterThan(sent[0]?.timestamp ?? 0);
    for (const { id, timestamp, body, signature } of sent) {
      expect(signature).toBe(new Webhook(SECRET).sign(id, new Date(timestamp * 1000), body));
    }
  });

  it.each([301, 302, 303, 307, 308])("that is redirected (%i) follows nowhere and is tried again", async (status) => {
    const newsroom = await desk();
    answer(newsroom, status, { location: "https://elsewhere.receivers-host.com/" });
    await publishChange(newsroom);
    expect(newsroom.rt.requests.filter(({ url }) => url.includes("elsewhere"))).toEqual([]);
    expect(sentTo(newsroom)).toHaveLength(1);
    expect(newsroom.rt.requests.at(-1)?.init.redirect).toBe("manual");
    expect(await attempts()).toMatchObject([{ http_status: status, outcome: "failed" }]);
    expect((await onlyDelivery())["status"]).toBe("waiting");
  });

  it.each([
    ["120", 120_000],
    ["120.1", 121_000],
    ["999999999", DAY],
    ["-5", 60_000],
    ["invalid", 60_000],
    ["", 60_000],
    ["Fri, 09 Jan 2026 00:00:00 GMT", 60_000],
  ])("that is answered 429 with Retry-After %s waits for it, and holds up nobody else", async (header, waitMs) => {
    const newsroom = await desk("other");
    answer(newsroom, 429, { "retry-after": header });
    await publishChange(newsroom);
    expect(Number((await onlyDelivery())["next_attempt_at"]) - newsroom.rt.now).toBe(waitMs);
    expect(newsroom.received("other")).toHaveLength(1);
  });

  it("that is too large is sent once more with less, and no more", async () => {
    const newsroom = await desk();
    answer(newsroom, 413);
    await publishChange(newsroom);
    await pass(newsroom, HOUR);
    const [whole, short, ...more] = sentTo(newsroom);
    expect(more).toEqual([]);
    expect(short?.id).toBe(whole?.id);
    expect(short?.body.length).toBeLessThan((whole?.body.length ?? 0) / 2);
    expect(JSON.parse(short?.body ?? "")).toMatchObject({ type: "alert.opened", data: { shortened: true } });
    expect((await onlyDelivery())["status"]).toBe("failed");
  });

  it("whose answer was lost is sent again under the same id: one effect at the receiver", async () => {
    const newsroom = await desk();
    const effects = new Set<string>();
    let calls = 0;
    newsroom.answers.set("desk", () => {
      effects.add(sentTo(newsroom).at(-1)?.id ?? "");
      if (++calls === 1) throw new TypeError("the connection broke after the request was read");
      return new Response(null, { status: 204 });
    });
    await publishChange(newsroom);
    await pass(newsroom, 10 * MINUTE);
    expect(calls).toBe(2);
    expect(effects.size).toBe(1);
    expect(await attempts()).toMatchObject([{ outcome: "failed", http_status: null }, { outcome: "delivered" }]);
  });
});

describe("an endpoint", () => {
  it(
    "that is gone (410) is disabled at once, the others are told, and what it was owed is kept",
    async () => {
      const newsroom = await desk("other");
      answer(newsroom, 410);
      await publishChange(newsroom);
      await pass(newsroom, DAY, HOUR);
      expect(sentTo(newsroom)).toHaveLength(1);
      expect(await count("endpoints", "id = 'desk' AND status = 'disabled' AND disabled_reason LIKE '%410%'")).toBe(1);
      const told = newsroom.received("other").filter(({ type }) => type === "endpoint.disabled") as OperationalBody[];
      expect(told).toHaveLength(1);
      expect(told[0]?.data).toMatchObject({ subject: { kind: "endpoint", id: "desk" }, state: "disabled" });
      expect((await onlyDelivery())["status"]).toBe("waiting");
      answer(newsroom, 204);
      expect(await enableEndpoint(env.DB, "desk")).toBe(true);
      await pass(newsroom, 10 * MINUTE);
      expect((await onlyDelivery())["status"]).toBe("delivered");
    },
    LONG_MS,
  );

  it("that only failed for 120 hours is disabled once; what waits is kept and can be sent later", async () => {
    const newsroom = await desk("other");
    answer(newsroom, 500);
    for (let days = 0; days < 7; days++) {
      newsroom.publish("a", days % 2 === 0 ? `Isle DROPS toll, day ${days}` : `Isle KEEPS toll, day ${days}`);
      await env.DB.prepare("UPDATE alerts SET walked_back_at = 0 WHERE walked_back_at IS NOT NULL").run();
      await pass(newsroom, DAY, HOUR);
    }
    const first = sentTo(newsroom)[0]?.at ?? 0;
    const disabled = await env.DB.prepare("SELECT * FROM endpoints WHERE id = 'desk'").first();
    expect(disabled).toMatchObject({ status: "disabled" });
    expect(disabled?.["disabled_reason"]).toContain("120 hours");
    expect(Number(disabled?.["disabled_at"]) - first).toBeGreaterThanOrEqual(120 * HOUR);
    expect(newsroom.received("other").filter(({ type }) => type === "endpoint.disabled")).toHaveLength(1);
    const waiting = await count("deliveries", "endpoint_id = 'desk' AND status = 'waiting'");
    expect(waiting).toBeGreaterThan(0);
    answer(newsroom, 204);
    await enableEndpoint(env.DB, "desk");
    await pass(newsroom, HOUR, 10 * MINUTE);
    expect(await count("deliveries", "endpoint_id = 'desk' AND status = 'waiting'")).toBe(0);
  }, 30_000);

  it(
    "that fails every second time is never disabled, and is told everything once",
    async () => {
      const newsroom = await desk();
      let calls = 0;
      newsroom.answers.set("desk", () => new Response(null, { status: ++calls % 2 === 0 ? 204 : 500 }));
      await publishChange(newsroom);
      await stopFeeds();
      for (let days = 0; days < 8; days++) {
        const ids = { eventId: `msg_day_${days}`, deliveryId: `dlv_day_${days}` };
        await recordTestEvent(env.DB, ids, "desk", newsroom.rt.now);
        await pass(newsroom, DAY, 6 * HOUR);
      }
      expect(await count("endpoints", "status = 'active'")).toBe(1);
      expect(await count("deliveries", "status <> 'delivered'")).toBe(0);
      expect(await count("attempts", "outcome = 'delivered'")).toBe(9);
    },
    LONG_MS,
  );

  it(
    "of a chat service that is not there (404) is disabled, and a message that it refuses (400) only given up",
    async () => {
      const newsroom = await desk();
      for (const [id, status] of [
        ["slack-gone", 404],
        ["slack-picky", 400],
      ] as const) {
        const url = `https://hooks.slack.com/services/${id}`;
        newsroom.rt.pages.set(url, () => new Response(status === 404 ? "no_service" : "invalid_payload", { status }));
        await addEndpoint(env.DB, { id, url, secret: "", description: "", kind: "slack" }, newsroom.rt.now);
      }
      await publishChange(newsroom);
      await pass(newsroom, DAY, HOUR);
      expect(await count("endpoints", "id = 'slack-gone' AND status = 'disabled'")).toBe(1);
      expect(await count("endpoints", "id = 'slack-picky' AND status = 'active'")).toBe(1);
      expect(await count("deliveries", "endpoint_id = 'slack-picky' AND status = 'failed' AND attempt_count = 1")).toBe(
        2,
      );
      expect(
        newsroom
          .received("desk")
          .map(({ type }) => type)
          .toSorted(),
      ).toEqual(["alert.opened", "endpoint.disabled"]);
    },
    LONG_MS,
  );

  it("that is the first of three and broken holds up none of the others", async () => {
    const newsroom = await desk("second", "third");
    newsroom.answers.set("desk", () => {
      throw new TypeError("connection refused");
    });
    await publishChange(newsroom);
    expect(newsroom.received("second")).toHaveLength(1);
    expect(newsroom.received("third")).toHaveLength(1);
  });

  it("of Telegram whose group has moved keeps the new chat and gets the message there", async () => {
    const newsroom = await desk();
    const url = "https://api.telegram.org/bot1:abc";
    const chats: unknown[] = [];
    newsroom.rt.pages.set(`${url}/sendMessage`, () => {
      const body = newsroom.rt.requests.at(-1)?.init.body;
      const { chat_id: chat } = JSON.parse(typeof body === "string" ? body : "") as { chat_id: unknown };
      chats.push(chat);
      return chat === "-1"
        ? Response.json(
            { ok: false, description: "upgraded", parameters: { migrate_to_chat_id: -1002 } },
            { status: 400 },
          )
        : Response.json({ ok: true });
    });
    await addEndpoint(
      env.DB,
      { id: "tg", url, secret: "", description: "", kind: "telegram", options: { chatId: "-1" } },
      newsroom.rt.now,
    );
    await publishChange(newsroom);
    await pass(newsroom, 10 * MINUTE);
    expect(chats).toEqual(["-1", "-1002"]);
    expect((await onlyDelivery("tg"))["status"]).toBe("delivered");
  });

  it("signs with both secrets for a day after one was rotated, the new one first", async () => {
    const newsroom = await desk();
    const next = newSecret();
    expect(await rotateSecret(env.DB, "desk", next, newsroom.rt.now)).toBe(true);
    await publishChange(newsroom);
    const [sent] = sentTo(newsroom);
    const of = (secret: string): string =>
      new Webhook(secret).sign(sent?.id ?? "", new Date((sent?.timestamp ?? 0) * 1000), sent?.body ?? "");
    expect(sent?.signature).toBe(`${of(next)} ${of(SECRET)}`);
    await recordTestEvent(env.DB, { eventId: "msg_later", deliveryId: "dlv_later" }, "desk", newsroom.rt.now);
    await stopFeeds();
    await newsroom.tickAfter(DAY);
    expect(sentTo(newsroom).at(-1)?.signature.split(" ")).toHaveLength(1);
  });
});

describe("redelivering by hand", () => {
  it("keeps the id, numbers on, is logged as manual, and leaves the schedule as it was", async () => {
    const newsroom = await desk();
    answer(newsroom, 500);
    await publishChange(newsroom);
    const { id, next_attempt_at: due } = await onlyDelivery();
    for (const _ of [1, 2]) {
      expect(await redeliver(newsroom.rt, id)).toBe(true);
      for (let message; (message = newsroom.rt.queues.deliver.sent.shift());)
        await deliver(newsroom.rt, message.deliveryId);
    }
    expect(await attempts()).toMatchObject([
      { number: 1, trigger: "schedule" },
      { number: 2, trigger: "manual" },
      { number: 3, trigger: "manual" },
    ]);
    expect(await onlyDelivery()).toMatchObject({ status: "waiting", next_attempt_at: due, attempt_count: 1 });
    expect(new Set(sentTo(newsroom).map((sent) => sent.id)).size).toBe(1);
  });

  it("sends what was delivered or given up, and asks once where it is asked twice at once", async () => {
    const newsroom = await desk();
    await publishChange(newsroom);
    const { id } = await onlyDelivery();
    await Promise.all([redeliver(newsroom.rt, id), redeliver(newsroom.rt, id)]);
    for (let message; (message = newsroom.rt.queues.deliver.sent.shift());)
      await deliver(newsroom.rt, message.deliveryId);
    expect(sentTo(newsroom)).toHaveLength(2);
    expect(await onlyDelivery()).toMatchObject({ status: "delivered", manual_count: 1 });
    expect(await redeliver(newsroom.rt, "dlv_none")).toBe(false);
  });

  it("is found by the sweep where its message is lost", async () => {
    const newsroom = await desk();
    await publishChange(newsroom);
    newsroom.rt.queues.deliver.isDown = true;
    newsroom.rt.affords = () => false;
    await redeliver(newsroom.rt, (await onlyDelivery()).id);
    expect(sentTo(newsroom)).toHaveLength(1);
    newsroom.rt.queues.deliver.isDown = false;
    await newsroom.tickAfter(5 * MINUTE);
    expect(sentTo(newsroom)).toHaveLength(2);
  });
});

describe("workers that get in each other's way", () => {
  it("a stale one settles nothing: the lease is another's", async () => {
    const newsroom = await desk();
    answer(newsroom, 500);
    await publishChange(newsroom);
    const { id, next_attempt_at: due } = await onlyDelivery();
    const at = Number(due);
    const slow = await claimDelivery(env.DB, id, "lease-slow", at);
    expect(await claimDelivery(env.DB, id, "lease-early", at)).toBeNull();
    const quick = await claimDelivery(env.DB, id, "lease-quick", at + 2 * MINUTE);
    if (slow === null || quick === null) throw new Error("both were due");
    const outcome = { kind: "delivered", status: 204, latencyMs: 1, answer: "" } as const;
    await env.DB.batch(settleStatements(env.DB, slow, { outcome, at }, { kind: "delivered" }, at));
    expect(await onlyDelivery()).toMatchObject({ status: "waiting", attempt_count: 1, lease_token: "lease-quick" });
    expect(await count("attempts")).toBe(1);
  });

  it("claim disjoint sets when five of them claim twenty at once", async () => {
    const newsroom = await desk();
    const ids = Array.from({ length: 20 }, (_, index) => `dlv_${index}`);
    for (const id of ids)
      await recordTestEvent(env.DB, { eventId: `msg_${id}`, deliveryId: id }, "desk", newsroom.rt.now);
    const claims = await Promise.all(
      Array.from({ length: 5 }, (_, worker) =>
        Promise.all(ids.map(async (id) => (await claimDelivery(env.DB, id, `worker-${worker}`, newsroom.rt.now))?.id)),
      ),
    );
    const claimed = claims.flat().filter((id) => id !== undefined);
    expect(claimed.toSorted()).toEqual(ids.toSorted());
  });

  it("that stopped after the answer and before settling let it be sent again, under the same id, when the lease is over", async () => {
    const newsroom = await desk();
    newsroom.publish("a", "North Isle DROPS the toll");
    newsroom.rt.now += 15 * MINUTE;
    await trigger(newsroom.rt, "manual", { dossierId: null, feedId: null }, null);
    for (let message; (message = newsroom.rt.queues.poll.sent.shift());)
      await poll(newsroom.rt, message.runId, message.feedIds);
    const { db } = newsroom.rt;
    newsroom.answers.set("desk", () => {
      newsroom.rt.db = new Proxy(db, {
        get: () => () => {
          throw new Error("the worker stops here");
        },
      });
      return new Response(null, { status: 204 });
    });
    const [owed] = newsroom.rt.queues.deliver.sent.splice(0);
    await expect(deliver(newsroom.rt, owed?.deliveryId ?? "")).rejects.toThrow("stops here");
    newsroom.rt.db = db;
    newsroom.answers.delete("desk");
    await deliver(newsroom.rt, owed?.deliveryId ?? "");
    expect(sentTo(newsroom)).toHaveLength(1);
    await newsroom.tickAfter(5 * MINUTE);
    expect(new Set(sentTo(newsroom).map(({ id }) => id)).size).toBe(1);
    expect(sentTo(newsroom)).toHaveLength(2);
    expect((await onlyDelivery())["status"]).toBe("delivered");
  });
});

describe("without queues", () => {
  it(
    "every alert of a day arrives by the sweep, once",
    async () => {
      const newsroom = await desk();
      newsroom.rt.queues.deliver.isDown = true;
      newsroom.rt.queues.poll.isDown = true;
      for (let hours = 0; hours < 24; hours++) {
        if (hours % 6 === 0) {
          newsroom.publish("a", hours % 12 === 0 ? `Isle DROPS toll, hour ${hours}` : `Isle KEEPS toll, hour ${hours}`);
          await env.DB.prepare("UPDATE alerts SET walked_back_at = 0 WHERE walked_back_at IS NOT NULL").run();
        }
        await pass(newsroom, HOUR, 10 * MINUTE);
      }
      const types = newsroom.received("desk").map(({ type }) => type);
      expect(types).toEqual(["alert.opened", "alert.walked_back", "alert.opened", "alert.walked_back"]);
      expect(new Set(sentTo(newsroom).map(({ id }) => id)).size).toBe(4);
    },
    LONG_MS,
  );

  it("a message that the queue dropped after a day changes nothing: the row is still due", async () => {
    const newsroom = await desk();
    newsroom.publish("a", "North Isle DROPS the toll");
    newsroom.rt.now += 15 * MINUTE;
    await trigger(newsroom.rt, "manual", { dossierId: null, feedId: null }, null);
    for (let message; (message = newsroom.rt.queues.poll.sent.shift());)
      await poll(newsroom.rt, message.runId, message.feedIds);
    newsroom.rt.queues.deliver.sent.length = 0;
    await newsroom.tickAfter(DAY + HOUR);
    expect(newsroom.received("desk")).toHaveLength(1);
  });
});

it("sends one alert where the cron fires twice for the same time, one after the other and at once", async () => {
  const newsroom = await desk();
  newsroom.publish("a", "North Isle DROPS the toll");
  newsroom.rt.now += DAY;
  await Promise.all([tick(newsroom.rt), tick(newsroom.rt)]);
  await newsroom.tickAfter(0);
  await newsroom.tickAfter(MINUTE);
  expect(await count("alerts")).toBe(1);
  expect(await count("deliveries")).toBe(1);
  expect(sentTo(newsroom)).toHaveLength(1);
});

it("writes no address, token or secret into logs, rows that are shown, or the reasons of failures", async () => {
  const newsroom = await desk();
  const logged: string[] = [];
  newsroom.rt.log = (event, fields) => logged.push(JSON.stringify({ event, ...fields }));
  const path = "/secret-path-0123456789";
  const url = `https://hooks.slack.com/services${path}`;
  newsroom.rt.pages.set(url, () => new Response(`bad request to ${url} with ${SECRET}`, { status: 500 }));
  await addEndpoint(env.DB, { id: "echo", url, secret: SECRET, description: "", kind: "webhook" }, newsroom.rt.now);
  newsroom.answers.set("desk", () => {
    throw new TypeError(`fetch to ${URL_OF_DESK} failed`);
  });
  await publishChange(newsroom);
  const shown = JSON.stringify([
    logged,
    await attempts(),
    (await env.DB.prepare("SELECT * FROM deliveries").all()).results,
  ]);
  for (const secret of [path.slice(1), SECRET, SECRET.slice(6), URL_OF_DESK]) expect(shown).not.toContain(secret);
  expect(logged.length).toBeGreaterThan(0);
  expect(shown).toContain("[redacted]");
});
