/** What only the tests bind: see vitest.config.ts. */
import type { D1Migration } from "cloudflare:test";

declare global {
  namespace Cloudflare {
    // An interface, because it has to merge with the generated one.
    // oxlint-disable-next-line typescript/consistent-type-definitions
    interface Env {
      TEST_MIGRATIONS: D1Migration[];
    }
  }
}
