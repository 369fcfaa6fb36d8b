/** Collects `baseline/<id>/` into src/dossiers.generated.ts, so that adding a dossier needs no code change. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { toJsonSchema } from "@valibot/to-json-schema";
import { readOpml } from "../feed/opml.ts";
import type { FeedSource } from "../model.ts";
import { DossierSchema } from "../stance/dossier.ts";
import { loadDossier } from "./load-dossier.ts";

const root = join(import.meta.dirname, "../..");
const isCheck = process.argv.includes("--check");
let isStale = false;

function emit(path: string, text: string): void {
  const file = join(root, path);
  if (existsSync(file) && readFileSync(file, "utf8") === text) return;
  if (isCheck) {
    isStale = true;
    console.error(`${path} is not current: run \`npm run types\``);
  } else writeFileSync(file, text);
}

function feedsOf(id: string): FeedSource[] {
  const path = `baseline/${id}/feeds.opml`;
  if (!existsSync(join(root, path))) return [];
  const result = readOpml(readFileSync(join(root, path), "utf8"));
  if (result.kind === "invalid") {
    console.error(`${path}: ${result.reason}`);
    process.exit(1);
  }
  return result.feeds.map(({ url, title }) => ({ url, title }));
}

const ids = readdirSync(join(root, "baseline"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .toSorted();
for (const id of ids) loadDossier(join(root, "baseline", id), `baseline/${id}`);

emit(
  "baseline/dossier.schema.json",
  `${JSON.stringify({ title: "Volteface dossier", ...toJsonSchema(DossierSchema) }, null, 2)}\n`,
);
emit(
  "src/dossiers.generated.ts",
  `/** Made by src/cli/bundle-dossiers.ts from the folders of baseline/; do not edit. */
import type { FeedSource } from "./model.ts";
${ids.map((id, index) => `import dossier${index} from "../baseline/${id}/dossier.json" with { type: "json" };`).join("\n")}

/** Every dossier of baseline/ as written, with its OPML's feeds. */
export const bundledDossiers: { dossier: unknown; feeds: FeedSource[] }[] = [
${ids.map((id, index) => `  { dossier: dossier${index}, feeds: ${JSON.stringify(feedsOf(id), null, 2).replaceAll("\n", "\n  ")} },`).join("\n")}
];
`,
);
if (isStale) process.exit(1);
