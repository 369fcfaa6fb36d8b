/** Proves every citation of a dossier against its document: `npm run baseline:check -- --document FILE [--dossier DIR]`. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { checkCitations } from "../stance/citation.ts";
import { describeProblems } from "../stance/dossier.ts";
import { loadDossier } from "./load-dossier.ts";

const { values } = parseArgs({
  options: { document: { type: "string" }, dossier: { type: "string", default: "baseline/japan-north-korea-summit" } },
});
if (values.document === undefined) {
  console.error("usage: npm run baseline:check -- --document FILE [--dossier baseline/<id>]");
  process.exit(2);
}
const dossier = loadDossier(values.dossier);
const bytes = readFileSync(values.document);
const problems = checkCitations(dossier, bytes.toString("utf8"));
const sha256 = createHash("sha256").update(bytes).digest("hex");
if (dossier.document.sha256 !== null && dossier.document.sha256 !== sha256) {
  problems.push({ path: "document.sha256", problem: `${values.document} has ${sha256}` });
}
if (problems.length > 0) {
  console.error(describeProblems(`${values.dossier}/dossier.json`, problems));
  process.exit(1);
}
const count = dossier.positions.reduce((sum, position) => sum + position.citations.length, 0);
console.log(
  `${values.dossier}: ${dossier.positions.length} positions, all ${count} citations found in ${values.document}`,
);
