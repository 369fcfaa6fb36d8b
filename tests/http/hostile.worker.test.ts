/** Text from feeds is hostile: it is shown as text on every page and never as markup, and no page may load or run anything. */
import { expect, it } from "vitest";
import { poll, tick } from "../../src/pipeline.ts";
import { rss } from "../rss.ts";
import { client } from "./client.ts";

const FEED = "https://a.example.org/feed";
const ATTACKS = [
  `<script>alert(1)</script>`,
  `<img src=x onerror=alert(1)>`,
  `"><svg onload=alert(1)>`,
  `</title><iframe src="https://evil.example/">`,
  `javascript:alert(1)`,
  `{{constructor.constructor("alert(1)")()}}`,
  `\u202Eevil\u202C`,
];

/** An opened alert whose evidence and feed title hold the attacks. */
async function attacked() {
  const { rt, ask } = client();
  rt.watches = rt.watches.map((watch) => ({
    ...watch,
    feeds: [{ url: FEED, title: ATTACKS.join(" ") }],
  }));
  const round = async () => {
    rt.now += 24 * 60 * 60_000;
    await tick(rt);
    for (const message of rt.queues.poll.sent.splice(0)) await poll(rt, message.runId, message.feedIds);
  };
  rt.pages.set(FEED, () => new Response(rss("a.example.org", ["Weather"])));
  await round();
  const title = `North Isle DROPS ${ATTACKS.join(" ")}`.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  rt.pages.set(
    FEED,
    () => new Response(rss("a.example.org", [`<![CDATA[${title}]]>`], new Date(rt.now).toUTCString())),
  );
  await round();
  return { rt, ask };
}

it("shows hostile text on the page as text", async () => {
  const { ask } = await attacked();
  const answer = await ask("/", { token: null });
  const html = await answer.text();
  expect(html).toContain("North Isle DROPS");
  expect(html).not.toMatch(/<(script|img|iframe)/i);
  expect(html).not.toMatch(/<svg[^>]*onload/i);
  expect(html).not.toMatch(/href="javascript:/i);
});

it("sends every page with a policy that allows no script, no frame and nothing from elsewhere", async () => {
  const { ask } = await attacked();
  for (const path of ["/", "/status", "/nowhere", "/api/alerts"]) {
    const { headers } = await ask(path, { token: null });
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("unsafe");
    expect(policy).not.toMatch(/https?:|\*/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("base-uri 'none'");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
  }
});

it("gives hostile text to API clients as JSON that no browser takes for a page", async () => {
  const { ask } = await attacked();
  const answer = await ask("/api/alerts", { token: null });
  expect(answer.headers.get("content-type")).toMatch(/^application\/json/);
  expect(JSON.stringify(await answer.json())).toContain("North Isle DROPS");
});
