/**
 * Assesses items against dossiers: one JSON item a line in, one line of findings, or the error, out, in the same order.
 *
 * `npm run -s assess -- --dossier baseline/<id> [--dossier …] < items.jsonl > findings.jsonl`
 *
 * A bad line gets `{"id"?,"error"}` and the run goes on; the exit code is 0 only if every line was read.
 */
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import * as v from "valibot";
import { wouldAlert } from "../alert/decide.ts";
import { DEFAULT_POLICY } from "../alert/policy.ts";
import { assess, compileDossier } from "../stance/assess.ts";
import { languageOf } from "../stance/language.ts";
import { plainText } from "../stance/text.ts";
import { loadDossier } from "./load-dossier.ts";

const nullish = v.nullish(v.string(), null);
const Line = v.object({
  id: v.union([v.string(), v.number()]),
  title: v.string(),
  summary: v.nullish(v.string(), ""),
  outlet: nullish,
  published: nullish,
  link: nullish,
});

const { values } = parseArgs({ options: { dossier: { type: "string", multiple: true, default: [] } } });
if (values.dossier.length === 0) {
  console.error("usage: npm run -s assess -- --dossier baseline/<id> [--dossier …] < items.jsonl > findings.jsonl");
  process.exit(2);
}
const dossiers = values.dossier.map((folder) => compileDossier(loadDossier(folder)));
let isEveryLineRead = true;

function assessLine(line: string): object {
  let row: unknown = null;
  try {
    row = JSON.parse(line);
    const { id, ...item } = v.parse(Line, row);
    const findings = assess(item, dossiers).map(({ finding }) => finding);
    const language = languageOf(`${plainText(item.title)}\n${plainText(item.summary)}`);
    // A text in another language is said to be unread; no findings would look like a quiet item.
    const unread = language === "en" ? {} : { unread: language };
    return { id, alert: wouldAlert(findings, DEFAULT_POLICY), findings, ...unread };
  } catch (error) {
    isEveryLineRead = false;
    const id = typeof row === "object" && row !== null && "id" in row ? { id: row.id } : {};
    return { ...id, error: describe(error) };
  }
}

function describe(error: unknown): string {
  if (!v.isValiError(error)) return error instanceof Error ? error.message : String(error);
  return error.issues.map((issue) => `${v.getDotPath(issue) ?? "line"}: ${issue.message}`).join("; ");
}

for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim() !== "") process.stdout.write(`${JSON.stringify(assessLine(line))}\n`);
}
process.exitCode = isEveryLineRead ? 0 : 1;
