/** How this project names itself to publishers. */

export type Agent = {
  /** The product token of the User-Agent, which robots.txt rules are matched by (RFC 9309, 2.2.1). */
  agent: string;
  /** A URL or an e-mail address at which publishers reach whoever runs this. */
  contact: string;
};

/** Names the project, and whom a publisher can write to where the settings say. */
export function userAgent({ agent, contact }: Agent): string {
  const printable = contact.replace(/[^\x21-\x7e]/gu, "");
  return printable === "" ? `${agent}/0.1` : `${agent}/0.1 (+${printable})`;
}
