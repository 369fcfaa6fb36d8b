/** Alerts out as feeds: Atom (RFC 4287) and JSON Feed 1.1, for everything, a dossier or an actor. */
import type { Context } from "hono";
import * as v from "valibot";
import { listAlertPage, NO_FILTER } from "../store/alert-list.ts";
import type { AppEnv } from "./context.ts";
import { type Operation, rawOperation } from "./operation.ts";
import { type Story, storyOf } from "./story.ts";
import { iso } from "./time.ts";
import { escapeXml } from "../feed/xml.ts";

/** How many alerts a feed holds. */
const FEED_LENGTH = 50;

const query = v.strictObject({ dossier: v.optional(v.string()), actor: v.optional(v.string()) });

async function readStories(c: Context<AppEnv>, asked: v.InferOutput<typeof query>): Promise<Story[]> {
  const { rt } = c.var;
  const filter = { ...NO_FILTER, dossierId: asked.dossier ?? null };
  const { alerts } = await listAlertPage(rt.db, filter, { after: null, limit: FEED_LENGTH });
  const stories = alerts.map((alert) => storyOf(rt, alert));
  const { actor } = asked;
  return actor === undefined ? stories : stories.filter(({ position }) => position?.holders.includes(actor) === true);
}

/** The evidence in plain words, both sides. */
function tell({ alert, dossier, position }: Story): string {
  const held = position === null ? [] : [`Held as of ${dossier?.document.published}: ${position.statement}`];
  const said = alert.evidence.map(
    (found) =>
      `${found.outlet}: “${found.evidence_quote}” (${found.certainty}, confidence ${found.confidence.toFixed(2)}). ${found.why}`,
  );
  return [...held, ...said].join("\n");
}

function titleOf(asked: v.InferOutput<typeof query>): string {
  return ["Volteface: changes of position", asked.dossier, asked.actor]
    .filter((part) => part !== undefined)
    .join(" · ");
}

export const syndicationOperations: Operation[] = [
  rawOperation("get", {
    path: "/alerts.atom",
    id: "alertsAtom",
    tag: "out",
    summary: "Alerts as an Atom feed",
    access: "pages",
    query,
    answer: { status: 200, description: "Atom 1.0", schema: null, mediaType: "application/atom+xml" },
    handle: async (c, asked) => {
      const { origin, href } = new URL(c.req.url);
      const stories = await readStories(c, asked);
      const entries = stories.map((story) => {
        const { alert } = story;
        return `  <entry>
    <id>urn:volteface:alert:${escapeXml(alert.id)}</id>
    <title>${escapeXml(story.headline)}</title>
    <updated>${iso(alert.updated_at)}</updated>
    <published>${iso(alert.opened_at)}</published>
    <link rel="alternate" href="${escapeXml(`${origin}/alerts/${alert.id}`)}"/>
    <category term="${escapeXml(alert.direction)}"/>
    <content type="text">${escapeXml(tell(story))}</content>
  </entry>`;
      });
      const updated = iso(Math.max(0, ...stories.map(({ alert }) => alert.updated_at)));
      const body = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <id>${escapeXml(href)}</id>
  <title>${escapeXml(titleOf(asked))}</title>
  <updated>${updated}</updated>
  <author><name>Volteface</name></author>
  <link rel="self" href="${escapeXml(href)}"/>
  <link rel="alternate" href="${escapeXml(origin)}/"/>
${entries.join("\n")}
</feed>
`;
      return c.body(body, 200, { "content-type": "application/atom+xml; charset=utf-8" });
    },
  }),
  rawOperation("get", {
    path: "/alerts.json",
    id: "alertsJsonFeed",
    tag: "out",
    summary: "Alerts as a JSON Feed",
    access: "pages",
    query,
    answer: { status: 200, description: "JSON Feed 1.1", schema: null, mediaType: "application/feed+json" },
    handle: async (c, asked) => {
      const { origin, href } = new URL(c.req.url);
      const stories = await readStories(c, asked);
      const feed = {
        version: "https://jsonfeed.org/version/1.1",
        title: titleOf(asked),
        home_page_url: `${origin}/`,
        feed_url: href,
        items: stories.map((story) => ({
          id: story.alert.id,
          url: `${origin}/alerts/${story.alert.id}`,
          title: story.headline,
          content_text: tell(story),
          date_published: iso(story.alert.opened_at),
          date_modified: iso(story.alert.updated_at),
          tags: [story.alert.direction, story.alert.status],
        })),
      };
      return c.body(JSON.stringify(feed), 200, { "content-type": "application/feed+json; charset=utf-8" });
    },
  }),
];
