/** `/api/dossiers/:id/policy`: what may alert at all on a dossier, before the endpoints choose. */
import * as v from "valibot";
import type { DossierPolicy } from "../model.ts";
import type { Runtime } from "../runtime.ts";
import { policyOf, type PolicyRow, selectPolicies, setPolicy } from "../store/policies.ts";
import { CertaintySchema } from "./alerts.ts";
import { operation, type Operation } from "./operation.ts";
import { problem } from "./problem.ts";

const Name = v.pipe(v.string(), v.nonEmpty("must not be empty"), v.maxLength(200));
const Severity = v.picklist(["high", "medium", "low"]);
const Natural = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Every field may be left out: the default stands. */
export const DossierPolicyBody = v.strictObject({
  confidence: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  certainties: v.optional(v.array(CertaintySchema)),
  ignored_outlets: v.optional(v.array(Name)),
  state_media: v.optional(v.array(v.strictObject({ outlet: Name, actor: Name }))),
  corroborating_sources: v.optional(v.pipe(v.number(), v.integer(), v.minValue(2))),
  cooldown_ms: v.optional(Natural),
  severity: v.optional(v.strictObject({ reverses: Severity, softens: Severity, hardens: Severity })),
});

/** As the domain knows it. */
function readPolicy(body: v.InferOutput<typeof DossierPolicyBody>): Partial<DossierPolicy> {
  const given: { [K in keyof DossierPolicy]: DossierPolicy[K] | undefined } = {
    confidence: body.confidence,
    certainties: body.certainties,
    ignoredOutlets: body.ignored_outlets,
    stateMedia: body.state_media,
    corroboratingSources: body.corroborating_sources,
    cooldownMs: body.cooldown_ms,
    severity: body.severity,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** As the API shows it, every field filled in. */
async function shown(rt: Runtime, dossierId: string): Promise<v.InferInput<typeof DossierPolicyBody>> {
  const { results } = await selectPolicies(rt.db, [dossierId]).all<PolicyRow>();
  const policy = policyOf(dossierId, results, rt.config.policy);
  return {
    confidence: policy.confidence,
    certainties: policy.certainties,
    ignored_outlets: policy.ignoredOutlets,
    state_media: policy.stateMedia,
    corroborating_sources: policy.corroboratingSources,
    cooldown_ms: policy.cooldownMs,
    severity: policy.severity,
  };
}

function isWatched(rt: Runtime, id: string): boolean {
  return rt.watches.some(({ dossier }) => dossier.id === id);
}

export const dossierPolicyOperations: Operation[] = [
  operation("get", {
    path: "/api/dossiers/:id/policy",
    id: "readDossierPolicy",
    tag: "dossiers",
    summary: "What may alert on the dossier",
    access: "read",
    answer: { description: "The policy, defaults filled in", schema: DossierPolicyBody },
    problems: [404],
    handle: async (c) => {
      const id = c.req.param("id") ?? "";
      return isWatched(c.var.rt, id) ? shown(c.var.rt, id) : problem(c, 404, `There is no dossier ${id}.`);
    },
  }),
  operation("post", {
    path: "/api/dossiers/:id/policy",
    id: "setDossierPolicy",
    tag: "dossiers",
    summary: "Sets what may alert on the dossier; what is left out goes back to the default",
    access: "admin",
    body: {
      schema: DossierPolicyBody,
      example: { certainties: ["stated"], ignored_outlets: ["rumour.example"], corroborating_sources: 3 },
    },
    answer: { description: "The policy, defaults filled in", schema: DossierPolicyBody },
    problems: [404, 422],
    handle: async (c, _query, body) => {
      const { rt } = c.var;
      const id = c.req.param("id") ?? "";
      const dossier = rt.watches.find(({ dossier }) => dossier.id === id)?.dossier.source;
      if (dossier === undefined) return problem(c, 404, `There is no dossier ${id}.`);
      const errors = (body.state_media ?? []).flatMap(({ actor }, index) =>
        dossier.actors.some((known) => known.id === actor)
          ? []
          : [{ field: `state_media.${index}.actor`, problem: `no actor has the id "${actor}"` }],
      );
      if (errors.length > 0) return problem(c, 422, "The policy does not fit the dossier.", errors);
      await setPolicy(rt.db, id, readPolicy(body), rt.clock());
      return shown(rt, id);
    },
  }),
];
