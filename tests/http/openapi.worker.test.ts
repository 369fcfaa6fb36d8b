/** The description of the API: complete, about what is there, and with examples that work. */
import { expect, it } from "vitest";
import { createApi } from "../../src/http/api.ts";
import { operations } from "../../src/http/operations.ts";
import { dossier } from "../harbour.ts";
import { client } from "./client.ts";
import { filled } from "./filled.ts";

type Document = {
  openapi: string;
  paths: Record<string, Record<string, { operationId: string; responses: Record<string, unknown> }>>;
  components: { schemas: Record<string, unknown> };
};

it("describes exactly the routes that there are", async () => {
  const document = await (await client().ask("/openapi.json", { token: null })).json<Document>();
  expect(document.openapi).toBe("3.1.0");
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const routed = createApi()
    .routes.filter(({ method, path }) => method !== "ALL" && path !== "/openapi.json")
    .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, "{$1}")}`);
  expect(described.toSorted()).toEqual([...new Set(routed)].toSorted());
  expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length);
});

it("refers only to schemas that it holds, and leaves none of them open", async () => {
  const text = await (await client().ask("/openapi.json")).text();
  const { components } = JSON.parse(text) as Document;
  const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference ?? "");
  expect(references.length).toBeGreaterThan(20);
  const names = new Set(Object.keys(components.schemas).map((name) => `#/components/schemas/${name}`));
  expect(references.filter((reference) => !names.has(reference))).toEqual([]);
});

const EXAMPLES = operations.flatMap(({ method, path, body, answer }) =>
  body === null ? [] : [{ method, path, body, answer }],
);

it.each(EXAMPLES)(
  "answers the documented example of $method $path as documented",
  async ({ method, path, body, answer }) => {
    const { ask } = await filled();
    const example = JSON.parse(
      JSON.stringify(body.example).replaceAll("japan-north-korea-summit", dossier.id),
    ) as unknown;
    const address = path
      .replace("/api/endpoints/:id", "/api/endpoints/ep_1")
      .replace("/api/dossiers/:id", `/api/dossiers/${dossier.id}`)
      .replace("/api/feeds/:id", `/api/feeds/${await firstFeed(ask)}`)
      .replace("/api/alerts/:id", `/api/alerts/${await firstAlert(ask)}`);
    const given = await ask(address, { method: method.toUpperCase(), json: example });
    expect([await given.clone().text(), given.status]).toEqual([await given.text(), answer.status]);
  },
);

async function firstFeed(ask: Awaited<ReturnType<typeof filled>>["ask"]): Promise<string> {
  const { feeds } = await (await ask("/api/feeds")).json<{ feeds: { id: string }[] }>();
  return feeds[0]?.id ?? "";
}

async function firstAlert(ask: Awaited<ReturnType<typeof filled>>["ask"]): Promise<string> {
  const { alerts } = await (await ask("/api/alerts?limit=1")).json<{ alerts: { id: string }[] }>();
  return alerts[0]?.id ?? "";
}
