/** The judgement is as good as the committed figures say, set by set. */
import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";

it("finds changes in no set worse than before", { timeout: 120_000 }, () => {
  const { status, stderr } = spawnSync(process.execPath, ["src/cli/evaluate.ts", "--check"], { encoding: "utf8" });
  expect(stderr).toBe("");
  expect(status).toBe(0);
});
