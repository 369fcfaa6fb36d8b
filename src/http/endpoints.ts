/** `/api/endpoints`: where webhooks go. An address is shown once, on creation, and masked after; so is the secret. */
import { Hono } from "hono";
import * as v from "valibot";
import { newSecret, readSecret } from "../deliver/sign.ts";
import { checkAddress } from "../net/outbound.ts";
import { wakeDeliveries } from "../pipeline.ts";
import { addEndpoint, type EndpointRow, listEndpoints, readEndpoint, removeEndpoint } from "../store/endpoints.ts";
import { recordTestEvent } from "../store/events.ts";
import { requireToken } from "./auth.ts";
import { readBody } from "./body.ts";
import type { AppEnv } from "./context.ts";
import { problem } from "./problem.ts";
import { iso } from "./time.ts";

const EndpointBody = v.strictObject({
  url: v.pipe(v.string(), v.nonEmpty("must not be empty"), v.maxLength(2048)),
  secret: v.optional(v.nullable(v.string()), null),
  description: v.optional(v.pipe(v.string(), v.maxLength(200)), ""),
});

export const endpoints = new Hono<AppEnv>()
  .use(requireToken)
  .get("/", async (c) => c.json({ endpoints: (await listEndpoints(c.var.rt.db)).map(masked) }))
  .post("/", async (c) => {
    const read = await readBody(c, EndpointBody);
    if (read.kind === "answer") return read.answer;
    const { rt } = c.var;
    const { url, description } = read.body;
    const address = checkAddress(url, { purpose: "webhook", isLocalMode: rt.config.isLocalMode });
    if (address.kind === "refused") {
      return problem(c, 422, "Webhooks are not sent to this address.", [{ field: "url", problem: address.reason }]);
    }
    const secret = read.body.secret ?? newSecret();
    const key = readSecret(secret);
    if (key.kind === "invalid") {
      return problem(c, 422, "This secret cannot sign webhooks.", [{ field: "secret", problem: key.reason }]);
    }
    const endpoint = { id: rt.newId("ep"), url, secret, description };
    await addEndpoint(rt.db, endpoint, rt.clock());
    c.header("location", `/api/endpoints/${endpoint.id}`);
    // The only answer that ever holds the address and the secret in full.
    return c.json({ ...endpoint, status: "active" }, 201);
  })
  .delete("/:id", async (c) => {
    const id = c.req.param("id");
    const isRemoved = await removeEndpoint(c.var.rt.db, id, c.var.rt.clock());
    return isRemoved ? c.body(null, 204) : problem(c, 404, `There is no endpoint ${id}.`);
  })
  .post("/:id/test", async (c) => {
    const { rt } = c.var;
    const endpoint = await readEndpoint(rt.db, c.req.param("id"));
    if (endpoint === null) return problem(c, 404, `There is no endpoint ${c.req.param("id")}.`);
    if (endpoint.status !== "active")
      return problem(c, 409, `The endpoint is disabled: ${endpoint.disabled_reason ?? ""}`);
    const delivery = await recordTestEvent(
      rt.db,
      { eventId: rt.newId("msg"), deliveryId: rt.newId("dlv") },
      endpoint.id,
      rt.clock(),
    );
    await wakeDeliveries(rt, [delivery]);
    return c.json({ delivery, href: `/api/deliveries/${delivery}` }, 202);
  });

/** What may be shown of an endpoint after its creation: the host of its address, nothing of its secret. */
function masked(endpoint: EndpointRow): Record<string, unknown> {
  return {
    id: endpoint.id,
    url: endpoint.url === "" ? null : `${new URL(endpoint.url).origin}/…`,
    description: endpoint.description,
    status: endpoint.status,
    disabled_reason: endpoint.disabled_reason,
    created_at: iso(endpoint.created_at),
  };
}
