/** The Worker's bundle, as it would be deployed. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { bundle } from "../src/cli/local.ts";

/** What a Worker may have on the Free plan, compressed. */
const FREE_PLAN_BYTES = 3 * 1024 * 1024;

it("fits into the Free plan", { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), "volteface-bundle-"));
  const size = gzipSync(readFileSync(bundle("src/index.ts", folder))).length;
  rmSync(folder, { recursive: true });
  expect(size).toBeLessThan(FREE_PLAN_BYTES);
});
