/** Two projects: `*.test.ts` in Node (pure code, real processes, a browser) and `*.worker.test.ts` inside workerd. */
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

const root = `${import.meta.dirname}/..`;

export default defineConfig({
  root,
  test: {
    // Only to end what hangs: a machine busy with other work must not fail a test.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      {
        root,
        test: {
          name: "node",
          include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"],
          exclude: ["tests/**/*.worker.test.ts", "tests/**/*.worker.test.tsx"],
        },
      },
      {
        root,
        plugins: [
          cloudflareTest(async () => ({
            wrangler: { configPath: `${root}/wrangler.toml` },
            miniflare: {
              bindings: {
                API_TOKEN: "test-token-0123456789abcdef",
                LOCAL_MODE: "on",
                TEST_MIGRATIONS: await readD1Migrations(`${root}/src/store/migrations`),
              },
            },
          })),
        ],
        test: {
          name: "workerd",
          include: ["tests/**/*.worker.test.ts", "tests/**/*.worker.test.tsx"],
          isolate: false,
          setupFiles: ["tests/workerd-setup.ts"],
        },
      },
    ],
  },
});
