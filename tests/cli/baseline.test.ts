/** The baseline's commands as a person runs them, on right and on wrong dossiers. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { dossier as harbour } from "../harbour.ts";

const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "volteface-baseline-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(script: string, ...args: string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, script), ...args], {
    encoding: "utf8",
    cwd: root,
  });
  return { status, output: stdout + stderr };
}

function writeDossier(name: string, dossier: unknown): string {
  const path = join(folder, name, "harbour");
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, "dossier.json"), typeof dossier === "string" ? dossier : JSON.stringify(dossier));
  return path;
}

const { positions, ...rest } = harbour;
const written = {
  ...rest,
  document: { title: "Who holds what", published: "2025-01-01" },
  positions: positions.map(({ citations, ...position }) => ({ ...position, citation: citations })),
};
const document = join(folder, "document.txt");
writeFileSync(document, "North Isle keeps the toll.\n");

it("proves the citations of a dossier against its document", () => {
  const path = writeDossier("right", written);
  expect(run("src/cli/baseline-check.ts", "--dossier", path, "--document", document)).toEqual({
    status: 0,
    output: `${path}: 1 positions, all 1 citations found in ${document}\n`,
  });
});

it("stops at a quote that the document does not have, naming file, path and problem", () => {
  const path = writeDossier("misquoted", written);
  const other = join(folder, "other.txt");
  writeFileSync(other, "North Isle drops the toll.\n");
  const { status, output } = run("src/cli/baseline-check.ts", "--dossier", path, "--document", other);
  expect(status).toBe(1);
  expect(output).toBe(
    `${path}/dossier.json: positions.0.citation (ni-keeps-toll): paragraph 1 does not contain "keeps the toll"\n`,
  );
});

it("stops at a document that is not the one whose hash the dossier gives", () => {
  const path = writeDossier("hashed", { ...written, document: { ...written.document, sha256: "0".repeat(64) } });
  const { status, output } = run("src/cli/baseline-check.ts", "--dossier", path, "--document", document);
  expect(status).toBe(1);
  expect(output).toContain("document.sha256: ");
});

it.each([
  [
    "a dangling id",
    { ...written, positions: [{ ...written.positions[0], target: "tax" }] },
    "positions.0.target: no target",
  ],
  ["broken JSON", "{", "harbour/dossier.json: "],
  [
    "an id that is not the folder's name",
    { ...written, id: "pier" },
    'id: "pier" is not the folder\'s name, "harbour"',
  ],
])("stops at %s", (name, dossier, expected) => {
  const path = writeDossier(name, dossier);
  const { status, output } = run("src/cli/baseline-check.ts", "--dossier", path, "--document", document);
  expect(status).toBe(1);
  expect(output).toContain(expected);
});

it("has a schema in the repository that is the one the code checks by, and bundles what baseline/ holds", () => {
  expect(run("src/cli/bundle-dossiers.ts", "--check")).toEqual({ status: 0, output: "" });
  expect(readFileSync(join(root, "src/dossiers.generated.ts"), "utf8")).toContain(
    "baseline/japan-north-korea-summit/dossier.json",
  );
});
