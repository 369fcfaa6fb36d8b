/** The frame of every page. */
import type { Context } from "hono";
import type { Child } from "hono/jsx";
import type { AppEnv } from "../context.ts";

const PAGES = [
  ["/", "Now"],
  ["/alerts", "Changes"],
  ["/documents", "Documents"],
  ["/why-not", "Why not"],
  ["/feeds", "Feeds"],
  ["/runs", "Runs"],
  ["/deliveries", "Deliveries"],
  ["/try", "Try a text"],
  ["/docs", "API"],
] as const;

/** A whole document; the style is a file of its own, because the policy allows none inline. */
export function Layout({ c, title, children }: { c: Context<AppEnv>; title: string; children: Child }) {
  const { viewer, rt } = c.var;
  const current = PAGES.findLast(([path]) => (path === "/" ? c.req.path === "/" : c.req.path.startsWith(path)))?.[0];
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title === "" ? "Volteface" : `${title} · Volteface`}</title>
        <link rel="stylesheet" href="/style.css" />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <link rel="alternate" type="application/atom+xml" title="Changes of position" href="/alerts.atom" />
      </head>
      <body>
        <a class="skip" href="#main">
          To the content
        </a>
        <header>
          <div>
            <a class="brand" href="/">
              Volteface
            </a>
            <nav aria-label="Pages">
              <ul>
                {PAGES.map(([path, name]) => (
                  <li>
                    <a href={path} aria-current={path === current ? "page" : undefined}>
                      {name}
                    </a>
                  </li>
                ))}
              </ul>
            </nav>
            {rt.config.pages === "read-only" ? null : (
              <div class="who small">
                {viewer === null ? (
                  <a href="/sign-in">Sign in</a>
                ) : (
                  <form method="post" action="/sign-out">
                    <Csrf c={c} />
                    <span class="soft">scope {viewer.principal.scope} </span>
                    <button class="plain">Sign out</button>
                  </form>
                )}
              </div>
            )}
          </div>
        </header>
        <main id="main" tabindex={-1}>
          {children}
        </main>
        <footer>
          Times are UTC. Quotes are verbatim; whether a position has really changed is for a person to say.
        </footer>
      </body>
    </html>
  );
}

/** What makes a form ours; nothing for whoever has not signed in. */
export function Csrf({ c }: { c: Context<AppEnv> }) {
  return c.var.viewer === null ? null : <input type="hidden" name="csrf" value={c.var.viewer.csrf} />;
}
