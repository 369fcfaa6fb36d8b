/** Every page and every list of the API reads what grows by an index: asserted on the plans of its statements. */
import { expect, it } from "vitest";
import { createApp } from "../../src/http/app.ts";
import { operations } from "../../src/http/operations.ts";
import { scansOf } from "../store/scans.ts";
import { client, TOKEN } from "./client.ts";

const PAGES = [
  "/",
  "/alerts",
  "/alerts?status=open",
  "/alerts/alt_1",
  "/positions/harbour/ni-keeps-toll",
  "/why-not",
  "/why-not?decision=joined",
  "/feeds",
  "/items/1",
  "/runs",
];
const CURSOR = "cursor=WzEsIiJd";
const LISTS = [
  ...operations
    .filter(({ method, query }) => method === "get" && query !== null && "cursor" in query.entries)
    .flatMap(({ path }) => [path, `${path}?${CURSOR}`]),
  "/api/alerts?status=open",
  "/api/alerts?dossier=harbour&position=ni-keeps-toll",
  "/api/alerts?since=2026-01-01T00:00:00Z",
  "/api/findings?dossier=harbour&position=ni-keeps-toll",
  "/api/findings?decision=joined",
  "/api/findings?alert=alt_1",
  "/api/findings?item=1",
  "/api/items/1",
  "/api/items/1/revisions",
  "/api/items?feed=feed_1",
  "/api/deliveries?status=failed",
  "/api/deliveries?endpoint=ep_1",
  "/api/export/findings.csv",
  "/api/export/alerts.jsonl",
  "/alerts.atom",
  "/metrics",
];

it.each([...PAGES, ...LISTS])("answers %s by indexes", async (path) => {
  const { rt } = client();
  const scans = await scansOf(async (db) => {
    const request = new Request(`https://volteface.example.com${path}`, {
      headers: { authorization: `Bearer ${TOKEN}` },
    });
    const answer = await createApp().request(request, undefined, { runtime: () => ({ ...rt, db }) });
    await answer.text();
    return answer;
  });
  expect(scans).toEqual([]);
});
