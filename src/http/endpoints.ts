/** `/api/endpoints`: where alerts go. An address and its secret are shown once, on creation, and masked after. */
import * as v from "valibot";
import { channels } from "../deliver/channel/all.ts";
import { newSecret, newSigningKey, publicKeyOf, readSecret } from "../deliver/sign.ts";
import type { ChannelKind, ChannelOptions } from "../model.ts";
import { checkAddress } from "../net/outbound.ts";
import { wakeDeliveries } from "../pipeline.ts";
import { readDelivery } from "../store/deliveries.ts";
import {
  addEndpoint,
  enableEndpoint,
  endpointPolicy,
  type EndpointRow,
  listEndpoints,
  readEndpoint,
  removeEndpoint,
  rotateSecret,
  setEndpointPolicy,
} from "../store/endpoints.ts";
import { recordTestEvent } from "../store/events.ts";
import { PolicyBody, readPolicy, shownPolicy } from "./endpoint-policy.ts";
import { idFor } from "./idempotency.ts";
import { operation, type Operation, rawOperation } from "./operation.ts";
import { type FieldProblem, problem } from "./problem.ts";
import { MaybeText, MaybeTime, Time } from "./schema.ts";
import { iso } from "./time.ts";

const KINDS = Object.keys(channels) as [ChannelKind, ...ChannelKind[]];

const EndpointBody = v.strictObject({
  url: v.pipe(v.string(), v.nonEmpty("must not be empty"), v.maxLength(2048)),
  kind: v.optional(v.picklist(KINDS), "webhook"),
  secret: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(200))), null),
  signature: v.optional(v.picklist(["v1", "v1a"]), "v1"),
  description: v.optional(v.pipe(v.string(), v.maxLength(200)), ""),
  options: v.optional(
    v.strictObject({
      chat_id: v.optional(v.pipe(v.string(), v.maxLength(100))),
      tag: v.optional(v.pipe(v.string(), v.maxLength(100))),
    }),
    {},
  ),
  policy: v.optional(PolicyBody, {}),
});

export const EndpointSchema = v.object({
  id: v.string(),
  url: MaybeText,
  kind: v.picklist(KINDS),
  description: v.string(),
  status: v.picklist(["active", "disabled", "removed"]),
  disabled_reason: MaybeText,
  created_at: Time,
  last_ok_at: MaybeTime,
  failing_since: MaybeTime,
  policy: PolicyBody,
});

const WithSecretSchema = v.object({ ...EndpointSchema.entries, secret: MaybeText, public_key: MaybeText });

/** What may be shown of an endpoint after its creation: the host of its address, nothing of its secret. */
export function masked(endpoint: EndpointRow): v.InferInput<typeof EndpointSchema> {
  return {
    id: endpoint.id,
    url: endpoint.url === "" ? null : `${new URL(endpoint.url).origin}/…`,
    kind: endpoint.kind,
    description: endpoint.description,
    status: endpoint.status,
    disabled_reason: endpoint.disabled_reason,
    created_at: iso(endpoint.created_at),
    last_ok_at: iso(endpoint.last_ok_at),
    failing_since: iso(endpoint.failing_since),
    policy: shownPolicy(endpointPolicy(endpoint)),
  };
}

/** The secret to sign with, and the key that receivers of `v1a` check with; or what is wrong with the one given. */
async function secretFor(
  kind: ChannelKind,
  given: string | null,
  signature: "v1" | "v1a",
): Promise<{ kind: "secret"; secret: string; publicKey: string | null } | { kind: "fault"; fault: FieldProblem }> {
  if (!channels[kind].isSigned) return { kind: "secret", secret: given ?? "", publicKey: null };
  if (given === null && signature === "v1a") return { kind: "secret", ...(await newSigningKey()) };
  const secret = given ?? newSecret();
  const read = readSecret(secret);
  if (read.kind === "invalid") return { kind: "fault", fault: { field: "secret", problem: read.reason } };
  return { kind: "secret", secret, publicKey: publicKeyOf(read.key) };
}

export const endpointOperations: Operation[] = [
  operation("get", {
    path: "/api/endpoints",
    id: "listEndpoints",
    tag: "endpoints",
    summary: "Where alerts go, addresses and secrets masked",
    access: "read",
    answer: { description: "The endpoints", schema: v.object({ endpoints: v.array(EndpointSchema) }) },
    handle: async (c) => ({ endpoints: (await listEndpoints(c.var.rt.db)).map(masked) }),
  }),
  operation("get", {
    path: "/api/endpoints/:id",
    id: "readEndpoint",
    tag: "endpoints",
    summary: "One endpoint",
    access: "read",
    answer: { description: "The endpoint", schema: EndpointSchema },
    problems: [404],
    handle: async (c) => {
      const endpoint = await readEndpoint(c.var.rt.db, c.req.param("id") ?? "");
      return endpoint === null ? problem(c, 404, `There is no endpoint ${c.req.param("id")}.`) : masked(endpoint);
    },
  }),
  operation("post", {
    path: "/api/endpoints",
    id: "createEndpoint",
    tag: "endpoints",
    summary: "Adds an endpoint; the answer shows its address and secret, once",
    access: "admin",
    body: {
      schema: EndpointBody,
      example: { url: "https://hooks.example.com/alerts", kind: "webhook", description: "the desk" },
    },
    answer: { status: 201, description: "The endpoint; masked where it was shown before", schema: WithSecretSchema },
    problems: [400, 409],
    isKeyed: true,
    handle: async (c, _query, body) => {
      const { rt } = c.var;
      const address = checkAddress(body.url, { purpose: "webhook", isLocalMode: rt.config.isLocalMode });
      if (address.kind === "refused") {
        return problem(c, 422, "Webhooks are not sent to this address.", [{ field: "url", problem: address.reason }]);
      }
      const made = await secretFor(body.kind, body.secret, body.signature);
      if (made.kind === "fault") return problem(c, 422, "This secret cannot sign webhooks.", [made.fault]);
      if (body.kind === "telegram" && body.options.chat_id === undefined) {
        return problem(c, 422, "Telegram needs a chat.", [{ field: "options.chat_id", problem: "is needed" }]);
      }
      const given = await idFor(c, "ep");
      if (given.kind === "answer") return given.answer;
      c.header("location", `/api/endpoints/${given.id}`);
      c.header("cache-control", "no-store");
      const before = await readEndpoint(rt.db, given.id);
      if (before !== null) return { ...masked(before), secret: null, public_key: null };
      const { chat_id, tag } = body.options;
      const options: ChannelOptions = {
        ...(chat_id === undefined ? {} : { chatId: chat_id }),
        ...(tag === undefined ? {} : { tag }),
      };
      const { url, kind, description } = body;
      const endpoint = {
        id: given.id,
        url,
        kind,
        description,
        options,
        secret: made.secret,
        policy: readPolicy(body.policy),
      };
      await addEndpoint(rt.db, endpoint, rt.clock());
      const stored = await readEndpoint(rt.db, given.id);
      if (stored === null) throw new Error(`the endpoint ${given.id} was not stored`);
      // The only answer that ever holds the address and the secret in full.
      return { ...masked(stored), url, secret: made.secret === "" ? null : made.secret, public_key: made.publicKey };
    },
  }),
  rawOperation("delete", {
    path: "/api/endpoints/:id",
    id: "removeEndpoint",
    tag: "endpoints",
    summary: "Forgets an endpoint's address and secret, and gives up what waits for it",
    access: "admin",
    answer: { status: 204, description: "It is removed", schema: null, mediaType: "" },
    problems: [404],
    handle: async (c) => {
      const id = c.req.param("id") ?? "";
      const isRemoved = await removeEndpoint(c.var.rt.db, id, c.var.rt.clock());
      return isRemoved ? c.body(null, 204) : problem(c, 404, `There is no endpoint ${id}.`);
    },
  }),
  operation("post", {
    path: "/api/endpoints/:id/policy",
    id: "setEndpointPolicy",
    tag: "endpoints",
    summary: "Sets what the endpoint wants to be told; what is left out goes back to the default",
    access: "admin",
    body: { schema: PolicyBody, example: { min_severity: "medium", quiet_hours: null } },
    answer: { description: "The endpoint", schema: EndpointSchema },
    problems: [404],
    handle: async (c, _query, body) => {
      const id = c.req.param("id") ?? "";
      await setEndpointPolicy(c.var.rt.db, id, readPolicy(body));
      const endpoint = await readEndpoint(c.var.rt.db, id);
      return endpoint === null ? problem(c, 404, `There is no endpoint ${id}.`) : masked(endpoint);
    },
  }),
  operation("post", {
    path: "/api/endpoints/:id/rotate",
    id: "rotateSecret",
    tag: "endpoints",
    summary: "Puts a new secret in place, shown once; the one before goes on signing beside it for a day",
    access: "admin",
    answer: { description: "The endpoint and its new secret", schema: WithSecretSchema },
    problems: [404, 409],
    handle: async (c) => {
      const { rt } = c.var;
      const id = c.req.param("id") ?? "";
      const endpoint = await readEndpoint(rt.db, id);
      if (endpoint === null) return problem(c, 404, `There is no endpoint ${id}.`);
      const before = readSecret(endpoint.secret);
      if (!channels[endpoint.kind].isSigned || before.kind === "invalid") {
        return problem(c, 409, "This endpoint has no secret of ours that could be rotated.");
      }
      const made = await secretFor(endpoint.kind, null, before.key.scheme);
      if (made.kind === "fault" || !(await rotateSecret(rt.db, id, made.secret, rt.clock()))) {
        return problem(c, 409, "This endpoint has no secret of ours that could be rotated.");
      }
      c.header("cache-control", "no-store");
      return { ...masked(endpoint), secret: made.secret, public_key: made.publicKey };
    },
  }),
  operation("post", {
    path: "/api/endpoints/:id/enable",
    id: "enableEndpoint",
    tag: "endpoints",
    summary: "Sends to a disabled endpoint again; what waited for it is due at once",
    access: "operate",
    answer: { description: "The endpoint", schema: EndpointSchema },
    problems: [404],
    handle: async (c) => {
      const id = c.req.param("id") ?? "";
      await enableEndpoint(c.var.rt.db, id);
      const endpoint = await readEndpoint(c.var.rt.db, id);
      return endpoint === null ? problem(c, 404, `There is no endpoint ${id}.`) : masked(endpoint);
    },
  }),
  operation("post", {
    path: "/api/endpoints/:id/test",
    id: "testEndpoint",
    tag: "endpoints",
    summary: "Sends a test event, signed and logged like an alert",
    access: "operate",
    answer: { status: 202, description: "Its delivery", schema: v.object({ delivery: v.string(), href: v.string() }) },
    problems: [400, 404, 409],
    isKeyed: true,
    handle: async (c) => {
      const { rt } = c.var;
      const endpoint = await readEndpoint(rt.db, c.req.param("id") ?? "");
      if (endpoint === null) return problem(c, 404, `There is no endpoint ${c.req.param("id")}.`);
      if (endpoint.status !== "active")
        return problem(c, 409, `The endpoint is disabled: ${endpoint.disabled_reason ?? ""}`);
      const given = await idFor(c, "dlv");
      if (given.kind === "answer") return given.answer;
      if ((await readDelivery(rt.db, given.id)) === null) {
        await recordTestEvent(rt.db, { eventId: rt.newId("msg"), deliveryId: given.id }, endpoint.id, rt.clock());
        await wakeDeliveries(rt, [given.id]);
      }
      return { delivery: given.id, href: `/api/deliveries/${given.id}` };
    },
  }),
];
