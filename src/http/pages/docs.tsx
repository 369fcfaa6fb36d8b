/** `GET /docs`: the reference of the API, from the same description as `/openapi.json`. */
import type { Context } from "hono";
import type { AppEnv } from "../context.ts";
import { openApiOf } from "../openapi.ts";
import type { Operation } from "../operation.ts";
import { operations } from "../operations.ts";
import { PROBLEMS } from "../problem.ts";
import { Layout } from "./layout.tsx";

const NEEDS: Record<Operation["access"], string> = {
  anyone: "open to anyone",
  pages: "open as the pages are",
  read: "needs a token with scope read",
  operate: "needs a token with scope operate",
  admin: "needs a token with scope admin",
};

export function docsPage(c: Context<AppEnv>): Response | Promise<Response> {
  const tags = [...Map.groupBy(operations, ({ tag }) => tag)];
  const { info } = openApiOf([]) as unknown as { info: { description: string; version: string } };
  return c.html(
    <Layout c={c} title="API">
      <h1>API, version {info.version}</h1>
      <p>{info.description}</p>
      <p>
        <a href="/openapi.json">OpenAPI 3.1</a>; a POST that makes something takes an <code>Idempotency-Key</code>;
        tools for language models are at <code>/mcp</code>.
      </p>
      {tags.map(([tag, list]) => (
        <section>
          <h2 id={tag}>{tag}</h2>
          {list.map((operation) => (
            <OperationCard operation={operation} />
          ))}
        </section>
      ))}
      <h2>Problems</h2>
      <dl>
        {Object.entries(PROBLEMS).map(([status, { name, title, meaning }]) => (
          <>
            <dt id={`problem-${name}`}>
              <b>{status}</b> {title}
            </dt>
            <dd>{meaning}</dd>
          </>
        ))}
      </dl>
    </Layout>,
  );
}

function OperationCard({ operation }: { operation: Operation }) {
  const { method, path, id, summary, access, query, body, answer } = operation;
  return (
    <div class="card" id={id}>
      <h3>
        <code>
          <span class="verb">{method.toUpperCase()}</span> {path.replaceAll(/:(\w+)/g, "{$1}")}
        </code>
      </h3>
      <p>
        {summary}; <span class="soft">{NEEDS[access]}.</span>
      </p>
      {query === null ? null : (
        <p class="small">
          Query: <code>{Object.keys(query.entries).join(", ")}</code>
        </p>
      )}
      {body === null ? null : (
        <p class="small">
          Body, for example: <code>{JSON.stringify(body.example)}</code>
        </p>
      )}
      <p class="small soft">
        {answer.status}: {answer.description}
      </p>
    </div>
  );
}
