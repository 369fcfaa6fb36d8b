/** What every route has at hand. */
import type { Runtime } from "../runtime.ts";
import type { Principal } from "./principal.ts";
import type { Viewer } from "./session.ts";

/** `runtime` is put together on demand, so that a wrong setting becomes an answer and not a crash. */
export type AppEnv = {
  Bindings: { runtime: () => Runtime };
  Variables: { rt: Runtime; requestId: string; principal: Principal | undefined; viewer: Viewer | null };
};
