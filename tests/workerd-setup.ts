/** Every test inside workerd starts on an empty, migrated database. */
import { applyD1Migrations, reset } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach } from "vitest";

beforeEach(async () => {
  await reset();
  // One reset does not always empty a database that a long test has filled.
  while ((await env.DB.prepare("SELECT 1 FROM sqlite_master WHERE name = 'feeds'").first()) !== null) await reset();
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
});
