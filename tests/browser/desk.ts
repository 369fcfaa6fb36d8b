/** A whole deployment on this machine: the bundled Worker under workerd, and a newsroom whose feeds it polls. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openNewsroom } from "../../src/cli/demo/newsroom.ts";
import { bundle, startLocal } from "../../src/cli/local.ts";

export const TOKEN = "browser-test-token-0123456789abcdef";
export const DOSSIER = "japan-north-korea-summit";

export type Desk = {
  url: string;
  /** Every line that the Worker has logged. */
  logged: string[];
  call: (method: string, path: string, body?: unknown) => Promise<Response>;
  tick: () => Promise<void>;
  /** Publishes an edition of the newsroom. */
  publish: (edition: number) => void;
  /** Waits until nothing is left to poll, to assess or to deliver. */
  settle: () => Promise<void>;
  close: () => Promise<void>;
};

/** Starts everything; the feeds of the newsroom are added, and nothing is polled yet. */
export async function openDesk(bindings: Record<string, string> = {}): Promise<Desk> {
  const folder = mkdtempSync(join(tmpdir(), "volteface-desk-"));
  const newsroom = await openNewsroom();
  const logged: string[] = [];
  process.env["API_TOKEN"] = TOKEN;
  const worker = await startLocal({
    script: bundle("src/index.ts", join(folder, "bundle")),
    persistTo: join(folder, "data"),
    port: 0,
    bindings: { API_TOKEN: TOKEN, LOCAL_MODE: "on", BASELINE_FEEDS: "off", ...bindings },
    onLog: (line) => logged.push(line),
  });
  const call: Desk["call"] = (method, path, body) =>
    fetch(worker.url + path, {
      method,
      headers: { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  for (const feed of newsroom.feeds) {
    const answer = await call("POST", "/api/feeds", { ...feed, dossier: DOSSIER });
    if (!answer.ok) throw new Error(`the feed ${feed.url} was not added: ${await answer.text()}`);
  }
  const settle = async (): Promise<void> => {
    for (let tries = 0; tries < 300; tries++) {
      const { runs } = (await (await call("GET", "/api/runs?limit=1")).json()) as { runs: { state: string }[] };
      const status = (await (await call("GET", "/status")).json()) as {
        items: { waiting: number };
        deliveries: { waiting: number };
      };
      const isSettled = status.items.waiting === 0 && status.deliveries.waiting === 0;
      if (runs[0]?.state === "done" && isSettled) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error("the deployment did not come to rest");
  };
  return {
    url: worker.url,
    logged,
    call,
    tick: worker.tick,
    publish: (edition) => void newsroom.publish(edition),
    settle,
    close: async () => {
      await worker.stop();
      await newsroom.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
