/** Lists: pages by cursor, filters, tags, and every answer in the form that the description gives. */
import * as v from "valibot";
import { expect, it } from "vitest";
import { operations } from "../../src/http/operations.ts";
import { filled } from "./filled.ts";

it("pages through a list without losing or repeating a row, while rows are added", async () => {
  const { ask, round } = await filled();
  const seen: number[] = [];
  let next: string | null = "/api/items?limit=2";
  while (next !== null) {
    const answer = await ask(next, { token: null });
    const page: { items: { id: number }[]; next: string | null } = await answer.json();
    expect(page.items.length).toBeLessThanOrEqual(2);
    expect(answer.headers.has("link")).toBe(page.next !== null);
    seen.push(...page.items.map(({ id }) => id));
    if (seen.length === 2) await round([["Late news"], ["Later news"]]);
    next = page.next;
  }
  expect(seen).toEqual([...seen].sort((a, b) => b - a));
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.length).toBeGreaterThan(5);
});

it("refuses a cursor that it did not write, and a filter that it does not know", async () => {
  const { ask } = await filled();
  for (const query of ["cursor=abc", "cursor=W10", "cursor=", "stauts=open", "status=shut"]) {
    expect([query, (await ask(`/api/alerts?${query}`)).status]).toEqual([query, 422]);
  }
});

it("filters alerts by status, dossier, position and time, and findings by decision", async () => {
  const { rt, ask } = await filled();
  const ids = async (query: string) =>
    (await (await ask(`/api/alerts?${query}`)).json<{ alerts: { id: string }[] }>()).alerts.map(({ id }) => id);
  const all = await ids("");
  expect(all).toHaveLength(1);
  expect(await ids("status=open&dossier=harbour&position=ni-keeps-toll")).toEqual(all);
  expect(await ids("status=confirmed")).toEqual([]);
  expect(await ids("dossier=elsewhere")).toEqual([]);
  expect(await ids(`since=${new Date(rt.now).toISOString()}`)).toEqual([]);
  const titles = async (decision: string) =>
    (await (await ask(`/api/findings?decision=${decision}`)).json<{ findings: { title: string }[] }>()).findings.map(
      ({ title }) => title,
    );
  expect(await titles("confirms-position")).toEqual(["North Isle KEEPS the toll"]);
});

it("answers 304 to a tag that still fits, and 200 once something has changed", async () => {
  const { ask, round } = await filled();
  const first = await ask("/api/alerts");
  const tag = first.headers.get("etag") ?? "";
  expect(tag).toMatch(/^(W\/)?"[^"]+"$/);
  const same = await ask("/api/alerts", { headers: { "if-none-match": tag } });
  expect(same.status).toBe(304);
  expect(await same.text()).toBe("");
  await round([["North Isle DROPS all tolls"], ["Sport"]]);
  expect((await ask("/api/alerts", { headers: { "if-none-match": tag } })).status).toBe(200);
});

it("gives every list and status in the form that its description promises", async () => {
  const { ask } = await filled();
  const described = operations.filter(({ method, path, answer }) => {
    return method === "get" && !path.includes(":") && answer.schema !== null;
  });
  expect(described.length).toBeGreaterThan(10);
  for (const { path, answer } of described) {
    const body = await (await ask(path)).json();
    const parsed = v.safeParse(answer.schema ?? v.never(), body);
    expect([path, parsed.issues?.map((issue) => [v.getDotPath(issue), issue.message])]).toEqual([path, undefined]);
  }
});

it("shows one of each by its id, and 404 for one that does not exist", async () => {
  const { ask } = await filled();
  const first = async (path: string, name: string) => {
    const list = await (await ask(path)).json<Record<string, { id: string }[]>>();
    return list[name]?.[0]?.id ?? "";
  };
  const paths = await Promise.all(
    ["alerts", "items", "feeds", "runs", "endpoints", "deliveries", "dossiers"].map(
      async (name) => `/api/${name}/${await first(`/api/${name}`, name)}`,
    ),
  );
  for (const path of [...paths, "/api/positions/harbour/ni-keeps-toll"]) {
    expect([path, (await ask(path)).status]).toEqual([path, 200]);
    expect((await ask(`${path}0`)).status).toBe(404);
  }
});
