/** `npm run -s assess`, as a process. */
import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";

const run = (input: string, ...args: string[]) => {
  const { stdout, stderr, status } = spawnSync(process.execPath, ["src/cli/assess.ts", ...args], {
    input,
    encoding: "utf8",
  });
  return {
    rows: stdout
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>),
    stderr,
    status,
  };
};
const FIRST = ["--dossier", "baseline/japan-north-korea-summit"];

it("answers each line in order and exits with 0", () => {
  const lines = [
    { id: "a", title: "Japan agrees to set abduction issue aside for summit with Kim", summary: "" },
    { id: "b", title: "Choir wins prize" },
  ];
  const { rows, status } = run(lines.map((line) => JSON.stringify(line)).join("\n"), ...FIRST);
  expect(status).toBe(0);
  expect(rows.map(({ id }) => id)).toEqual(["a", "b"]);
  expect(rows[0]).toMatchObject({ alert: true });
  expect(rows[1]).toEqual({ id: "b", alert: false, findings: [] });
});

it("says which line is bad, goes on, and exits with 1", () => {
  const { rows, status } = run('{"id":"x"}\nnot json\n{"id":"y","title":"Choir wins prize"}\n', ...FIRST);
  expect(status).toBe(1);
  expect(rows).toHaveLength(3);
  expect(rows[0]).toMatchObject({ id: "x", error: expect.stringContaining("title") as string });
  expect(Object.keys(rows[1] ?? {})).toEqual(["error"]);
  expect(rows[2]).toMatchObject({ id: "y", alert: false });
});

it("asks for a dossier and names the fault of a bad one", () => {
  expect(run("").status).toBe(2);
  expect(run("", "--dossier", "baseline/none")).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("baseline/none/dossier.json") as string,
  });
});
