/** A small newsroom on this machine: four outlets with a feed each, in RSS, Atom and JSON Feed. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type OutletId, stories, type Story } from "./stories.ts";

type Outlet = {
  title: string;
  contentType: string;
  render: (outlet: string, url: string, stories: Published[]) => string;
};
type Published = Story & { at: Date; link: string };

const outlets: Record<OutletId, Outlet> = {
  wire: { title: "Harbour Wire (demo)", contentType: "application/rss+xml", render: renderRss },
  ledger: { title: "Eastern Ledger (demo)", contentType: "application/atom+xml", render: renderAtom },
  post: { title: "Peninsula Post (demo)", contentType: "application/feed+json", render: renderJson },
  courier: { title: "Morning Courier (demo)", contentType: "application/rss+xml", render: renderRss },
};

export type Newsroom = {
  feeds: { url: string; title: string }[];
  /** Publishes the stories of that edition beside the earlier ones. */
  publish: (edition: number) => Story[];
  close: () => Promise<void>;
};

/** Opens the newsroom on a free port. Each outlet has a host name of its own, so that outlets are told apart. */
export async function openNewsroom(): Promise<Newsroom> {
  const published: Published[] = [];
  const server = createServer((request, response) => {
    const id = (request.url ?? "").slice(1) as OutletId;
    const outlet = outlets[id];
    if (outlet === undefined) {
      response.writeHead(404).end();
      return;
    }
    const own = published.filter((story) => story.outlet === id).toReversed();
    response.writeHead(200, { "content-type": outlet.contentType });
    response.end(outlet.render(outlet.title, `https://${id}.example/`, own));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    feeds: Object.entries(outlets).map(([id, { title }]) => ({ url: `http://127.0.0.1:${port}/${id}`, title })),
    publish: (edition) => {
      const fresh = stories.filter((story) => story.edition === edition);
      for (const story of fresh) {
        const slug = story.title.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
        published.push({ ...story, at: new Date(), link: `https://${story.outlet}.example/${slug}` });
      }
      return fresh;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function renderRss(title: string, url: string, own: Published[]): string {
  const items = own.map(
    (story) =>
      `<item><title>${escape(story.title)}</title><link>${story.link}</link><guid>${story.link}</guid><pubDate>${story.at.toUTCString()}</pubDate><description>${escape(story.summary)}</description></item>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>${escape(title)}</title><link>${url}</link><description>Invented news</description>${items.join("")}</channel></rss>`;
}

function renderAtom(title: string, url: string, own: Published[]): string {
  const entries = own.map(
    (story) =>
      `<entry><id>${story.link}</id><title>${escape(story.title)}</title><link href="${story.link}"/><updated>${story.at.toISOString()}</updated><summary>${escape(story.summary)}</summary></entry>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"><id>${url}</id><title>${escape(title)}</title><updated>${new Date().toISOString()}</updated>${entries.join("")}</feed>`;
}

function renderJson(title: string, url: string, own: Published[]): string {
  return JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title,
    home_page_url: url,
    items: own.map((story) => ({
      id: story.link,
      url: story.link,
      title: story.title,
      content_html: story.summary,
      date_published: story.at.toISOString(),
    })),
  });
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
