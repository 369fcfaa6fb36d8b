/** Element names as feeds mean them: prefixes resolved by their namespace, letter case and old spellings evened out. */

/** The prefix that this project uses for a namespace; "" for the vocabularies of the feed formats themselves. */
const PREFIXES: [namespace: RegExp, prefix: string][] = [
  [/^https?:\/\/purl\.org\/dc\/elements\/1\.[01]\/?$/iu, "dc:"],
  [/^https?:\/\/purl\.org\/dc\/terms\/?$/iu, "dcterms:"],
  [/^https?:\/\/purl\.org\/rss\/1\.0\/modules\/content\/?$/iu, "content:"],
  [/^https?:\/\/purl\.org\/rss\/1\.0\/modules\/syndication\/?$/iu, "sy:"],
  [/^https?:\/\/search\.yahoo\.com\/mrss\/?$/iu, "media:"],
  [/^https?:\/\/www\.itunes\.com\/dtds\/podcast-1\.0\.dtd$/iu, "itunes:"],
  [/^https?:\/\/www\.w3\.org\/1999\/xhtml$/iu, "xhtml:"],
  [/^https?:\/\/www\.w3\.org\/1999\/02\/22-rdf-syntax-ns#?$/iu, "rdf:"],
  [/^https?:\/\/www\.w3\.org\/2005\/Atom\/?$/iu, "atom:"],
  [/^https?:\/\/purl\.org\/atom\/ns#?/iu, "atom:"],
  [
    /^https?:\/\/(?:purl\.org\/rss\/1\.0|my\.netscape\.com\/rdf\/simple\/0\.9|backend\.userland\.com\/rss\d*|channel\.netscape\.com\/rdf\/simple\/0\.9)\/?$/iu,
    "",
  ],
];

/** Names that differ between versions for the same thing: the RSS 2.0 or Atom 1.0 name stands for all. */
const ALIASES: Record<string, string> = {
  pubdate: "pubDate",
  "content:encoded": "content",
  "xhtml:body": "content",
  body: "content",
  fullitem: "content",
  description: "summary",
  "dc:description": "dc:summary",
  abstract: "summary",
  issued: "published",
  modified: "updated",
};

/** Elements of an item that are read; the others are passed over. */
export const ITEM_FIELDS = new Set(
  "title link guid id pubDate published updated created dc:date dcterms:created dcterms:issued dcterms:modified atom:published atom:updated date summary dc:summary content media:description itunes:summary media:title itunes:title dc:title author dc:creator itunes:author category dc:subject dc:language atom:link atom:id atom:title atom:summary atom:content".split(
    " ",
  ),
);
/** Elements of the feed itself that are read. */
export const HEAD_FIELDS = new Set(
  "title link language ttl sy:updateperiod sy:updatefrequency dc:title dc:language id".split(" "),
);

/** Names of elements in the order in which they are believed. */
export const TITLES = new Set(["title", "atom:title", "dc:title", "media:title", "itunes:title"]);
export const SUMMARIES = new Set([
  "summary",
  "atom:summary",
  "dc:summary",
  "content",
  "atom:content",
  "media:description",
  "itunes:summary",
]);

export const DATES = new Set([
  "pubDate", "published", "atom:published", "dc:date", "dcterms:issued", "dcterms:created", "created", "date", "updated", "atom:updated", "dcterms:modified",
]); // prettier-ignore

/** Namespace declarations that are read; real feeds have some twenty. */
const MOST_DECLARATIONS = 200;

/** The names of one document's elements, by the namespaces declared so far. */
export type Names = {
  /** Takes the namespace declarations out of a start tag's attributes, their names in lower case. */
  declare: (attributes: Record<string, string>) => void;
  /** What an element is called here; an undeclared prefix means what it usually does. `isAtom` makes Atom's names the bare ones. */
  canonical: (raw: string, isAtom: boolean) => string;
};

export function newNames(): Names {
  const prefixes = new Map<string, string>();
  const known = { atom: new Map<string, string>(), rss: new Map<string, string>() };
  let declarations = 0;
  return {
    declare(attributes) {
      if (declarations >= MOST_DECLARATIONS) return;
      for (const name in attributes) {
        if (!name.startsWith("xmlns")) continue;
        declarations++;
        known.atom.clear();
        known.rss.clear();
        const value = attributes[name] ?? "";
        const usual = PREFIXES.find(([namespace]) => namespace.test(value.trim()))?.[1];
        const prefix = name === "xmlns" ? "" : name.slice(6);
        if (usual !== undefined) prefixes.set(prefix, usual);
        else if (prefix !== "") prefixes.set(prefix, `${prefix}:`);
      }
    },
    canonical(raw, isAtom) {
      const names = isAtom ? known.atom : known.rss;
      let name = names.get(raw);
      if (name === undefined) names.set(raw, (name = resolveName(raw.toLowerCase(), prefixes, isAtom)));
      return name;
    },
  };
}

function resolveName(name: string, prefixes: Map<string, string>, isAtom: boolean): string {
  const colon = name.indexOf(":");
  if (colon === -1) return ALIASES[name] ?? name;
  const own = prefixes.get(name.slice(0, colon)) ?? name.slice(0, colon + 1);
  const isBare = own === "" || own === "rss:" || (own === "atom:" && isAtom);
  const local = name.slice(colon + 1);
  const full = isBare ? local : own + local;
  return ALIASES[full] ?? full;
}
