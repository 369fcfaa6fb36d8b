/** The pages, put together: who may see them, and which page is where. */
import { Hono } from "hono";
import { csrf } from "hono/csrf";
import type { AppEnv } from "../context.ts";
import { readViewer } from "../session.ts";
import { acknowledgeForm, confirmForm, dismissForm, fullTextForm, redeliverForm, runForm } from "./actions.ts";
import { alertPage, alertsPage } from "./alerts.tsx";
import { deliveriesPage } from "./deliveries.tsx";
import { docsPage } from "./docs.tsx";
import { documentPage, documentsPage } from "./documents.tsx";
import { feedsPage } from "./feeds.tsx";
import { homePage } from "./home.tsx";
import { itemPage } from "./item.tsx";
import { positionPage } from "./position.tsx";
import { runsPage } from "./runs.tsx";
import { signInForm, signInPage, signOutForm } from "./sign-in.tsx";
import { style } from "./style.ts";
import { tryPage, tryText } from "./try.tsx";
import { whyNotPage } from "./why-not.tsx";

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path d="M3 5h8l-2-2m4 8H5l2 2" fill="none" stroke="#b5412d" stroke-width="2"/></svg>`;

/** Pages that are for everyone, whatever the setting says. */
const ALWAYS_OPEN = new Set(["/sign-in", "/style.css", "/icon.svg"]);

export function createPages(): Hono<AppEnv> {
  const pages = new Hono<AppEnv>();
  pages
    .get("/style.css", (c) =>
      c.body(style, 200, { "content-type": "text/css; charset=utf-8", "cache-control": "max-age=3600" }),
    )
    .get("/icon.svg", (c) => c.body(ICON, 200, { "content-type": "image/svg+xml", "cache-control": "max-age=86400" }));
  pages.use(readViewer);
  // Forms are taken from our own pages only (by Origin and Sec-Fetch-Site), besides the token in each.
  pages.use(csrf());
  pages.use(async (c, next) => {
    const isClosed = c.var.rt.config.pages === "closed" && c.var.viewer === null;
    if (isClosed && !ALWAYS_OPEN.has(c.req.path)) return c.redirect("/sign-in", 303);
    c.header("cache-control", "private, no-cache");
    return next();
  });
  return pages
    .get("/", homePage)
    .get("/alerts", alertsPage)
    .get("/alerts/:id", alertPage)
    .post("/alerts/:id/acknowledge", acknowledgeForm)
    .post("/alerts/:id/confirm", confirmForm)
    .post("/alerts/:id/dismiss", dismissForm)
    .get("/positions/:dossier/:id", positionPage)
    .get("/documents", documentsPage)
    .get("/documents/:id", documentPage)
    .get("/why-not", whyNotPage)
    .get("/items/:id", itemPage)
    .get("/feeds", feedsPage)
    .post("/feeds/:id/full-text", fullTextForm)
    .get("/runs", runsPage)
    .post("/runs", runForm)
    .get("/deliveries", deliveriesPage)
    .post("/deliveries/:id/redeliver", redeliverForm)
    .get("/try", tryPage)
    .post("/try", tryText)
    .get("/docs", docsPage)
    .get("/sign-in", signInPage)
    .post("/sign-in", signInForm)
    .post("/sign-out", signOutForm);
}
