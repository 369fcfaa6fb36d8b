/** `/try`: paste a headline or a paragraph and see what the detector reads in it. Nothing is stored. */
import type { Context } from "hono";
import { wouldAlert } from "../../alert/decide.ts";
import type { DossierFinding } from "../../stance/assess.ts";
import { clientOf } from "../auth.ts";
import type { AppEnv } from "../context.ts";
import { MOVED } from "../story.ts";
import { Layout } from "./layout.tsx";
import { message } from "./missing.tsx";
import { QuoteIn } from "./words.tsx";

const TITLE_LIMIT = 500;
const TEXT_LIMIT = 10_000;

type Tried = { title: string; text: string; found: DossierFinding[] };

export function tryPage(c: Context<AppEnv>): Response | Promise<Response> {
  return show(c, null);
}

export async function tryText(c: Context<AppEnv>): Promise<Response> {
  const { rt } = c.var;
  if (!(await rt.isWithinLimit(`try ${clientOf(c)}`))) {
    return message(c, 429, "Too many texts", "Wait a minute and try again.");
  }
  const form = await c.req.parseBody();
  const title = typeof form["title"] === "string" ? form["title"].slice(0, TITLE_LIMIT) : "";
  const text = typeof form["text"] === "string" ? form["text"].slice(0, TEXT_LIMIT) : "";
  const dossiers = rt.watches.map(({ dossier }) => dossier);
  const found = rt.assess({ title, summary: text, outlet: null, published: null }, dossiers);
  return show(c, { title, text, found });
}

function show(c: Context<AppEnv>, tried: Tried | null): Response | Promise<Response> {
  return c.html(
    <Layout c={c} title="Try a text">
      <h1>Try a text</h1>
      <p>What does the detector read in a headline and a paragraph? Nothing of it is stored.</p>
      <form method="post" action="/try" class="card">
        <div class="field">
          <label for="title">Headline</label>
          <input id="title" name="title" maxlength={TITLE_LIMIT} required value={tried?.title ?? ""} />
        </div>
        <div class="field">
          <label for="text">Text (optional)</label>
          <textarea id="text" name="text" rows={5} maxlength={TEXT_LIMIT}>
            {tried?.text ?? ""}
          </textarea>
        </div>
        <button class="main">Read it</button>
      </form>
      {tried === null ? null : <Result c={c} tried={tried} />}
    </Layout>,
  );
}

function Result({ c, tried: { title, text, found } }: { c: Context<AppEnv>; tried: Tried }) {
  const { watches, config } = c.var.rt;
  const alerts = wouldAlert(
    found.map(({ finding }) => finding),
    config.policy,
  );
  return (
    <section aria-live="polite">
      <h2>
        {found.length === 0
          ? "It says nothing about any position."
          : alerts
            ? "On its own, it would open a change."
            : "It would open nothing."}
      </h2>
      {found.map(({ dossierId, finding }) => {
        const dossier = watches.find((watch) => watch.dossier.id === dossierId)?.dossier.source;
        const position = dossier?.positions.find(({ id }) => id === finding.position);
        const { field, quote, start } = finding.evidence;
        return (
          <article>
            <h3>
              <a href={`/positions/${dossierId}/${finding.position}`}>{position?.statement ?? finding.position}</a>
            </h3>
            <ul class="tags">
              <li class={finding.verdict === "shift" ? "moved" : ""}>
                {finding.direction === null ? finding.verdict : MOVED[finding.direction]}
              </li>
              <li>{finding.certainty}</li>
              <li>confidence {finding.confidence.toFixed(2)}</li>
              {finding.speaker === null ? null : <li>speaker: {finding.speaker}</li>}
            </ul>
            <QuoteIn text={field === "title" ? title : text} quote={quote} start={start} />
            <p class="small soft">Why: {finding.why}</p>
          </article>
        );
      })}
    </section>
  );
}
