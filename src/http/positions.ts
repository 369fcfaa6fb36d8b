/** `/api/positions`: what is held, now or as of a day, with what it rests on. */
import * as v from "valibot";
import type { Dossier, Position } from "../model.ts";
import type { Runtime } from "../runtime.ts";
import { listHeldVersions, listPositionVersions } from "../store/positions.ts";
import { type Held, versionsOf } from "./held.ts";
import { operation, type Operation } from "./operation.ts";
import { problem } from "./problem.ts";
import { Count, MaybeText, MaybeTime, Time } from "./schema.ts";
import { iso } from "./time.ts";

const Stance = v.picklist(["favor", "against", "none"]);

const VersionSchema = v.object({
  version: Count,
  held_since: Time,
  stance: Stance,
  statement: v.string(),
  moved: v.nullable(v.string()),
  alert: MaybeText,
  note: MaybeText,
  evidence: v.nullable(
    v.object({ quote: v.string(), title: v.string(), outlet: v.string(), link: MaybeText, published: MaybeTime }),
  ),
});

export const PositionSchema = v.object({
  dossier: v.string(),
  id: v.string(),
  holders: v.array(v.string()),
  target: v.string(),
  ...VersionSchema.entries,
  citations: v.array(v.object({ paragraph: Count, quote: v.string() })),
  document: v.object({ title: v.string(), published: v.string() }),
});

const WithVersionsSchema = v.object({ ...PositionSchema.entries, versions: v.array(VersionSchema) });

function shownVersion(held: Held): v.InferInput<typeof VersionSchema> {
  const { version, since, stance, statement, moved, alertId, note, evidence } = held;
  const shown =
    evidence === null
      ? null
      : {
          quote: evidence.quote,
          title: evidence.title,
          outlet: evidence.outlet,
          link: evidence.link,
          published: iso(evidence.publishedAt),
        };
  return { version, held_since: iso(since), stance, statement, moved, alert: alertId, note, evidence: shown };
}

function shown(dossier: Dossier, position: Position, held: Held): v.InferInput<typeof PositionSchema> {
  const { id, holders, target, citations } = position;
  const { title, published } = dossier.document;
  return { dossier: dossier.id, id, holders, target, ...shownVersion(held), citations, document: { title, published } };
}

/** The versions that were held at a time, of the dossiers' positions; each dossier is one statement. */
async function heldOf(rt: Runtime, dossier: Dossier, asOf: number): Promise<Map<string, Held>> {
  const rows = await listHeldVersions(rt.db, dossier.id, asOf);
  return new Map(
    dossier.positions.flatMap((position) => {
      const held = versionsOf(dossier, position, rows).at(-1);
      return held === undefined ? [] : [[position.id, held]];
    }),
  );
}

type PositionFilter = {
  dossier?: string | undefined;
  holder?: string | undefined;
  target?: string | undefined;
  as_of?: string | undefined;
};

/** The positions that fit, as they were held at the time. */
export async function listPositions(
  rt: Runtime,
  { dossier, holder, target, as_of }: PositionFilter,
): Promise<v.InferInput<typeof PositionSchema>[]> {
  const asOf = as_of === undefined ? rt.clock() : Date.parse(as_of);
  const sources = rt.watches
    .map((watch) => watch.dossier.source)
    .filter(({ id }) => dossier === undefined || id === dossier);
  const lists = await Promise.all(
    sources.map(async (source) => {
      const held = await heldOf(rt, source, asOf);
      return source.positions
        .filter((position) => holder === undefined || position.holders.includes(holder))
        .filter((position) => target === undefined || position.target === target)
        .flatMap((position) => {
          const version = held.get(position.id);
          return version === undefined ? [] : [shown(source, position, version)];
        });
    }),
  );
  return lists.flat();
}

export const positionOperations: Operation[] = [
  operation("get", {
    path: "/api/positions",
    id: "listPositions",
    tag: "positions",
    summary: "What each actor holds, now or as of a time, with what it rests on",
    access: "pages",
    query: v.strictObject({
      dossier: v.optional(v.string()),
      holder: v.optional(v.string()),
      target: v.optional(v.string()),
      as_of: v.optional(v.pipe(v.string(), v.isoTimestamp("must be an ISO 8601 time such as 2026-01-31T00:00:00Z"))),
    }),
    answer: { description: "Every position that fits", schema: v.object({ positions: v.array(PositionSchema) }) },
    handle: async (c, filter) => ({ positions: await listPositions(c.var.rt, filter) }),
  }),
  operation("get", {
    path: "/api/positions/:dossier/:id",
    id: "readPosition",
    tag: "positions",
    summary: "One position with every version, oldest first",
    access: "pages",
    answer: { description: "The position", schema: WithVersionsSchema },
    problems: [404],
    handle: async (c) => {
      const { dossier: dossierId, id } = c.req.param() as { dossier: string; id: string };
      const source = c.var.rt.watches.find(({ dossier }) => dossier.id === dossierId)?.dossier.source;
      const position = source?.positions.find((each) => each.id === id);
      if (source === undefined || position === undefined) {
        return problem(c, 404, `There is no position ${dossierId}/${id}.`);
      }
      const versions = versionsOf(source, position, await listPositionVersions(c.var.rt.db, dossierId));
      const held = versions.at(-1);
      if (held === undefined) throw new Error(`the position ${dossierId}/${id} has no version`);
      return { ...shown(source, position, held), versions: versions.map(shownVersion) };
    },
  }),
];
