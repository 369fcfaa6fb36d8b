/** The tools for language models, used by a real client of the protocol, in its current and its earlier version. */
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { expect, it } from "vitest";
import { count } from "../runtime.ts";
import { type Ask, TOKEN } from "./client.ts";
import { filled } from "./filled.ts";

async function connect(ask: Ask, token: string): Promise<Client> {
  const client = new Client({ name: "a test", version: "1.0.0" });
  const transport = new StreamableHTTPClientTransport(new URL("https://volteface.example.com/mcp"), {
    fetch: async (url, init) => {
      const { pathname } = new URL(url);
      const { body, headers, method } = init ?? {};
      const given = { token: null, headers: new Headers(headers), method: method ?? "GET" };
      return ask(pathname, typeof body === "string" ? { ...given, body } : given);
    },
    requestInit: { headers: { authorization: `Bearer ${token}` } },
  });
  await client.connect(transport);
  return client;
}

type Told = { isError?: boolean; content: { text: string }[] };

async function call(
  client: Client,
  name: string,
  args: Record<string, unknown> = {},
): Promise<{ isError: boolean; value: unknown }> {
  const { isError, content } = (await client.callTool({ name, arguments: args })) as unknown as Told;
  return { isError: isError === true, value: JSON.parse(content[0]?.text ?? "null") };
}

it("lists its tools with schemas of what they take", async () => {
  const { ask } = await filled();
  const { tools } = await (await connect(ask, TOKEN)).listTools();
  expect(tools.map(({ name }) => name).toSorted()).toEqual([
    "assess_text",
    "list_positions",
    "read_alerts",
    "trigger_run",
  ]);
  const assess = tools.find(({ name }) => name === "assess_text");
  expect(assess?.inputSchema).toMatchObject({ type: "object", required: ["title"] });
});

it("reads positions and alerts with their evidence, assesses a text and starts a run", async () => {
  const { ask } = await filled();
  const client = await connect(ask, TOKEN);
  expect(await call(client, "list_positions", { holder: "north-isle" })).toMatchObject({
    isError: false,
    value: { positions: [{ id: "ni-keeps-toll", stance: "favor", citations: [{ quote: "keeps the toll" }] }] },
  });
  expect(await call(client, "read_alerts", { status: "open" })).toMatchObject({
    value: {
      alerts: [
        {
          headline: "North Isle appears to have reversed on the harbour toll",
          evidence: [{ quote: "North Isle DROPS toll, says minister" }, { quote: "North Isle DROPS the toll" }],
        },
      ],
    },
  });
  expect(await call(client, "assess_text", { title: "North Isle DROPS all" })).toMatchObject({
    value: { alert: true },
  });
  expect(await call(client, "trigger_run")).toMatchObject({ value: { trigger: "manual", outcome: { feeds: 2 } } });
  expect(await count("runs", "trigger = 'manual'")).toBe(1);
});

it("lets nobody in without a token, and does for each token no more than its scope", async () => {
  const { ask } = await filled();
  await expect(connect(ask, "wrong")).rejects.toThrow(/401|needs the header|Unauthorized/i);
  const made = await ask("/api/tokens", { method: "POST", json: { name: "model", scope: "read" } });
  const client = await connect(ask, (await made.json<{ token: string }>()).token);
  expect((await call(client, "read_alerts")).isError).toBe(false);
  expect(await call(client, "trigger_run")).toMatchObject({ isError: true, value: expect.stringContaining("operate") });
  expect(await count("runs", "trigger = 'manual'")).toBe(0);
});

it("tells a client what is wrong with its arguments", async () => {
  const { ask } = await filled();
  const client = await connect(ask, TOKEN);
  const outcome = await client.callTool({ name: "assess_text", arguments: { title: "" } }).then(
    (result) => (result as unknown as Told).isError === true,
    () => true,
  );
  expect(outcome).toBe(true);
});
