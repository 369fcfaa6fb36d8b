/** A client generated from `/openapi.json` by a tool that knows nothing of us compiles, and drives the API. */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Desk, DOSSIER, openDesk, TOKEN } from "../browser/desk.ts";

const root = join(import.meta.dirname, "../..");
const folder = join(root, "tests/.output/client");
const START_MS = 120_000;

function run(command: string, args: string[]): string {
  const { status, stdout, stderr } = spawnSync(join(root, "node_modules/.bin", command), args, {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, PATH: `${join(root, "node_modules/.bin")}:${process.env["PATH"] ?? ""}` },
  });
  if (status !== 0) throw new Error(`${command} failed\n${stdout}\n${stderr}`);
  return stdout;
}

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "openapi.json"), await (await fetch(`${desk.url}/openapi.json`)).text());
  run("oazapfts", [join(folder, "openapi.json"), join(folder, "client.ts")]);
}, START_MS);
afterAll(() => desk.close());

type Answer = { status: number; data: Record<string, unknown> };
type Client = Record<string, (...args: unknown[]) => Promise<Answer>> & {
  defaults: { baseUrl: string; headers: Record<string, string> };
};

it(
  "has a function for every operation, and compiles under strict rules",
  () => {
    const source = readFileSync(join(folder, "client.ts"), "utf8");
    const { paths } = JSON.parse(readFileSync(join(folder, "openapi.json"), "utf8")) as {
      paths: Record<string, Record<string, { operationId: string }>>;
    };
    const ids = Object.values(paths).flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId));
    expect(ids.filter((id) => !source.includes(`export function ${id}(`))).toEqual([]);
    const flags = ["--noEmit", "--strict", "--skipLibCheck", "--module", "esnext", "--moduleResolution", "bundler"];
    expect(
      run("tsc", [...flags, "--target", "es2024", "--lib", "es2024,dom", "--ignoreConfig", join(folder, "client.ts")]),
    ).toBe("");
  },
  START_MS,
);

it(
  "reads, writes and is refused through the generated functions",
  async () => {
    const client = (await import(/* @vite-ignore */ join(folder, "client.ts"))) as unknown as Client;
    client.defaults.baseUrl = desk.url;
    client.defaults.headers = { authorization: `Bearer ${TOKEN}` };
    const call = (name: string, ...args: unknown[]): Promise<Answer> => {
      const operation = client[name];
      if (operation === undefined) throw new Error(`the client has no ${name}`);
      return operation(...args);
    };
    const positions = await call("listPositions", { dossier: DOSSIER });
    expect(positions.status).toBe(200);
    expect((positions.data["positions"] as unknown[]).length).toBeGreaterThan(10);
    expect((await call("listAlerts", { limit: 1 })).data).toEqual({ alerts: [], next: null });
    const made = await call("createToken", { name: "generated", scope: "read" });
    expect(made.status).toBe(201);
    expect((await call("startRun", {})).status).toBe(202);
    client.defaults.headers = { authorization: `Bearer ${String(made.data["token"])}` };
    const refused = await call("startRun", {});
    expect([refused.status, refused.data["type"]]).toEqual([403, "/docs#problem-scope-too-small"]);
  },
  START_MS,
);
