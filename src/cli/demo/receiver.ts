/** A webhook receiver on this machine: verifies each signature with the standard library and keeps what arrived. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";

/** The parts of an alert's body that are printed. */
export type Message = {
  type: string;
  data: {
    summary: string;
    alert: { direction: string; outlets: string[] };
    position: {
      id: string;
      statement: string;
      citations: { paragraph: number; quote: string }[];
      document: { title: string; published: string };
    };
    evidence: {
      quote: string;
      title: string;
      outlet: string;
      link: string | null;
      published: string | null;
      speaker: string | null;
      certainty: string;
      confidence: number;
      why: string;
    };
  };
};

export type Receiver = {
  url: string;
  /** Verified messages by webhook-id: a repeated one has one effect. */
  received: Map<string, Message>;
  /** Requests whose signature was not right. */
  refused: () => number;
  /** Gives the secret to verify with, and what to do with each new message. */
  listen: (secret: string, onMessage: (message: Message) => void) => void;
  close: () => Promise<void>;
};

export async function openReceiver(): Promise<Receiver> {
  const received = new Map<string, Message>();
  let refused = 0;
  let listener: { webhook: Webhook; tell: (message: Message) => void } | null = null;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      try {
        if (listener === null) throw new Error("no secret yet");
        const body = Buffer.concat(chunks).toString("utf8");
        const message = listener.webhook.verify(body, request.headers as Record<string, string>) as Message;
        const id = String(request.headers["webhook-id"]);
        if (!received.has(id)) {
          received.set(id, message);
          listener.tell(message);
        }
        response.writeHead(204).end();
      } catch {
        refused++;
        response.writeHead(401).end();
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    refused: () => refused,
    listen: (secret, tell) => {
      listener = { webhook: new Webhook(secret), tell };
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
