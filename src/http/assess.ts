/** `POST /api/assess`: a dry run of the detector on a text; nothing is stored. */
import { Hono } from "hono";
import * as v from "valibot";
import { wouldAlert } from "../alert/decide.ts";
import { requireToken } from "./auth.ts";
import { readBody } from "./body.ts";
import type { AppEnv } from "./context.ts";
import { problem } from "./problem.ts";

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

export const assessment = new Hono<AppEnv>().post("/", requireToken, async (c) => {
  const read = await readBody(c, AssessBody);
  if (read.kind === "answer") return read.answer;
  const { id, title, summary, outlet, published, dossier } = read.body;
  const dossiers = c.var.rt.watches
    .map((watch) => watch.dossier)
    .filter((each) => dossier === null || each.id === dossier);
  if (dossiers.length === 0) return problem(c, 404, `There is no dossier "${dossier}".`);
  const found = c.var.rt.assess({ title, summary: summary ?? "", outlet, published }, dossiers);
  const alert = wouldAlert(
    found.map(({ finding }) => finding),
    c.var.rt.config.policy,
  );
  return c.json({ id, alert, findings: found.map(({ dossierId, finding }) => ({ dossier: dossierId, ...finding })) });
});
