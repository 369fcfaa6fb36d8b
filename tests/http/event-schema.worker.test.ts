import { expect, it } from "vitest";
import worker from "../../src/index.ts";
import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";

it("publishes the schema of webhooks with an example of every type, to anyone", async () => {
  const request = new Request("https://volteface.test/events.schema.json") as Request<
    unknown,
    IncomingRequestCfProperties
  >;
  const answer = await worker.fetch?.(request, env, createExecutionContext());
  expect(answer?.status).toBe(200);
  expect(answer?.headers.get("content-type")).toBe("application/schema+json");
  const schema = await answer?.json<{ $schema: string; examples: { type: string }[] }>();
  expect(schema?.$schema).toContain("json-schema.org");
  expect(schema?.examples.map(({ type }) => type)).toEqual(
    expect.arrayContaining(["alert.opened", "digest", "feed.failing"]),
  );
});
