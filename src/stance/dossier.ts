/** The dossier's format: its one definition, from which `baseline/dossier.schema.json` is made, and its check. */
import * as v from "valibot";
import type { Dossier, Position } from "../model.ts";

const Id = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be lower-case words joined by hyphens"));
const Text = v.pipe(v.string(), v.nonEmpty("must not be empty"));
const IsoDate = v.pipe(v.string(), v.isoDate("must be a date such as 2024-03-25"));
const Sentences = v.optional(v.array(Text));

const Citation = v.strictObject({
  paragraph: v.pipe(v.number(), v.integer(), v.minValue(1, "paragraphs are counted from 1")),
  quote: Text,
});

/** What a `dossier.json` may contain; whatever is not optional here is required of its author. */
export const DossierSchema = v.strictObject({
  $schema: v.optional(v.string()),
  id: Id,
  title: Text,
  document: v.strictObject({
    title: Text,
    published: IsoDate,
    language: v.optional(v.string()),
    sha256: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, "must be 64 lower-case hexadecimal digits"))),
  }),
  actors: v.pipe(
    v.array(
      v.strictObject({
        id: Id,
        name: Text,
        aliases: v.optional(v.array(Text)),
        offices: v.optional(v.array(Text)),
        people: v.optional(
          v.array(
            v.strictObject({
              name: Text,
              aliases: v.optional(v.array(Text)),
              office: v.optional(Text),
              from: v.optional(IsoDate),
              until: v.optional(IsoDate),
            }),
          ),
        ),
      }),
    ),
    v.minLength(1, "needs at least one actor"),
  ),
  targets: v.pipe(
    v.array(v.strictObject({ id: Id, name: Text, terms: v.pipe(v.array(Text), v.minLength(1, "needs a term")) })),
    v.minLength(1, "needs at least one target"),
  ),
  positions: v.pipe(
    v.array(
      v.strictObject({
        id: Id,
        holders: v.pipe(v.array(Id), v.minLength(1, "needs a holder")),
        target: Id,
        stance: v.picklist(["favor", "against", "none"]),
        statement: Text,
        citation: v.union([Citation, v.pipe(v.array(Citation), v.minLength(1, "needs a citation"))]),
        holds: Sentences,
        shifts: Sentences,
      }),
    ),
    v.minLength(1, "needs at least one position"),
  ),
});

type DossierInput = v.InferOutput<typeof DossierSchema>;

/** What is wrong with a dossier: where (`positions.3.holders.0`) and what. */
export type DossierProblem = { path: string; problem: string };

export type DossierResult = { kind: "dossier"; dossier: Dossier } | { kind: "invalid"; problems: DossierProblem[] };

/** Checks a parsed `dossier.json` and fills in every optional part. */
export function readDossier(input: unknown): DossierResult {
  const parsed = v.safeParse(DossierSchema, input);
  if (!parsed.success) {
    return {
      kind: "invalid",
      problems: parsed.issues.flatMap((issue) => problemsOf(issue)),
    };
  }
  const problems = danglingIds(parsed.output);
  return problems.length > 0 ? { kind: "invalid", problems } : { kind: "dossier", dossier: complete(parsed.output) };
}

/** Says a dossier's problems with the file's name, one a line. */
export function describeProblems(file: string, problems: DossierProblem[]): string {
  return problems.map(({ path, problem }) => `${file}: ${path}: ${problem}`).join("\n");
}

/** A union reports one issue for all its options; where an option got further in, its own issue says what is wrong. */
function problemsOf(issue: v.BaseIssue<unknown>): DossierProblem[] {
  const path = v.getDotPath(issue) ?? "(the file)";
  const inner = issue.type === "union" ? (issue.issues ?? []).filter((option) => option.path !== undefined) : [];
  if (inner.length === 0) return [{ path, problem: issue.message }];
  // The path of an option's issue starts at the union.
  return inner.flatMap(problemsOf).map((found) => ({ path: `${path}.${found.path}`, problem: found.problem }));
}

function danglingIds(input: DossierInput): DossierProblem[] {
  const problems: DossierProblem[] = [];
  for (const list of ["actors", "targets", "positions"] as const) {
    const seen = new Set<string>();
    for (const [index, { id }] of input[list].entries()) {
      if (seen.has(id)) problems.push({ path: `${list}.${index}.id`, problem: `"${id}" is used twice` });
      seen.add(id);
    }
  }
  const actors = new Set(input.actors.map((actor) => actor.id));
  const targets = new Set(input.targets.map((target) => target.id));
  for (const [index, position] of input.positions.entries()) {
    for (const [place, holder] of position.holders.entries()) {
      if (actors.has(holder)) continue;
      problems.push({ path: `positions.${index}.holders.${place}`, problem: `no actor has the id "${holder}"` });
    }
    if (!targets.has(position.target)) {
      problems.push({ path: `positions.${index}.target`, problem: `no target has the id "${position.target}"` });
    }
  }
  return problems;
}

function complete(input: DossierInput): Dossier {
  return {
    id: input.id,
    title: input.title,
    document: {
      title: input.document.title,
      published: input.document.published,
      language: input.document.language ?? "en",
      sha256: input.document.sha256 ?? null,
    },
    actors: input.actors.map((actor) => ({
      id: actor.id,
      name: actor.name,
      aliases: actor.aliases ?? [],
      offices: actor.offices ?? [],
      people: (actor.people ?? []).map((person) => ({
        name: person.name,
        aliases: person.aliases ?? [],
        office: person.office ?? null,
        from: person.from ?? null,
        until: person.until ?? null,
      })),
    })),
    targets: input.targets,
    positions: input.positions.map((position): Position => ({
      id: position.id,
      holders: position.holders,
      target: position.target,
      stance: position.stance,
      statement: position.statement,
      citations: [position.citation].flat(),
      holds: position.holds ?? [],
      shifts: position.shifts ?? [],
    })),
  };
}
