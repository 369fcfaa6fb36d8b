/** Turns the environment into a configuration without optionals, checked once. */
import type { Policy } from "./model.ts";

export type Config = {
  /** Null: no token is set, and the write API answers 503. */
  apiToken: string | null;
  /** The product token of every request for feeds and articles, and the one that robots.txt rules are matched by. */
  agent: string;
  /** Goes into the User-Agent of every poll. */
  contact: string;
  policy: Policy;
  /** Lets http on loopback addresses through the gate out. */
  isLocalMode: boolean;
  /** Whether the feeds of the dossiers' feeds.opml are polled. */
  hasBaselineFeeds: boolean;
  /** The endpoint of the secrets WEBHOOK_URL and WEBHOOK_SECRET; null where they are not set. */
  webhook: { url: string; secret: string } | null;
  /** Who may see the pages, and whether signed-in people may act on them. */
  pages: PagesSetting;
  /** The team and the application's audience tag of Cloudflare Access; null where it is not used. */
  access: { team: string; audience: string } | null;
  version: string;
};

export type PagesSetting = "public" | "read-only" | "closed";

type Settings = Pick<Env, "USER_AGENT" | "CONTACT" | "ALERT_CONFIDENCE" | "LOCAL_MODE" | "BASELINE_FEEDS" | "PAGES"> & {
  API_TOKEN?: string;
  WEBHOOK_URL?: string;
  WEBHOOK_SECRET?: string;
  ACCESS_TEAM?: string;
  ACCESS_AUDIENCE?: string;
};

/** Of the release that runs; shown by the status and in the User-Agent. */
export const version = "0.1.0";

/**
 * Reads the settings.
 * @throws Error naming the setting that cannot be used; never its value, which may be a secret
 */
export function readConfig(env: Settings): Config {
  const confidence = Number(env.ALERT_CONFIDENCE);
  if (!(confidence >= 0 && confidence <= 1))
    throw new Error("the setting ALERT_CONFIDENCE must be a number from 0 to 1");
  if (env.LOCAL_MODE !== "on" && env.LOCAL_MODE !== "off")
    throw new Error('the setting LOCAL_MODE must be "on" or "off"');
  const hasUrl = isSet(env.WEBHOOK_URL);
  if (hasUrl !== isSet(env.WEBHOOK_SECRET)) {
    throw new Error("the settings WEBHOOK_URL and WEBHOOK_SECRET go together: one of them is missing");
  }
  return {
    apiToken: isSet(env.API_TOKEN) ? env.API_TOKEN : null,
    agent: readAgent(env.USER_AGENT),
    contact: env.CONTACT,
    policy: { confidence, certainties: ["stated", "reported"] },
    isLocalMode: readSwitch("LOCAL_MODE", env.LOCAL_MODE),
    hasBaselineFeeds: readSwitch("BASELINE_FEEDS", env.BASELINE_FEEDS),
    webhook: hasUrl && isSet(env.WEBHOOK_SECRET) ? { url: env.WEBHOOK_URL ?? "", secret: env.WEBHOOK_SECRET } : null,
    pages: readPages(env.PAGES),
    access: readAccess(env.ACCESS_TEAM, env.ACCESS_AUDIENCE),
    version,
  };
}

/** RFC 9309, 2.2.1: a product token is of letters, `-` and `_`. */
function readAgent(value: string): string {
  if (/^[A-Za-z_-]{1,50}$/.test(value)) return value;
  throw new Error("the setting USER_AGENT must be a product token: letters, - and _ only");
}

function readAccess(team: string | undefined, audience: string | undefined): Config["access"] {
  if (!isSet(team) && !isSet(audience)) return null;
  if (isSet(team) && isSet(audience) && /^[a-z0-9-]+$/.test(team)) return { team, audience };
  throw new Error("the settings ACCESS_TEAM (the name before .cloudflareaccess.com) and ACCESS_AUDIENCE go together");
}

function readPages(value: string): PagesSetting {
  if (value === "public" || value === "read-only" || value === "closed") return value;
  throw new Error('the setting PAGES must be "public", "read-only" or "closed"');
}

function readSwitch(name: string, value: string): boolean {
  if (value !== "on" && value !== "off") throw new Error(`the setting ${name} must be "on" or "off"`);
  return value === "on";
}

function isSet(value: string | undefined): value is string {
  return value !== undefined && value !== "";
}
