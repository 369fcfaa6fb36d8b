/** Fetches the article behind an item, where its site lets robots, and reads its first paragraphs. */
import { type AddressRules, checkAddress, type Fetch, outbound, type OutboundFailure } from "../net/outbound.ts";
import { type Agent, userAgent } from "./agent.ts";
import { articleText } from "./article-text.ts";
import { decode } from "./decode.ts";
import { isAllowed, type Robots } from "./robots.ts";

/** Why an article was not read; `stopped` is said of a worker that died over it, `too-many` of one that was not asked for. */
export type ArticleFailure =
  | OutboundFailure
  | "robots"
  | "not-found"
  | "blocked"
  | "server"
  | "client"
  | "not-a-page"
  | "empty"
  | "stopped"
  | "too-many";

/** `text` is plain, one paragraph a line; a failure's `reason` is for people. */
export type ArticleResult = { kind: "read"; text: string } | { kind: "failed"; class: ArticleFailure; reason: string };

export type ArticleLimits = { timeoutMs: number; maxBytes: number };

/** For one article, redirects included. */
export const ARTICLE_LIMITS: ArticleLimits = { timeoutMs: 15_000, maxBytes: 2_000_000 };

/** Shorteners and consent walls take two; each new site on the way is asked for its robots.txt first. */
const ARTICLE_REDIRECTS = 2;
/** Longer addresses are no articles', and make matching them against rules slow. */
const LONGEST_ADDRESS = 2000;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const ACCEPT = "text/html, application/xhtml+xml;q=0.9";

/**
 * Reads the article at an address. Never throws.
 * @param robotsOf the rules of an origin, from wherever they are kept
 */
export async function readArticle(
  fetch: Fetch,
  link: string,
  settings: Agent & { isLocalMode: boolean },
  robotsOf: (origin: string) => Promise<Robots>,
  clock: () => number,
  limits: ArticleLimits = ARTICLE_LIMITS,
): Promise<ArticleResult> {
  const until = clock() + limits.timeoutMs;
  const rules: AddressRules = { purpose: "feed", isLocalMode: settings.isLocalMode };
  let url = link;
  for (let hops = 0; ; hops++) {
    const address = checkAddress(url, rules);
    if (address.kind === "refused") return failed("refused-address", address.reason);
    if (url.length > LONGEST_ADDRESS) return failed("client", "the address is too long for an article's");
    const refusal = await robotsRefusal(url, settings.agent, robotsOf);
    if (refusal !== null) return failed("robots", refusal);
    const timeoutMs = until - clock();
    if (timeoutMs <= 0) return failed("timeout", `no complete answer within ${limits.timeoutMs} ms`);
    const answer = await outbound(
      fetch,
      {
        url,
        method: "GET",
        headers: { "user-agent": userAgent(settings), accept: ACCEPT },
        body: null,
        rules,
      },
      // One hop at a time: the site that a redirect leads to has rules of its own.
      { timeoutMs, maxBytes: limits.maxBytes, maxRedirects: 0, onTooLarge: "fail", bodyTimeoutMs: null, clock },
    );
    if (answer.kind === "failed") return failed(answer.class, answer.reason);
    const location = REDIRECTS.has(answer.status) ? answer.headers.get("location") : null;
    if (location === null) return readPage(answer);
    if (hops === ARTICLE_REDIRECTS) return failed("redirects", `more than ${ARTICLE_REDIRECTS} redirects`);
    if (!URL.canParse(location, url)) return failed("redirects", "a redirect leads to no valid URL");
    url = new URL(location, url).href;
  }
}

function failed(failure: ArticleFailure, reason: string): ArticleResult {
  return { kind: "failed", class: failure, reason };
}

/** Why robots.txt keeps an address from being read, or null. */
async function robotsRefusal(
  url: string,
  agent: string,
  robotsOf: (origin: string) => Promise<Robots>,
): Promise<string | null> {
  const robots = await robotsOf(new URL(url).origin);
  if (robots.kind === "unreachable") return `the site's robots.txt cannot be read (${robots.reason})`;
  return isAllowed(robots, url, agent) ? null : "the site's robots.txt does not allow it";
}

function readPage(answer: { status: number; headers: Headers; body: Uint8Array; url: string }): ArticleResult {
  const { status, headers, body, url } = answer;
  if (headers.get("cf-mitigated") === "challenge") return failed("blocked", "a bot wall asks for a browser");
  if (status === 404 || status === 410) return failed("not-found", `there is no article at this address (${status})`);
  if ([401, 402, 403, 429, 451].includes(status)) return failed("blocked", `the server refuses access (${status})`);
  if (status >= 500) return failed("server", `the server failed (${status})`);
  if (status < 200 || status > 299) return failed("client", `the server answered with status ${status}`);
  const contentType = headers.get("content-type");
  if (contentType !== null && !/^\s*(?:text\/html|application\/xhtml\+xml)\b/iu.test(contentType)) {
    return failed("not-a-page", "what the address leads to is no web page");
  }
  const text = articleText(decode(body, contentType), url);
  return text === null ? failed("empty", "the page shows no article's text") : { kind: "read", text };
}
