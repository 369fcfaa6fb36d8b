/** Attempts against real HTTP receivers on loopback: what is sent, what is read of the answer, and what failures are called. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { afterEach, describe, expect, it, vi } from "vitest";
import { alertBody } from "../../src/alert/event.ts";
import { attempt, type AttemptMessage } from "../../src/deliver/attempt.ts";
import type { AttemptOutcome } from "../../src/model.ts";
import type { Fetch } from "../../src/net/outbound.ts";
import { happening, NOW } from "./events.ts";

const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const CONTEXT = { clock: Date.now, isLocalMode: true, version: "0.0.0" };
const servers: Server[] = [];

const NEVER: Fetch = () => new Promise(() => {});

afterEach(() => {
  vi.useRealTimers();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

type Received = { headers: IncomingMessage["headers"]; body: string };

/** A receiver; what it gets is kept, and `answer` replies. */
async function open(answer: (response: ServerResponse) => void): Promise<{ url: string; received: Received[] }> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString("utf8") });
      answer(response);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received };
}

function message(url: string, overrides: Partial<AttemptMessage> = {}): AttemptMessage {
  const body = JSON.stringify(alertBody(happening(), NOW));
  return {
    id: "msg_1",
    body,
    kind: "webhook",
    url,
    options: {},
    secrets: [SECRET],
    isShort: false,
    number: 1,
    ...overrides,
  };
}

function send(url: string, overrides: Partial<AttemptMessage> = {}): Promise<AttemptOutcome> {
  return attempt(fetch, message(url, overrides), CONTEXT);
}

describe("a receiver", () => {
  it.each([200, 201, 204])(
    "that answers %i has it, signed so that the standard library verifies it",
    async (status) => {
      const { url, received } = await open((response) => response.writeHead(status).end());
      expect(await send(url)).toMatchObject({ kind: "delivered", status });
      const [got] = received;
      expect(new Webhook(SECRET).verify(got?.body ?? "", got?.headers as Record<string, string>)).toMatchObject({
        type: "alert.opened",
      });
      expect(got?.headers).toMatchObject({
        "webhook-id": "msg_1",
        "content-type": "application/json",
        "user-agent": "Volteface/0.0.0",
      });
    },
  );

  it.each([301, 302, 303, 307, 308])("that redirects (%i) is not followed", async (status) => {
    const target = await open((response) => response.end());
    const { url } = await open((response) => response.writeHead(status, { location: target.url }).end());
    expect(await send(url)).toMatchObject({ kind: "failed", status, reason: `redirects are not followed (${status})` });
    expect(target.received).toEqual([]);
  });

  it("that answers 200 and then says no more has it: the head decides", async () => {
    const { url } = await open((response) => {
      response.writeHead(200);
      response.write("half a");
    });
    const bodyTimeout = vi.spyOn(AbortSignal, "timeout").mockImplementation(() => AbortSignal.abort());
    expect(await send(url)).toMatchObject({ kind: "delivered", status: 200 });
    expect(bodyTimeout).toHaveBeenCalledOnce();
    bodyTimeout.mockRestore();
  });

  it("that answers with 52 MB is read for 20 kB, and the rest is cancelled", async () => {
    let sent = 0;
    const chunk = "x".repeat(64 * 1024);
    const { url } = await open((response) => {
      response.writeHead(200);
      const pump = (): void => {
        while (sent < 52e6 && !response.destroyed) {
          sent += chunk.length;
          if (!response.write(chunk)) {
            response.once("drain", pump);
            return;
          }
        }
        response.end();
      };
      pump();
    });
    const outcome = await send(url);
    expect(outcome).toMatchObject({ kind: "delivered", status: 200 });
    expect(outcome.answer.length).toBeLessThanOrEqual(1000);
    expect(sent).toBeLessThan(52e6);
  });

  it("that echoes the address and the secret has them struck out of what is kept", async () => {
    const { url } = await open((response) => response.writeHead(500).end(`no ${SECRET} at https://x/secret-token-123`));
    const outcome = await send(`${url}/secret-token-123`);
    expect(outcome.answer).toBe("no [redacted] at https://x/[redacted]");
  });

  it("that is rude in its answer is kept as one harmless line", async () => {
    const { url } = await open((response) => response.writeHead(400).end("a\u0000b\r\n\u202Ec"));
    expect((await send(url)).answer).toBe("a b c");
  });
});

describe("a failure", () => {
  it("is a timeout when no answer comes within 15 seconds", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    let ended = 0;
    const outcome = attempt(NEVER, message("https://hooks.receivers-host.com/"), CONTEXT).finally(() => ended++);
    // Signing takes real time: the clock of the attempt starts when the request is made.
    while (vi.getTimerCount() === 0) await new Promise((resolve) => setImmediate(resolve));
    await vi.advanceTimersByTimeAsync(14_999);
    expect(ended).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(await outcome).toMatchObject({ kind: "failed", status: null, isTimeout: true });
  });

  it("is a refused connection where nobody listens, and a broken one where it is reset", async () => {
    const { url } = await open((response) => response.destroy());
    expect(await send(url)).toMatchObject({
      kind: "failed",
      status: null,
      reason: expect.stringMatching(/connection/) as string,
    });
    const [server] = servers;
    await new Promise((resolve) => server?.close(resolve));
    expect(await send(url)).toMatchObject({ kind: "failed", reason: "the connection was refused" });
  });

  it.each([
    ["getaddrinfo ENOTFOUND hooks.receivers-host.com", "the host name does not resolve"],
    ["unable to verify the first certificate", "the TLS connection failed"],
    ["Network connection lost.", "the connection broke before the answer was complete"],
  ])("of the network (%s) says in words what it was, and never where", async (text, reason) => {
    const broken: Fetch = () => Promise.reject(new TypeError(`${text} at https://hooks.receivers-host.com/secret`));
    const outcome = await attempt(broken, message("https://hooks.receivers-host.com/secret"), CONTEXT);
    expect(outcome).toMatchObject({ kind: "failed", reason, isTimeout: false });
    expect(JSON.stringify(outcome)).not.toContain("secret");
  });

  it.each([
    "http://hooks.receivers-host.com/",
    "https://10.0.0.1/",
    "https://user:pass@hooks.receivers-host.com/",
    "not a url",
  ])("is the gate's where the address is not to be sent to: %s", async (url) => {
    const asked = vi.fn<Fetch>();
    const outcome = await attempt(asked, message(url), { ...CONTEXT, isLocalMode: false });
    expect(outcome).toMatchObject({ kind: "failed", status: null });
    expect(asked).not.toHaveBeenCalled();
  });

  it("is a reason without the secret where the secret cannot sign", async () => {
    const outcome = await send("https://hooks.receivers-host.com/", { secrets: ["whsec_c2hvcnQ="] });
    expect(outcome).toMatchObject({ kind: "failed", reason: "the secret has 5 bytes; it needs 24 to 64" });
  });
});
