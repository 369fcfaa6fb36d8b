/** Reads the labelled sets under `tests/eval`, and says which of them are for learning and which for testing. */
import { readFileSync } from "node:fs";
import type { Certainty, Direction, Dossier } from "../model.ts";
import { loadDossier } from "./load-dossier.ts";

export type Label = {
  position: string;
  verdict: "shift" | "hold" | "none";
  direction: Direction | null;
  certainty: Certainty;
};

export type LabelledItem = {
  id: string;
  title: string;
  summary: string;
  outlet: string;
  published: string;
  labels: Label[];
  alert: boolean;
  kind: "shift" | "hold" | "near-miss" | "unrelated";
  trap: string;
  basis: string;
};

/** `learn`: looked at and learnt from; `test`: neither. */
export type LabelledSet = { name: string; use: "learn" | "test"; dossier: Dossier; items: LabelledItem[] };

const ROOT = `${import.meta.dirname}/../..`;
const EVAL = `${ROOT}/tests/eval`;
const FIRST_DOSSIER = "japan-north-korea-summit";
/** One in three items of the first dossier is for testing. */
const KEPT_BACK = 3;

/** All sets: whole subjects held in or out, the first dossier's items in two parts, and a set of other authors. */
export function labelledSets(): LabelledSet[] {
  const splits = JSON.parse(readFileSync(`${EVAL}/splits.json`, "utf8")) as { heldIn: string[]; heldOut: string[] };
  const subject = (id: string, use: LabelledSet["use"]): LabelledSet => ({
    name: id,
    use,
    dossier: loadDossier(`${EVAL}/corpus/${id}`),
    items: itemsOf(`${EVAL}/corpus/${id}/items.jsonl`),
  });
  const first = {
    dossier: loadDossier(`${ROOT}/baseline/${FIRST_DOSSIER}`),
    items: itemsOf(`${EVAL}/${FIRST_DOSSIER}/items.jsonl`),
  };
  const part = (use: LabelledSet["use"], isBack: boolean): LabelledSet => ({
    name: `${FIRST_DOSSIER} (${isBack ? "kept back" : "at hand"})`,
    use,
    dossier: first.dossier,
    items: first.items.filter(({ id }) => isKeptBack(id) === isBack),
  });
  return [
    ...splits.heldIn.map((id) => subject(id, "learn")),
    part("learn", false),
    ...splits.heldOut.map((id) => subject(id, "test")),
    part("test", true),
    {
      name: "eu-ukraine",
      use: "test",
      dossier: loadDossier(`${EVAL}/eu-ukraine`),
      items: itemsOf(`${EVAL}/eu-ukraine/items.jsonl`),
    },
  ];
}

function itemsOf(file: string): LabelledItem[] {
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as LabelledItem);
}

/** By the id alone (FNV-1a), so that no figure could have chosen it. */
function isKeptBack(id: string): boolean {
  let hash = 0x811c9dc5;
  for (const char of id) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193) >>> 0;
  return hash % KEPT_BACK === 0;
}
