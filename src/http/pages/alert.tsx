/** One change as people judge it: what the document says beside what the item says, why, and what to do. */
import type { Context } from "hono";
import type { EvidenceRow } from "../../store/alert-list.ts";
import type { AppEnv } from "../context.ts";
import { mayAct } from "../session.ts";
import { MOVED, type Story } from "../story.ts";
import { Csrf } from "./layout.tsx";
import { OutLink, QuoteIn, stamp, When } from "./words.tsx";

/** How many pieces of evidence are open to the eye; the rest is folded. */
const OPEN_EVIDENCE = 2;

export function AlertArticle({ c, story }: { c: Context<AppEnv>; story: Story }) {
  const { alert, dossier, position, holders, target } = story;
  const now = c.var.rt.clock();
  const isSettled = alert.status === "confirmed" || alert.status === "dismissed";
  const rest = alert.evidence.slice(OPEN_EVIDENCE);
  return (
    <article class={alert.status} aria-labelledby={`h-${alert.id}`}>
      <h3 id={`h-${alert.id}`}>
        <a href={`/alerts/${alert.id}`}>
          {holders} on {target}
        </a>
      </h3>
      <ul class="tags" aria-label="What and how sure">
        <li class="moved">{MOVED[alert.direction]}</li>
        <li>{alert.stage.replace("_", " ")}</li>
        <li>severity {alert.severity}</li>
        <li>{alert.status}</li>
        <li>
          {alert.sources} independent {alert.sources === 1 ? "source" : "sources"}, {alert.outlets.length}{" "}
          {alert.outlets.length === 1 ? "outlet" : "outlets"}
        </li>
        <li>
          opened <When at={alert.opened_at} now={now} />
        </li>
      </ul>
      <div class="sides">
        <section aria-label="What was held">
          <h4>Held as of {dossier?.document.published ?? "?"}</h4>
          <p>{position?.statement ?? alert.position_id}</p>
          {position?.citations.map(({ paragraph, quote }) => (
            <blockquote>
              “{quote}” <span class="soft small">paragraph {paragraph}</span>
            </blockquote>
          ))}
          {position === null || dossier === null ? null : (
            <p class="small">
              <a href={`/positions/${dossier.id}/${position.id}`}>The position and its history</a>
            </p>
          )}
        </section>
        <section aria-label="What is said now">
          <h4>Said now</h4>
          {alert.evidence.slice(0, OPEN_EVIDENCE).map((found) => (
            <Evidence found={found} />
          ))}
          {rest.length === 0 ? null : (
            <details>
              <summary>
                {rest.length} more of {alert.evidenceCount}
              </summary>
              {rest.map((found) => (
                <Evidence found={found} />
              ))}
            </details>
          )}
        </section>
      </div>
      {alert.note === null ? null : <p class="small">Note: {alert.note}</p>}
      {isSettled || !mayAct(c) ? null : <Acts c={c} story={story} />}
    </article>
  );
}

function Evidence({ found }: { found: EvidenceRow }) {
  const { title, summary, article } = found;
  const text = { title, summary, article: article ?? "" }[found.evidence_field];
  return (
    <div class="evidence">
      {found.verdict === "hold" ? <p class="small bad">Speaks against the change:</p> : null}
      <QuoteIn text={text} quote={found.evidence_quote} start={found.evidence_start} />
      {found.evidence_field === "title" ? null : (
        <p class="small">
          {found.evidence_field === "article" ? "In the article under" : "Under"} the headline “{title.toWellFormed()}”
        </p>
      )}
      <p class="small">
        <OutLink href={found.link} text={found.outlet} />
        {found.published_at === null ? ", undated" : `, ${stamp(found.published_at)}`}
        {found.speaker === null ? "" : `; speaker: ${found.speaker}`}; {found.certainty}, confidence{" "}
        {found.confidence.toFixed(2)}
      </p>
      {found.revision === 0 ? null : (
        <p class="small">
          The publisher has edited it {found.revision === 1 ? "once" : `${found.revision} times`}:{" "}
          <a href={`/items/${found.item_id}`}>its earlier texts</a>
        </p>
      )}
      <p class="small soft">Why: {found.why}</p>
    </div>
  );
}

function Acts({ c, story: { alert } }: { c: Context<AppEnv>; story: Story }) {
  const act = (name: string) => `/alerts/${alert.id}/${name}`;
  return (
    <div class="acts">
      {alert.status === "open" ? (
        <form method="post" action={act("acknowledge")}>
          <Csrf c={c} />
          <button>Acknowledge</button>
        </form>
      ) : null}
      <form method="post">
        <Csrf c={c} />
        <label>
          Note
          <input name="note" maxlength={1000} autocomplete="off" />
        </label>
        <button class="main" formaction={act("confirm")}>
          Confirm the change
        </button>
        <button formaction={act("dismiss")}>Dismiss</button>
      </form>
    </div>
  );
}
