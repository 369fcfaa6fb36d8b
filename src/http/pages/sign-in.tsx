/** `/sign-in` and `/sign-out`: a token of the API opens a session of the pages. */
import type { Context } from "hono";
import { closeSession } from "../../store/sessions.ts";
import { clientOf, tooMany } from "../auth.ts";
import type { AppEnv } from "../context.ts";
import { identify } from "../principal.ts";
import { forgetCookie, signIn } from "../session.ts";
import { Layout } from "./layout.tsx";

export function signInPage(c: Context<AppEnv>): Response | Promise<Response> {
  return show(c, null);
}

export async function signInForm(c: Context<AppEnv>): Promise<Response> {
  const { rt } = c.var;
  if (!(await rt.isWithinLimit(`sign-in ${clientOf(c)}`))) return tooMany(c);
  const { token } = await c.req.parseBody();
  const who = await identify(rt, typeof token === "string" ? token.trim() : "");
  if (who.kind === "closed") return show(c, "No token is set for this deployment: set the secret API_TOKEN.");
  if (who.kind === "unknown") return show(c, "This token is not in force.");
  await signIn(c, who.principal);
  return c.redirect("/", 303);
}

export async function signOutForm(c: Context<AppEnv>): Promise<Response> {
  const hash = await forgetCookie(c);
  if (hash !== null) await closeSession(c.var.rt.db, hash);
  return c.redirect("/", 303);
}

function show(c: Context<AppEnv>, fault: string | null): Response | Promise<Response> {
  return c.html(
    <Layout c={c} title="Sign in">
      <h1>Sign in</h1>
      {fault === null ? null : (
        <p class="card notice" role="alert">
          {fault}
        </p>
      )}
      <form method="post" action="/sign-in" class="card">
        <div class="field">
          <label for="token">Token</label>
          <input id="token" name="token" type="password" autocomplete="current-password" required />
        </div>
        <button class="main">Sign in</button>
        <p class="soft small">The token of the deployment, or one that was made by POST /api/tokens.</p>
      </form>
    </Layout>,
    fault === null ? 200 : 401,
  );
}
