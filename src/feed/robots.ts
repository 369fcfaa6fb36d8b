/** What a site lets robots read: its robots.txt, fetched and applied as RFC 9309 says. */
import robotsParser from "robots-parser";
import { type Fetch, outbound } from "../net/outbound.ts";
import { type Agent, userAgent } from "./agent.ts";

/**
 * A site's rules: those of its robots.txt; `unavailable` where it has none that can be had, so that everything may be read
 * (RFC 9309, 2.3.1.3); `unreachable` where nobody can tell, so that nothing may (2.3.1.4).
 */
export type Robots =
  | { kind: "rules"; text: string }
  | { kind: "unavailable" }
  | { kind: "unreachable"; reason: string };

const TIMEOUT_MS = 10_000;
/** RFC 9309, 2.5: at least so much of a file is to be read. */
const MAX_BYTES = 500 * 1024;
/** RFC 9309, 2.3.1.2: at least so many redirects are to be followed. */
const MAX_REDIRECTS = 5;
/** What rules are made of; sitemaps, comments and other crawlers' extensions are not kept. */
const RULE = /^\s*(?:user-agent|allow|disallow)\s*:/iu;
const TOO_MANY_REQUESTS = 429;

/** Fetches the robots.txt of an origin (`https://example.org`). Never throws. */
export async function fetchRobots(
  fetch: Fetch,
  origin: string,
  settings: Agent & { isLocalMode: boolean },
  clock: () => number,
): Promise<Robots> {
  const answer = await outbound(
    fetch,
    {
      url: `${origin}/robots.txt`,
      method: "GET",
      headers: { "user-agent": userAgent(settings), accept: "text/plain, */*;q=0.1" },
      body: null,
      rules: { purpose: "feed", isLocalMode: settings.isLocalMode },
    },
    {
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_BYTES,
      maxRedirects: MAX_REDIRECTS,
      onTooLarge: "truncate",
      bodyTimeoutMs: null,
      clock,
    },
  );
  // RFC 9309, 2.3.1.2: behind more redirects than that, the file counts as unavailable.
  if (answer.kind === "failed" && answer.class === "redirects") return { kind: "unavailable" };
  if (answer.kind === "failed") return { kind: "unreachable", reason: answer.reason };
  const { status } = answer;
  if (status >= 200 && status < 300) return { kind: "rules", text: keepRules(new TextDecoder().decode(answer.body)) };
  // A site that asks for fewer requests is not answered with more of them.
  if (status >= 400 && status < 500 && status !== TOO_MANY_REQUESTS) return { kind: "unavailable" };
  return { kind: "unreachable", reason: `the server answered with status ${status}` };
}

function keepRules(text: string): string {
  return text
    .split(/\r\n|\r|\n/u)
    .filter((line) => RULE.test(line))
    .join("\n");
}

/** Whether the rules of its origin let an address be read by the robot of that product token. */
export function isAllowed(robots: Robots, url: string, agent: string): boolean {
  if (robots.kind !== "rules") return robots.kind === "unavailable";
  return robotsParser(`${new URL(url).origin}/robots.txt`, robots.text).isAllowed(url, agent) ?? false;
}
