/** The process that the crash test kills: runs a bundled Worker and prints its address. */
import { startLocal } from "../../src/cli/local.ts";

const [script = "", persistTo = "", bindings = "{}"] = process.argv.slice(2);
const worker = await startLocal({
  script,
  persistTo,
  port: 0,
  bindings: JSON.parse(bindings) as Record<string, string>,
  onLog: console.error,
});
console.log(`ready ${worker.url}`);
process.stdin.on("data", () => {
  void worker.tick().then(() => console.log("ticked"));
});
