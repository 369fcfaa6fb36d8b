/** The frame of every page. */
import type { Child } from "hono/jsx";

/** A whole document; the style is a file of its own, because the policy allows none inline. */
export function Layout({ title, children }: { title: string; children: Child }) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <link rel="stylesheet" href="/style.css" />
      </head>
      <body>
        <header>
          <a href="/">Volteface</a>
          <span>Has somebody changed their position?</span>
        </header>
        <main>{children}</main>
      </body>
    </html>
  );
}
