/** Holds what an item says against the positions of the dossiers: the detector, pure. */
import type { AssessableItem, Dossier, Finding } from "../model.ts";

/** A dossier made ready for assessing, once per isolate. */
export type CompiledDossier = { id: string; source: Dossier };

/** A finding and the dossier whose position it is on. */
export type DossierFinding = { dossierId: string; finding: Finding };

/** What an item says about the positions of the dossiers; at most one finding a position. */
export type Assess = (item: AssessableItem, dossiers: CompiledDossier[]) => DossierFinding[];

/** Prepares a dossier. */
export function compileDossier(source: Dossier): CompiledDossier {
  return { id: source.id, source };
}

export const assess: Assess = () => [];
