/** Endpoints: the address and the secret are shown once, on creation, and never again, in answers or in logs. */
import { expect, it } from "vitest";
import { deliver, tick } from "../../src/pipeline.ts";
import { count } from "../runtime.ts";
import { client, TOKEN } from "./client.ts";

const URL_WITH_SECRET = "https://hooks.example.com/services/T000/B000/very-secret-path?key=abc";

it("shows address and secret in the answer to the creation only, and nowhere in any later answer, page or log", async () => {
  const { rt, ask, logged } = client();
  await tick(rt);
  const created = await ask("/api/endpoints", { method: "POST", json: { url: URL_WITH_SECRET } });
  expect(created.status).toBe(201);
  const { id, secret, url } = await created.json<{ id: string; secret: string; url: string }>();
  expect(url).toBe(URL_WITH_SECRET);
  expect(secret).toMatch(/^whsec_/);

  const tested = await ask(`/api/endpoints/${id}/test`, { method: "POST" });
  expect(tested.status).toBe(202);
  const { delivery } = await tested.json<{ delivery: string }>();
  rt.pages.set(URL_WITH_SECRET, () => new Response("no", { status: 500 }));
  await deliver(rt, delivery);

  const paths = ["/", "/status", "/api/endpoints", `/api/deliveries/${delivery}`, "/api/alerts", "/api/runs"];
  const answers = await Promise.all(
    paths.map(async (path) => {
      const answer = await ask(path);
      return JSON.stringify([...answer.headers]) + (await answer.text());
    }),
  );
  const refused = await ask("/api/endpoints", { method: "POST", json: { url: URL_WITH_SECRET, secret, more: 1 } });
  for (const text of [...answers, await refused.text(), ...logged]) {
    expect(text).not.toContain("very-secret-path");
    expect(text).not.toContain(secret);
    expect(text).not.toContain(secret.slice("whsec_".length));
    expect(text).not.toContain(TOKEN);
  }
  expect(answers[2]).toContain("https://hooks.example.com/…");
  expect(logged.join("\n")).toContain("delivery.attempted");
});

it("signs and sends a test event through the same path as an alert, and shows the attempt", async () => {
  const { rt, ask } = client();
  rt.pages.set(URL_WITH_SECRET, () => new Response(null, { status: 204 }));
  const { id } = await (
    await ask("/api/endpoints", { method: "POST", json: { url: URL_WITH_SECRET } })
  ).json<{ id: string }>();
  const { href } = await (await ask(`/api/endpoints/${id}/test`, { method: "POST" })).json<{ href: string }>();
  for (const message of rt.queues.deliver.sent) await deliver(rt, message.deliveryId);
  expect(await (await ask(href)).json()).toMatchObject({
    endpoint: id,
    status: "delivered",
    attempts: [{ number: 1, outcome: "delivered", status: 204 }],
  });
});

it("forgets address and secret when the endpoint is removed", async () => {
  const { ask } = client();
  const { id } = await (
    await ask("/api/endpoints", { method: "POST", json: { url: URL_WITH_SECRET } })
  ).json<{ id: string }>();
  expect((await ask(`/api/endpoints/${id}`, { method: "DELETE" })).status).toBe(204);
  expect((await ask(`/api/endpoints/${id}`, { method: "DELETE" })).status).toBe(404);
  expect(await count("endpoints", "url <> '' OR secret <> ''")).toBe(0);
  expect(await (await ask("/api/endpoints")).json()).toEqual({ endpoints: [] });
});
