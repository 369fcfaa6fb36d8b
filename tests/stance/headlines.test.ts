import { describe, expect, it } from "vitest";
import type { Factuality, Statement } from "../../src/model.ts";
import { compileActors } from "../../src/stance/mention.ts";
import { readItem } from "../../src/stance/read.ts";
import { FAMILIES, type Family } from "./pairs.ts";

const island = (id: string, name: string) => ({ id, name, aliases: [], offices: [], people: [] });
const actors = compileActors([island("north", "Northland"), island("south", "Southland")]);

type Form = {
  name: string;
  headline: (verb: Family["verb"], rest: string) => string;
  factuality?: Factuality;
  isPlanned?: true;
  source?: string;
};

/** What headlines do to a plain sentence. */
const FORMS: readonly Form[] = [
  { name: "plainly", headline: ([, third], rest) => `Northland ${third} ${rest}` },
  { name: "in Title Case", headline: ([, third], rest) => titleCase(`Northland ${third} ${rest} before spring vote`) },
  { name: "in capitals", headline: ([, third], rest) => `Northland ${third} ${rest} before spring vote`.toUpperCase() },
  {
    name: "for the future",
    headline: ([base], rest) => `Northland to ${base} ${rest}`,
    factuality: "planned",
    isPlanned: true,
  },
  { name: "as a question", headline: ([base], rest) => `Will Northland ${base} ${rest}?`, factuality: "asked" },
  {
    name: "with its source at the end",
    headline: ([, third], rest) => `Northland ${third} ${rest}, Southland says`,
    source: "south",
  },
  {
    name: "with its source before a colon",
    headline: ([, third], rest) => `Southland: Northland ${third} ${rest}`,
    source: "south",
  },
  {
    name: "with its source after a dash",
    headline: ([, third], rest) => `Northland ${third} ${rest} - Southland officials`,
    source: "south",
  },
];

function titleCase(text: string): string {
  return text.replace(/\b[a-z]{4,}/g, (word) => word.slice(0, 1).toUpperCase() + word.slice(1));
}

function read(title: string, { content }: Family): Statement | undefined {
  const { statements } = readItem({ title, summary: "" }, actors);
  const [word = ""] = content.split(" ");
  return statements.findLast(
    (each) => each.actor.id === "north" && each.content?.quote.toLowerCase().includes(word) === true,
  );
}

describe.each(FAMILIES.map((family) => [`Northland ${family.verb[1]} ${family.rest}`, family] as const))(
  "%s",
  (_, family) => {
    it.each(FORMS.map((form) => [form.name, form] as const))("is read %s", (_name, form) => {
      const headline = form.headline(family.verb, family.rest);
      const statement = read(headline, family);
      expect({
        headline,
        act: statement?.act,
        polarity: statement?.polarity,
        factuality: form.factuality === undefined ? "any" : statement?.factuality,
        sources: statement?.sources.map(({ actor }) => actor),
      }).toEqual({
        headline,
        act: form.isPlanned === true ? family.planned : family.act,
        polarity: family.polarity,
        factuality: form.factuality ?? "any",
        sources: form.source === undefined ? [] : [form.source],
      });
    });
  },
);
