/** Decides from a URL alone whether a request may go to it: scheme, port, credentials, name and address ranges. */

/** What the request is for, and whether loopback over http is allowed (local runs and tests only). */
export type AddressRules = { purpose: "feed" | "webhook"; isLocalMode: boolean };

/** `reason` names the host at most: the path and query of a webhook are its secret. */
export type AddressCheck = { kind: "ok"; url: URL } | { kind: "refused"; reason: string };

/** IANA special-purpose IPv4 ranges that are not globally reachable, as [first octets, prefix length]. */
const REFUSED_IPV4: [address: string, prefix: number][] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
];

/** Top-level names that never name a public host: RFC 6761, RFC 6762, RFC 7686, RFC 8375 and common private ones. */
const REFUSED_TLDS = new Set(
  "localhost local internal intranet lan home corp private test example invalid onion alt localdomain".split(" "),
);

/** Names that answer with a private address, or with any address that their caller writes into the name. */
const REFUSED_NAMES =
  "home.arpa nip.io sslip.io xip.io traefik.me localtest.me lvh.me vcap.me lacolhost.com yoogle.com local.gd rebind.network rbndr.us 1u.ms burpcollaborator.net oastify.com interact.sh requestrepo.com mail.ebc.apple.com metadata.nicob.net".split(
    " ",
  );

/** Link shorteners only ever redirect and a webhook's redirects are not followed, so that none can be an endpoint. */
const SHORTENERS = "bit.ly t.co tinyurl.com goo.gl ow.ly is.gd buff.ly rebrand.ly cutt.ly t.ly".split(" ");

const PORTS = { feed: ["", "80", "443", "8080", "8443"], webhook: ["", "443", "8443"] };

/** C0 controls, space and DEL are dropped or escaped silently by the URL parser, a backslash is read as a slash. */
// oxlint-disable-next-line no-control-regex
const AMBIGUOUS = /[\u0000-\u0020\u007f\\]/u;

/**
 * Checks the address of one request, or of one redirect, before it is made.
 *
 * Names are not resolved: on Workers `fetch` reaches no private network. Known names that point into one are refused.
 */
export function checkAddress(address: string, rules: AddressRules): AddressCheck {
  if (AMBIGUOUS.test(address)) return refused("the URL holds white space, a control character or a backslash");
  if (!URL.canParse(address)) return refused("the URL cannot be parsed");
  const url = new URL(address);
  if (url.protocol !== "https:" && url.protocol !== "http:")
    return refused(`the scheme ${url.protocol} is not allowed`);
  if (url.username !== "" || url.password !== "") return refused("the URL holds credentials");
  const host = url.hostname.replace(/\.$/u, "");
  if (rules.isLocalMode && isLoopback(host)) return { kind: "ok", url };
  if (url.protocol === "http:" && rules.purpose === "webhook") return refused("webhooks must use https");
  if (!PORTS[rules.purpose].includes(url.port)) return refused(`port ${url.port} is not allowed`);
  const problem = hostProblem(host, rules.purpose);
  return problem === null ? { kind: "ok", url } : refused(`${host} ${problem}`);
}

function refused(reason: string): AddressCheck {
  return { kind: "refused", reason };
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "127.0.0.1" || host === "[::1]";
}

/** Why a host that the URL parser has normalised is refused, or null. */
function hostProblem(host: string, purpose: AddressRules["purpose"]): string | null {
  if (host.startsWith("[")) return isRefusedIpv6(host.slice(1, -1)) ? "is not a public address" : null;
  if (/^\d+\.\d+\.\d+\.\d+$/u.test(host)) return isRefusedIpv4(toNumber(host)) ? "is not a public address" : null;
  const labels = host.split(".");
  if (labels.length < 2) return "is not a public host name";
  if (REFUSED_TLDS.has(labels.at(-1) ?? "")) return "is not a public host name";
  if (REFUSED_NAMES.some((name) => isWithin(host, name))) return "points into private networks";
  if (purpose === "webhook" && SHORTENERS.includes(host)) return "is a link shortener: webhooks are not redirected";
  return null;
}

function isWithin(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}

function toNumber(address: string): number {
  return address.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);
}

function isRefusedIpv4(address: number): boolean {
  return REFUSED_IPV4.some(([range, prefix]) => {
    const size = 2 ** (32 - prefix);
    return Math.floor(address / size) === Math.floor(toNumber(range) / size);
  });
}

/** Takes the compressed hexadecimal form that the URL parser writes. Ranges: IANA IPv6 special-purpose registry. */
function isRefusedIpv6(address: string): boolean {
  const [head = "", tail] = address.split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => "0");
  const groups = [...left, ...zeros, ...right].map((group) => Number.parseInt(group, 16));
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = groups;
  if (a === 0 && b === 0 && c === 0 && d === 0) {
    if (e === 0 && f === 0xffff) return isRefusedIpv4(g * 0x10000 + h); // ::ffff:0:0/96, IPv4-mapped
    if (e === 0 && f === 0) return true; // ::/96: unspecified, loopback, IPv4-compatible
    if (e === 0xffff && f === 0) return true; // ::ffff:0:0:0/96, IPv4-translated
  }
  if (a === 0x64 && b === 0xff9b) return true; // 64:ff9b::/96 and 64:ff9b:1::/48, NAT64
  if (a === 0x100 && b === 0 && c === 0 && d === 0) return true; // 100::/64, discard
  if (a === 0x2001 && b === 0) return c !== 0 || d !== 0; // 2001::/32, Teredo: a server's IPv4 address follows
  if (a === 0x2001 && b >= 0x10 && b < 0x30) return true; // ORCHID, ORCHIDv2
  if (a === 0x2001 && b === 0xdb8) return true; // documentation
  if (a === 0x2002) return true; // 6to4
  if (a === 0x3fff && b < 0x1000) return true; // documentation, RFC 9637
  if (a === 0x5f00) return true; // SRv6 SIDs
  return a >= 0xfc00; // fc00::/7 unique local, fe80::/10 link-local, fec0::/10 site-local, ff00::/8 multicast
}
