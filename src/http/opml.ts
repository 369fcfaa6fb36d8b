/** `/api/opml`: the list of feeds out and in, as OPML 2.0 with one folder a dossier. */
import * as v from "valibot";
import { readOpml, writeOpml } from "../feed/opml.ts";
import { checkAddress } from "../net/outbound.ts";
import { addFeed, listFeeds } from "../store/feeds.ts";
import { operation, type Operation, rawOperation } from "./operation.ts";
import { problem } from "./problem.ts";
import { Count } from "./schema.ts";

/** As many feeds as one request takes: each is a few statements of the database. */
const LARGEST_IMPORT = 200;

const ImportSchema = v.object({
  added: Count,
  refused: v.array(v.object({ url: v.string(), reason: v.string() })),
});

export const opmlOperations: Operation[] = [
  rawOperation("get", {
    path: "/api/opml",
    id: "exportFeeds",
    tag: "feeds",
    summary: "The feeds as OPML, one folder a dossier",
    access: "pages",
    answer: { status: 200, description: "OPML 2.0", schema: null, mediaType: "text/x-opml" },
    handle: async (c) => {
      const { rt } = c.var;
      const feeds = await listFeeds(rt.db);
      const body = writeOpml(
        rt.watches.map(({ dossier: { id } }) => ({
          name: id,
          feeds: feeds.filter(({ dossierIds }) => dossierIds.includes(id)),
        })),
      );
      return c.body(body, 200, {
        "content-type": "text/x-opml; charset=utf-8",
        "content-disposition": 'attachment; filename="feeds.opml"',
      });
    },
  }),
  operation("post", {
    path: "/api/opml",
    id: "importFeeds",
    tag: "feeds",
    summary: "Adds the feeds of an OPML text; folders named as a dossier go to that dossier, the rest to the one named",
    access: "admin",
    body: {
      schema: v.strictObject({
        opml: v.pipe(v.string(), v.nonEmpty("must not be empty")),
        dossier: v.pipe(v.string(), v.nonEmpty("must not be empty")),
      }),
      example: {
        opml: '<opml version="2.0"><body><outline text="The Example" xmlUrl="https://example.org/feed.xml"/></body></opml>',
        dossier: "japan-north-korea-summit",
      },
    },
    answer: { description: "How many were added, and which were not", schema: ImportSchema },
    problems: [404],
    handle: async (c, _query, { opml, dossier }) => {
      const { rt } = c.var;
      const ids = new Set(rt.watches.map((watch) => watch.dossier.id));
      if (!ids.has(dossier)) return problem(c, 404, `There is no dossier "${dossier}".`);
      const read = readOpml(opml);
      if (read.kind === "invalid") {
        const where = read.line === null ? "" : `line ${read.line}: `;
        return problem(c, 422, "The OPML cannot be read.", [{ field: "opml", problem: where + read.reason }]);
      }
      if (read.feeds.length > LARGEST_IMPORT) {
        const fault = { field: "opml", problem: `must name at most ${LARGEST_IMPORT} feeds` };
        return problem(c, 422, "The OPML names too many feeds.", [fault]);
      }
      const refused: { url: string; reason: string }[] = [];
      for (const { url, title, folder } of read.feeds) {
        const address = checkAddress(url, { purpose: "feed", isLocalMode: rt.config.isLocalMode });
        if (address.kind === "refused") refused.push({ url, reason: address.reason });
        else {
          const target = folder !== null && ids.has(folder) ? folder : dossier;
          await addFeed(rt.db, { url: address.url.href, title }, target, rt.clock());
        }
      }
      return { added: read.feeds.length - refused.length, refused };
    },
  }),
];
