/** `/api/dossiers`: what is watched, with its actors and targets. */
import * as v from "valibot";
import type { Dossier } from "../model.ts";
import { operation, type Operation } from "./operation.ts";
import { problem } from "./problem.ts";
import { Count, MaybeText } from "./schema.ts";

const Document = v.object({ title: v.string(), published: v.string(), language: v.string() });

export const DossierSchema = v.object({
  id: v.string(),
  title: v.string(),
  document: Document,
  actors: v.array(
    v.object({
      id: v.string(),
      name: v.string(),
      aliases: v.array(v.string()),
      offices: v.array(v.string()),
      people: v.array(v.object({ name: v.string(), office: MaybeText, from: MaybeText, until: MaybeText })),
    }),
  ),
  targets: v.array(v.object({ id: v.string(), name: v.string(), terms: v.array(v.string()) })),
  positions: Count,
});

function shown(dossier: Dossier): v.InferInput<typeof DossierSchema> {
  const { title, published, language } = dossier.document;
  return {
    id: dossier.id,
    title: dossier.title,
    document: { title, published, language },
    actors: dossier.actors.map(({ id, name, aliases, offices, people }) => ({
      id,
      name,
      aliases,
      offices,
      people: people.map(({ name, office, from, until }) => ({ name, office, from, until })),
    })),
    targets: dossier.targets,
    positions: dossier.positions.length,
  };
}

export const dossierOperations: Operation[] = [
  operation("get", {
    path: "/api/dossiers",
    id: "listDossiers",
    tag: "dossiers",
    summary: "The watched subjects",
    access: "pages",
    answer: { description: "Every dossier", schema: v.object({ dossiers: v.array(DossierSchema) }) },
    handle: (c) => ({ dossiers: c.var.rt.watches.map(({ dossier }) => shown(dossier.source)) }),
  }),
  operation("get", {
    path: "/api/dossiers/:id",
    id: "readDossier",
    tag: "dossiers",
    summary: "One dossier",
    access: "pages",
    answer: { description: "The dossier", schema: DossierSchema },
    problems: [404],
    handle: (c) => {
      const id = c.req.param("id");
      const found = c.var.rt.watches.find(({ dossier }) => dossier.id === id);
      return found === undefined ? problem(c, 404, `There is no dossier ${id}.`) : shown(found.dossier.source);
    },
  }),
];
