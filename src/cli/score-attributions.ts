/** `npm run -s score:attributions -- LABELS.jsonl`: how often the source's head and the content's span of a report are found, by form. */
import { readFileSync } from "node:fs";
import { findReports, type Report } from "../stance/report.ts";

type Labelled = { id: string; text: string; source: string[]; cue: string[]; content: string[] };
/** Found where the labelled and the read words overlap by this share (intersection over union). */
const OVERLAP = 0.5;
const PRONOUN = /^(?:he|she|they|it|we|i|you|who|which|that|his|her|their|many|some)\b/i;
const OFFICE =
  /\b(?:president|minister|secretary|ministry|department|spokes\w+|official\w*|governor|senator|adviser|aide|campaign|court|agency|committee|government|administration|officials?|sources?|experts?|analysts?|lawmakers?|company|group|report|poll|survey|study|people|critics|leaders?|director|chairman|professor)\b/i;

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error("usage: npm run -s score:attributions -- LABELS.jsonl");
  process.exit(2);
}

type Count = { labelled: number; read: number; source: number; content: number };
const table = new Map<string, Count>();

/** Words of a span, for overlap. */
const bag = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu));
function overlap(left: string, right: string): number {
  const [a, b] = [bag(left), bag(right)];
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared === 0 ? 0 : shared / (a.size + b.size - shared);
}

/** A source's last name or noun, before any aside: "Ada Quill, who leads …" → "quill". */
function headOf(source: string): string {
  const [phrase = ""] = source.split(/,| of | in | from | for | at | with | who | that | to /);
  return (/([\p{L}\p{N}'’]+)[^\p{L}\p{N}]*$/u.exec(phrase.toLowerCase())?.[1] ?? "").replace(/['’]s$/, "");
}

function count(row: string, change: Partial<Count>): void {
  const known = table.get(row) ?? { labelled: 0, read: 0, source: 0, content: 0 };
  for (const key of ["labelled", "read", "source", "content"] as const) known[key] += change[key] ?? 0;
  table.set(row, known);
}

for (const line of readFileSync(file, "utf8").split("\n")) {
  if (line === "") continue;
  const { text, source, cue, content } = JSON.parse(line) as Labelled;
  const speaker = source.join(" ");
  const said = cue[0] ?? "";
  const reports = findReports(text);
  const contentAt = text.indexOf((content[0] ?? "").slice(0, 30));
  const sourceAt = text.indexOf(source[0] ?? "");
  const rows = [
    "all",
    sourceAt < contentAt ? "before" : content.length > 1 ? "around" : "after",
    PRONOUN.test(speaker) ? "pronoun" : OFFICE.test(speaker) ? "office" : "name",
  ];
  const words = (report: Report): string => report.content.map(({ start, end }) => text.slice(start, end)).join(" ");
  const candidates = reports.filter((report) => isSameCue(text.slice(report.cue.start, report.cue.end), said));
  const best = candidates.toSorted(
    (a, b) => overlap(words(b), content.join(" ")) - overlap(words(a), content.join(" ")),
  )[0];
  const isSource = best !== undefined && headOf(text.slice(best.source.start, best.source.end)) === headOf(speaker);
  const isContent = best !== undefined && overlap(words(best), content.join(" ")) >= OVERLAP;
  for (const row of rows)
    count(row, { labelled: 1, read: best === undefined ? 0 : 1, source: isSource ? 1 : 0, content: isContent ? 1 : 0 });
}

function isSameCue(read: string, labelled: string): boolean {
  return overlap(read, labelled) > 0 || (read.trim() === ":" && labelled.endsWith(":"));
}

const rate = (part: number, whole: number): string => (whole === 0 ? "  –  " : (part / whole).toFixed(3));
console.log("form       labelled  source P  source R  content P  content R");
for (const row of ["all", "before", "after", "around", "name", "office", "pronoun"]) {
  const { labelled, read, source, content } = table.get(row) ?? { labelled: 0, read: 0, source: 0, content: 0 };
  console.log(
    `${row.padEnd(11)}${String(labelled).padStart(8)}${[rate(source, read), rate(source, labelled), rate(content, read), rate(content, labelled)].map((each) => each.padStart(10)).join("")}`,
  );
}
