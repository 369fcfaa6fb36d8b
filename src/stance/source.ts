/** Says what kind of source words name, and on which rung of authority it stands. */
import type { Rung, Source } from "../model.ts";
import { isFormer, officeAt } from "./lexicon/offices.ts";
import type { Mention } from "./mention.ts";
import type { Token } from "./tag.ts";

/** The source that the tokens name: an actor of the dossier, an office, or a kind of source; null where they name none. */
export const sourceOf = (
  tokens: readonly Token[],
  from: number,
  to: number,
  mentions: readonly Mention[],
): Source | null => {
  const first = tokens[from];
  const last = tokens[to - 1];
  if (first === undefined || last === undefined) return null;
  const inside = mentions.filter((mention) => mention.start >= first.start && mention.end <= last.end);
  let rung: Rung | null = null;
  let former = false;
  for (let at = from; at < to; at++) {
    const office = officeAt(tokens, at);
    if (office !== null && at - office.length + 1 >= from) rung = office.rung;
    former ||= isFormer(tokens[at]?.lower ?? "");
  }
  const isPronoun = to - from <= 2 && /^(?:he|she|they|it)$/.test(first.lower);
  if (inside.length === 0 && rung === null && !isPronoun && !first.isCapital) return null;
  const mention = inside[0];
  const person = inside.find((each) => each.kind === "person");
  const resolved: Rung = former
    ? "former"
    : (rung ??
      (person !== undefined
        ? rungOfPerson(person)
        : mention !== undefined
          ? "spokesperson"
          : isPronoun
            ? "official"
            : "outlet"));
  const text = tokens
    .slice(from, to)
    .map(({ lower }) => lower)
    .join(" ");
  return { text, actor: mention?.actor ?? null, rung: resolved };
};

/** The rung of somebody whom the dossier knows, by the office it gives. */
export const rungOfPerson = (mention: Mention): Rung => {
  const office = (mention.person?.office?.toLowerCase().split(/\s+/) ?? []).map((lower) => ({ lower }));
  return officeAt(office, office.length - 1)?.rung ?? "official";
};
