/** The command that parses files: a line out for each line in, whatever the files are. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { rss } from "../feed/documents.ts";

const folder = mkdtempSync(join(tmpdir(), "volteface-parse-"));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, "a.xml"), rss);
writeFileSync(join(folder, "page.html"), "<!doctype html><title>A page</title>");

function parse(lines: string[], ...args: string[]): { code: number | null; rows: unknown[] } {
  const command = join(import.meta.dirname, "../../src/cli/parse.ts");
  const { status, stdout } = spawnSync(process.execPath, [command, ...args], { input: lines.join("\n") });
  const rows = stdout.toString().split("\n").filter(Boolean);
  return { code: status, rows: rows.map((row): unknown => JSON.parse(row)) };
}

test("prints what is read of each file, and why another cannot be", () => {
  const { code, rows } = parse(['{"file":"a.xml"}', '{"file":"page.html"}'], folder);
  expect(rows).toMatchObject([
    {
      file: "a.xml",
      title: "Harbour News",
      items: [{ title: "Ferry & port talks", guid: "n-1", published: "2026-01-05T10:00:00.000Z" }, {}],
    },
    { file: "page.html", error: expect.stringContaining("A page") },
  ]);
  expect(code).toBe(0);
});

test("goes on after a line that cannot be read, and ends with an error", () => {
  const { code, rows } = parse(["{", '{"file":"missing.xml"}', '{"file":"a.xml"}'], folder);
  expect(rows).toMatchObject([{ file: null, error: expect.any(String) }, { error: expect.any(String) }, { file: "a.xml" }]); // prettier-ignore
  expect(code).toBe(1);
});
