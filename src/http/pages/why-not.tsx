/** `GET /why-not`: what was read, what came close, what raised no alert, and the reason by name. */
import type { Context } from "hono";
import { countDecisions, listFindingPage, NO_FINDING_FILTER } from "../../store/finding-list.ts";
import type { AppEnv } from "../context.ts";
import { readCursor } from "../cursor.ts";
import { nextPage } from "../list.ts";
import { DECISIONS, FindingTable } from "./findings.tsx";
import { Layout } from "./layout.tsx";

const PAGE = 50;
/** Reasons are counted among this many of the newest findings. */
const COUNTED = 2000;

export async function whyNotPage(c: Context<AppEnv>): Promise<Response> {
  const { rt } = c.var;
  const decision = c.req.query("decision") ?? null;
  const after = readCursor(c.req.query("cursor") ?? "");
  const [counts, { findings, hasMore }] = await Promise.all([
    countDecisions(rt.db, COUNTED),
    listFindingPage(rt.db, { ...NO_FINDING_FILTER, decision }, { after, limit: PAGE }),
  ]);
  const last = findings.at(-1);
  const next = nextPage(c, hasMore, last === undefined ? undefined : { at: last.id, id: "" });
  return c.html(
    <Layout c={c} title="Why not">
      <h1>Why not?</h1>
      <p>Everything that was held against a position, alerted or not, and what was decided. By reason:</p>
      <p>
        <a href="/why-not">all</a>
        {counts.map(({ decision: name, n }) => (
          <>
            {" · "}
            <a
              href={`/why-not?decision=${encodeURIComponent(name)}`}
              aria-current={name === decision ? "true" : undefined}
            >
              {DECISIONS[name] ?? name} ({n})
            </a>
          </>
        ))}
      </p>
      <FindingTable c={c} findings={findings} caption="Findings, newest first" />
      {next === null ? null : (
        <p>
          <a href={next}>Older findings</a>
        </p>
      )}
      <p>
        <a href="/api/export/findings.csv">CSV</a> · <a href="/api/export/findings.jsonl">JSON Lines</a>
      </p>
    </Layout>,
  );
}
