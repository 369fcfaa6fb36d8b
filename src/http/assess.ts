/** `POST /api/assess`: a dry run of the detector on a text; nothing is stored. */
import * as v from "valibot";
import { wouldAlert } from "../alert/decide.ts";
import type { AssessableItem } from "../model.ts";
import type { Runtime } from "../runtime.ts";
import { heldEntries } from "./findings.ts";
import { operation, type Operation } from "./operation.ts";
import { problem } from "./problem.ts";
import { MaybeText } from "./schema.ts";

const optional = <T extends v.GenericSchema>(schema: T) => v.optional(v.nullable(schema), null);

const AssessBody = v.strictObject({
  id: optional(v.string()),
  title: v.pipe(v.string(), v.nonEmpty("must not be empty"), v.maxLength(2000)),
  summary: optional(v.pipe(v.string(), v.maxLength(50_000))),
  outlet: optional(v.string()),
  published: optional(v.string()),
  link: optional(v.string()),
  dossier: optional(v.string()),
});

export const AssessedSchema = v.object({
  id: MaybeText,
  alert: v.boolean(),
  findings: v.array(v.object(heldEntries)),
});

/** What the detector says of the text about the positions of a dossier, or of all. */
export function assessText(
  rt: Runtime,
  item: AssessableItem,
  dossierId: string | null,
): Omit<v.InferInput<typeof AssessedSchema>, "id"> {
  const dossiers = rt.watches.map(({ dossier }) => dossier).filter(({ id }) => dossierId === null || id === dossierId);
  const found = rt.assess(item, dossiers);
  const alert = wouldAlert(
    found.map(({ finding }) => finding),
    rt.config.policy,
  );
  return { alert, findings: found.map(({ dossierId: dossier, finding }) => ({ dossier, ...finding })) };
}

export const assessOperations: Operation[] = [
  operation("post", {
    path: "/api/assess",
    id: "assess",
    tag: "detector",
    summary: "What the detector reads in a text; nothing is stored",
    access: "operate",
    body: {
      schema: AssessBody,
      example: {
        id: "example",
        title: "Minister says the abduction issue can be set aside",
        summary: "Tokyo will no longer insist on it, the minister said on Monday.",
        outlet: "The Example",
      },
    },
    answer: { description: "What was found, and whether it would alert on its own", schema: AssessedSchema },
    problems: [404],
    handle: (c, _query, { id, title, summary, outlet, published, dossier }) => {
      const { rt } = c.var;
      if (dossier !== null && !rt.watches.some((watch) => watch.dossier.id === dossier)) {
        return problem(c, 404, `There is no dossier "${dossier}".`);
      }
      return { id, ...assessText(rt, { title, summary: summary ?? "", outlet, published }, dossier) };
    },
  }),
];
