/** Errors: always problem+json with a request id, naming the field and never the cause inside. */
import { expect, it } from "vitest";
import { client } from "./client.ts";

const WRONG: { what: string; status: number; method: string; path: string; body?: string; field?: string }[] = [
  { what: "an unknown path", status: 404, method: "GET", path: "/nowhere" },
  { what: "an unknown run", status: 404, method: "GET", path: "/api/runs/run_0" },
  { what: "an unknown endpoint", status: 404, method: "DELETE", path: "/api/endpoints/ep_0" },
  { what: "a test of an unknown endpoint", status: 404, method: "POST", path: "/api/endpoints/ep_0/test" },
  { what: "an unknown feed", status: 404, method: "DELETE", path: "/api/feeds/feed_0" },
  { what: "an unknown delivery", status: 404, method: "GET", path: "/api/deliveries/dlv_0" },
  { what: "an unknown dossier", status: 404, method: "POST", path: "/api/runs", body: '{"dossier":"x"}' },
  { what: "a body that is not JSON", status: 400, method: "POST", path: "/api/runs", body: "{" },
  { what: "a body of another form", status: 422, method: "POST", path: "/api/runs", body: "[]", field: "(the body)" },
  { what: "an unknown field", status: 422, method: "POST", path: "/api/runs", body: '{"speed":1}', field: "speed" },
  { what: "no title", status: 422, method: "POST", path: "/api/assess", body: "{}", field: "title" },
  { what: "a limit of no number", status: 422, method: "GET", path: "/api/alerts?limit=many", field: "limit" },
  { what: "a limit of nothing", status: 422, method: "GET", path: "/api/alerts?limit=0", field: "limit" },
  { what: "a limit too large", status: 422, method: "GET", path: "/api/runs?limit=100000", field: "limit" },
  {
    what: "a webhook to the inside",
    status: 422,
    method: "POST",
    path: "/api/endpoints",
    body: '{"url":"http://10.0.0.1/"}',
    field: "url",
  },
  {
    what: "a secret too short",
    status: 422,
    method: "POST",
    path: "/api/endpoints",
    body: '{"url":"https://hooks.example.com/x","secret":"short"}',
    field: "secret",
  },
  {
    what: "a feed of the inside",
    status: 422,
    method: "POST",
    path: "/api/feeds",
    body: '{"url":"file:///etc/passwd","dossier":"harbour"}',
    field: "url",
  },
];

it.each(WRONG)("answers $status with problem+json to $what", async ({ status, method, path, body, field }) => {
  const { ask } = client();
  const answer = await ask(path, { method, ...(body === undefined ? {} : { body }) });
  expect(answer.status).toBe(status);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(answer.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  const problem = await answer.json<{ status: number; title: string; detail: string; errors?: { field: string }[] }>();
  expect(problem).toMatchObject({ status, title: expect.stringMatching(/\w/), detail: expect.stringMatching(/\w/) });
  expect((problem.errors ?? []).map((error) => error.field)).toEqual(field === undefined ? [] : [field]);
});

it("refuses a body that is too large before it reads all of it", async () => {
  const { ask } = client();
  const declared = await ask("/api/runs", { method: "POST", body: "x".repeat(70_000) });
  expect(declared.status).toBe(413);
  let pulled = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled += 1;
      if (pulled > 1000) controller.close();
      else controller.enqueue(new Uint8Array(4096).fill(32));
    },
  });
  const streamed = await ask("/api/runs", { method: "POST", body: endless });
  expect(streamed.status).toBe(413);
  expect(pulled).toBeLessThan(100);
});

it("tells the caller of a failure inside its request id and nothing of the cause, which the log has", async () => {
  const { rt, ask, logged } = client();
  rt.db = {
    prepare: () => {
      throw new Error("the cause: whsec_inside");
    },
  } as unknown as D1Database;
  const answer = await ask("/api/alerts");
  expect(answer.status).toBe(500);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  const text = await answer.text();
  expect(text).not.toContain("whsec_inside");
  const requestId = answer.headers.get("x-request-id") ?? "";
  expect(logged.some((line) => line.includes("http.failed") && line.includes(requestId))).toBe(true);
});

it("answers a wrong setting with problem+json that names it", async () => {
  const { createApp } = await import("../../src/http/app.ts");
  const answer = await createApp().request("/status", undefined, {
    runtime: () => {
      throw new Error("the setting ALERT_CONFIDENCE must be a number from 0 to 1");
    },
  });
  expect(answer.status).toBe(500);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
});
