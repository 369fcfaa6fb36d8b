/** `GET /documents` and `/documents/:id`: the baseline documents by their cited passages. */
import type { Context } from "hono";
import type { AppEnv } from "../context.ts";
import { Layout } from "./layout.tsx";
import { STANCE_WORDS } from "./matrix.tsx";
import { missing } from "./missing.tsx";

export function documentsPage(c: Context<AppEnv>): Response | Promise<Response> {
  return c.html(
    <Layout c={c} title="Documents">
      <h1>Documents</h1>
      <h2>What positions are held against</h2>
      {c.var.rt.watches.map(({ dossier: { source } }) => (
        <article>
          <h3>
            <a href={`/documents/${source.id}`}>{source.title}</a>
          </h3>
          <p>
            {source.document.title}, {source.document.published}
          </p>
          <p class="soft small">
            {source.positions.length} positions of {source.actors.length} actors
          </p>
        </article>
      ))}
    </Layout>,
  );
}

export function documentPage(c: Context<AppEnv>): Response | Promise<Response> {
  const dossier = c.var.rt.watches.find((watch) => watch.dossier.id === c.req.param("id"))?.dossier.source;
  if (dossier === undefined) return missing(c, "There is no such document.");
  const passages = dossier.positions
    .flatMap((position) => position.citations.map((citation) => ({ ...citation, position })))
    .sort((a, b) => a.paragraph - b.paragraph);
  const paragraphs = [...Map.groupBy(passages, ({ paragraph }) => paragraph)];
  const nameOf = (id: string): string => dossier.actors.find((actor) => actor.id === id)?.name ?? id;
  return c.html(
    <Layout c={c} title={dossier.document.title}>
      <h1>{dossier.document.title}</h1>
      <p class="soft">
        {dossier.title}; published {dossier.document.published}. Only the passages that positions cite are kept here,
        word for word.
      </p>
      {paragraphs.map(([paragraph, cited]) => (
        <div class="passage card" id={`p${paragraph}`}>
          <b>¶ {paragraph}</b>
          <div>
            {cited.map(({ quote, position }) => (
              <>
                <blockquote>
                  “<mark>{quote}</mark>”
                </blockquote>
                <p class="small">
                  <a href={`/positions/${dossier.id}/${position.id}`}>{position.statement}</a>{" "}
                  <span class="soft">
                    {position.holders.map(nameOf).join(", ")}: {STANCE_WORDS[position.stance]}
                  </span>
                </p>
              </>
            ))}
          </div>
        </div>
      ))}
    </Layout>,
  );
}
