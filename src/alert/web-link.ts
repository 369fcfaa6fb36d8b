/** Lets through the addresses that a reader can safely open. */

/** Longer ones are no article's, and would fill a message. */
const LINK_LIMIT = 1000;

/** An address that is safe to show as a link: http or https, no credentials, not too long; null for any other. */
export function webLink(link: string | null): string | null {
  if (link === null || link.length > LINK_LIMIT || !URL.canParse(link)) return null;
  const { protocol, username, password, href } = new URL(link);
  return /^https?:$/u.test(protocol) && username === "" && password === "" ? href : null;
}
