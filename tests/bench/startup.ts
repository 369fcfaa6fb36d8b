/** The Worker's size and start-up, as the tool that deploys it measures them; the bars are those of the Free plan. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Workers refuses a script whose start-up takes longer. */
const STARTUP_BAR_MS = 400;
const GZIP_BAR_KIB = 3 * 1024;

const folder = mkdtempSync(join(tmpdir(), "volteface-startup-"));
const { stdout, stderr } = spawnSync(
  "wrangler",
  ["check", "startup", "--outfile", join(folder, "startup.cpuprofile")],
  {
    encoding: "utf8",
    env: {
      ...process.env,
      API_TOKEN: "startup",
      PATH: `${join(import.meta.dirname, "../../node_modules/.bin")}:${process.env["PATH"] ?? ""}`,
    },
  },
);
rmSync(folder, { recursive: true });
const gzip = Number(/gzip: ([\d.]+) KiB/.exec(stdout)?.[1]);
const active = Number(/Active: ([\d.]+) ms/.exec(stdout)?.[1]);
if (Number.isNaN(gzip) || Number.isNaN(active)) {
  console.error(stdout + stderr);
  process.exit(1);
}
console.log(`bundle ${gzip} KiB gzip (bar ${GZIP_BAR_KIB}), start-up ${active} ms of CPU (bar ${STARTUP_BAR_MS})`);
process.exit(gzip < GZIP_BAR_KIB && active < STARTUP_BAR_MS ? 0 : 1);
