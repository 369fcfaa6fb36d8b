/** `npm test`: every check and every test; ends with a plain line of how many passed and failed. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

type Report = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  success: boolean;
};

/** Each is one pass or one failure of the closing line, beside the tests. */
const checks = ["check:format", "check:lint", "check:types", "check:generated", "check:deploy"];

let passed = 0;
let failed = 0;
for (const check of checks) {
  console.log(`\n> ${check}`);
  const { status } = spawnSync("npm", ["run", "-s", check], { stdio: ["ignore", "inherit", "inherit"] });
  if (status === 0) passed++;
  else failed++;
}

console.log("\n> tests");
const folder = mkdtempSync(join(tmpdir(), "volteface-test-"));
const file = join(folder, "report.json");
const { status } = spawnSync(
  "vitest",
  ["run", "--config", "tests/vitest.config.ts", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`],
  // The tests bind a token of their own; this one only says that none is missing.
  { stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, API_TOKEN: "test-token-0123456789abcdef" } },
);
const report = JSON.parse(readFileSync(file, "utf8")) as Report;
rmSync(folder, { recursive: true, force: true });
passed += report.numPassedTests;
// A file that cannot be loaded fails without a failed test, and a skipped test is a failure here.
failed += report.numFailedTests + report.numPendingTests + report.numTodoTests;
if (failed === 0 && (status !== 0 || !report.success || report.numPassedTests === 0)) failed++;

console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
