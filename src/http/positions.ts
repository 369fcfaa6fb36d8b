/** `/api/positions`: the baseline, each position with its citation. */
import * as v from "valibot";
import type { Dossier, Position } from "../model.ts";
import { operation, type Operation } from "./operation.ts";
import { problem } from "./problem.ts";
import { Count } from "./schema.ts";

export const PositionSchema = v.object({
  dossier: v.string(),
  id: v.string(),
  holders: v.array(v.string()),
  target: v.string(),
  stance: v.picklist(["favor", "against", "none"]),
  statement: v.string(),
  citations: v.array(v.object({ paragraph: Count, quote: v.string() })),
  document: v.object({ title: v.string(), published: v.string() }),
});

function shown(dossier: Dossier, position: Position): v.InferInput<typeof PositionSchema> {
  const { id, holders, target, stance, statement, citations } = position;
  const { title, published } = dossier.document;
  return { dossier: dossier.id, id, holders, target, stance, statement, citations, document: { title, published } };
}

export const positionOperations: Operation[] = [
  operation("get", {
    path: "/api/positions",
    id: "listPositions",
    tag: "positions",
    summary: "What each actor holds, with the citation",
    access: "pages",
    query: v.strictObject({
      dossier: v.optional(v.string()),
      holder: v.optional(v.string()),
      target: v.optional(v.string()),
    }),
    answer: { description: "Every position that fits", schema: v.object({ positions: v.array(PositionSchema) }) },
    handle: (c, { dossier, holder, target }) => ({
      positions: c.var.rt.watches
        .map((watch) => watch.dossier.source)
        .filter(({ id }) => dossier === undefined || id === dossier)
        .flatMap((source) =>
          source.positions
            .filter((position) => holder === undefined || position.holders.includes(holder))
            .filter((position) => target === undefined || position.target === target)
            .map((position) => shown(source, position)),
        ),
    }),
  }),
  operation("get", {
    path: "/api/positions/:dossier/:id",
    id: "readPosition",
    tag: "positions",
    summary: "One position",
    access: "pages",
    answer: { description: "The position", schema: PositionSchema },
    problems: [404],
    handle: (c) => {
      const { dossier: dossierId, id } = c.req.param() as { dossier: string; id: string };
      const source = c.var.rt.watches.find(({ dossier }) => dossier.id === dossierId)?.dossier.source;
      const position = source?.positions.find((each) => each.id === id);
      if (source === undefined || position === undefined)
        return problem(c, 404, `There is no position ${dossierId}/${id}.`);
      return shown(source, position);
    },
  }),
];
