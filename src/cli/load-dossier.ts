/** Reads a dossier's folder from disk, or stops with an error that names file, path and problem. */
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Dossier } from "../model.ts";
import { describeProblems, readDossier } from "../stance/dossier.ts";

/** The dossier of a folder; on any fault prints `file: path: problem` and exits with 1. */
export function loadDossier(folder: string, shownAs = folder): Dossier {
  const file = `${shownAs}/dossier.json`;
  let input: unknown;
  try {
    input = JSON.parse(readFileSync(join(folder, "dossier.json"), "utf8"));
  } catch (error) {
    return fail(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const result = readDossier(input);
  if (result.kind === "invalid") return fail(describeProblems(file, result.problems));
  if (result.dossier.id !== basename(folder)) {
    return fail(`${file}: id: "${result.dossier.id}" is not the folder's name, "${basename(folder)}"`);
  }
  return result.dossier;
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
