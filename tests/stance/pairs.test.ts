import { describe, expect, it } from "vitest";
import type { Statement } from "../../src/model.ts";
import { compileActors } from "../../src/stance/mention.ts";
import { readItem } from "../../src/stance/read.ts";
import { CHANGES, FAMILIES, type Family } from "./pairs.ts";

const island = (id: string, name: string) => ({ id, name, aliases: [], offices: [], people: [] });
const actors = compileActors([island("north", "Northland"), island("south", "Southland")]);

/** What the sentence says of Northland's act: the innermost statement about the family's content. */
function read(sentence: string, { content }: Family): Statement | undefined {
  const { statements } = readItem({ title: "", summary: sentence }, actors);
  return statements.findLast((each) => each.actor.id === "north" && each.content?.quote.includes(content) === true);
}

const shown = (statement: Statement | undefined) => ({
  act: statement?.act,
  polarity: statement?.polarity,
  factuality: statement?.factuality,
  sources: statement?.sources.map(({ actor, rung }) => ({ actor, rung })),
  condition: statement?.condition?.kind ?? null,
});

/** What is asserted of a commitment or a demand is a plan or a wish already. */
const plainFactuality = ({ act, verb: [base] }: Family) => {
  if (act === "agree" && base !== "give") return "planned";
  return act === "request" ? "urged" : base === "give" ? "planned" : "asserted";
};

/** A promise or a demand that was made is still one. */
const isStillOpen = (factuality: string | undefined, plain: string): boolean =>
  factuality === undefined || (factuality === "done" && plain !== "asserted");

describe.each(FAMILIES.map((family) => [`${family.verb[1]} ${family.rest}`, family] as const))(
  "Northland %s",
  (_, family) => {
    const { verb, rest, act, polarity } = family;
    const plain = {
      act,
      polarity,
      factuality: plainFactuality(family),
      sources: [] as { actor: string | null; rung: string }[],
      condition: null,
    };

    it("says its act and polarity plainly", () => {
      expect(shown(read(`Northland ${verb[1]} ${rest}.`, family))).toEqual(plain);
    });

    it.each(CHANGES.map((change) => [change.name, change] as const))(
      "differs in nothing but that it is %s",
      (_n, change) => {
        const { factuality, sources, condition, act: other, isFlipped } = change.differs;
        const sentence = change.sentence(verb, rest);
        expect({ sentence, ...shown(read(sentence, family)) }).toEqual({
          sentence,
          act: other === undefined ? act : family[other],
          polarity: isFlipped === true ? -polarity : polarity,
          factuality: isStillOpen(factuality, plain.factuality) ? plain.factuality : factuality,
          sources: sources ?? [],
          condition: condition ?? null,
        });
      },
    );
  },
);
