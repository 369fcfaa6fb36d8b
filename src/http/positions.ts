/** `GET /api/positions`: the baseline, each position with its citation. */
import { Hono } from "hono";
import type { AppEnv } from "./context.ts";

export const positions = new Hono<AppEnv>().get("/", (c) => {
  const wanted = c.req.query("dossier");
  const list = c.var.rt.watches
    .map(({ dossier }) => dossier.source)
    .filter(({ id }) => wanted === undefined || id === wanted)
    .flatMap((dossier) =>
      dossier.positions.map((position) => ({
        dossier: dossier.id,
        id: position.id,
        holders: position.holders,
        target: position.target,
        stance: position.stance,
        statement: position.statement,
        citations: position.citations,
        document: { title: dossier.document.title, published: dossier.document.published },
      })),
    );
  return c.json({ positions: list });
});
