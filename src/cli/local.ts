/** Runs the Worker here, under workerd: bundled as for a deployment, with a local database and local queues. */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from "miniflare";
import { unstable_getMiniflareWorkerOptions, unstable_splitSqlQuery } from "wrangler";

const root = join(import.meta.dirname, "../..");
const bin = join(root, "node_modules/.bin");

export type LocalWorker = {
  /** Where the Worker listens, without a final slash. */
  url: string;
  /** Fires the cron once and waits until it is handled. */
  tick: () => Promise<void>;
  stop: () => Promise<void>;
};

/**
 * Bundles an entry into a folder with the tool that deploys it.
 * @throws Error with the tool's output when the build fails
 */
export function bundle(entry: string, outdir: string): string {
  const built = spawnSync(
    join(bin, "wrangler"),
    ["deploy", entry, "--dry-run", "--outdir", outdir, "--name", "volteface"],
    {
      cwd: root,
      encoding: "utf8",
      env: { ...process.env, PATH: `${bin}:${process.env["PATH"] ?? ""}`, WRANGLER_SEND_METRICS: "false" },
    },
  );
  if (built.status !== 0) throw new Error(`the build failed\n${built.stdout}\n${built.stderr}`);
  const script = readdirSync(outdir).find((name) => name.endsWith(".js"));
  if (script === undefined) throw new Error(`the build left no script in ${outdir}`);
  return join(outdir, script);
}

/** Starts a bundled Worker; `bindings` are added to the variables of wrangler.toml. Port 0 takes any free one. */
export async function startLocal(options: {
  script: string;
  persistTo: string;
  port: number;
  bindings: Record<string, string>;
  /** Gets each line that the Worker logs. */
  onLog: (line: string) => void;
}): Promise<LocalWorker> {
  const { workerOptions } = unstable_getMiniflareWorkerOptions(join(root, "wrangler.toml"));
  // What the bundle is made of is settled: rules for further modules have no meaning for a single script.
  const { modulesRules: _, ...worker } = workerOptions;
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      host: "127.0.0.1",
      port: options.port,
      log: new Log(LogLevel.WARN),
      handleStructuredLogs: ({ message }) => options.onLog(message),
      // Workers read nothing of request.cf here, and its default asks the network for it.
      cf: false,
      resourcePersistencePath: resolve(options.persistTo),
      workers: [
        {
          ...worker,
          name: "volteface",
          rootPath: dirname(options.script),
          modules: true,
          scriptPath: options.script,
          bindings: Object.assign({}, worker.bindings, options.bindings),
        },
      ],
    }),
  );
  const url = await miniflare.ready;
  await migrate(miniflare);
  return {
    url: url.origin,
    tick: async () => {
      const fetcher = await miniflare.getWorker();
      await fetcher.scheduled({ cron: "*/5 * * * *", scheduledTime: new Date() });
    },
    stop: () => miniflare.dispose(),
  };
}

/** Applies the migrations that the database lacks, each as a whole, and notes them as wrangler does. */
async function migrate(miniflare: Miniflare): Promise<void> {
  const db = await miniflare.getD1Database("DB");
  await db.exec("CREATE TABLE IF NOT EXISTS d1_migrations (id INTEGER PRIMARY KEY, name TEXT UNIQUE, applied_at TEXT)");
  const { results } = await db.prepare("SELECT name FROM d1_migrations").all<{ name: string }>();
  const applied = new Set(results.map(({ name }) => name));
  const folder = join(root, "src/store/migrations");
  for (const name of readdirSync(folder).toSorted()) {
    if (applied.has(name)) continue;
    const statements = unstable_splitSqlQuery(readFileSync(join(folder, name), "utf8"));
    const note = db
      .prepare("INSERT INTO d1_migrations (name, applied_at) VALUES (?1, ?2)")
      .bind(name, new Date().toISOString());
    await db.batch([...statements.map((statement) => db.prepare(statement)), note]);
  }
}
