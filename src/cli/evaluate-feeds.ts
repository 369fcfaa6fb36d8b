/**
 * Measures how quiet the detector is on ordinary news: every alert on the entries of captured feeds, for each labelled dossier.
 *
 * `node src/cli/evaluate-feeds.ts FOLDER`
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { wouldAlert } from "../alert/decide.ts";
import { DEFAULT_POLICY } from "../alert/policy.ts";
import { parseFeed } from "../feed/parse.ts";
import { assess, compileDossier } from "../stance/assess.ts";
import { labelledSets } from "./labelled.ts";

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error("usage: node src/cli/evaluate-feeds.ts FOLDER");
  process.exit(2);
}

const sources = new Map(labelledSets().map(({ dossier }) => [dossier.id, dossier]));
const dossiers = [...sources.values()].map(compileDossier);
const seen = new Set<string>();
let alerts = 0;
for (const file of readdirSync(folder)) {
  const feed = await parseFeed(readFileSync(join(folder, file)), null, "");
  if (feed.kind !== "feed") continue;
  for (const { title, summary } of feed.items) {
    // Captures of one feed at several times hold the same entries.
    if (seen.has(`${title}\n${summary}`)) continue;
    seen.add(`${title}\n${summary}`);
    for (const dossier of dossiers) {
      const findings = assess({ title, summary, outlet: null, published: null }, [dossier]).map(
        ({ finding }) => finding,
      );
      if (!wouldAlert(findings, DEFAULT_POLICY)) continue;
      alerts++;
      const shift = findings.find(({ verdict }) => verdict === "shift");
      console.log(`${dossier.id} ${shift?.position} ${shift?.direction} ${shift?.confidence}: ${title.slice(0, 160)}`);
    }
  }
}
const pairs = seen.size * dossiers.length;
console.log(
  `${alerts} alerts of ${seen.size} entries held against ${dossiers.length} dossiers: one in ${Math.round(pairs / Math.max(1, alerts))}`,
);
