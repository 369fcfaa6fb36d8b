/** Reads what is said without a verb: "Northland's acceptance of the terms", "Kim: no talks". */
import type { Source, Statement } from "../model.ts";
import type { Segment } from "./attribution.ts";
import { rungOf, type SentenceContext } from "./context.ts";
import { type Predicate, readNominal } from "./predicate.ts";
import { asSpeaker, type Subject } from "./resolve.ts";
import { type Scope, statementOf } from "./statement.ts";
import { isVerb } from "./subject.ts";

/** "Northland's acceptance of the terms": what somebody's noun says, wherever it stands in the sentence. */
export const nominals = (
  context: SentenceContext,
  segment: Segment,
  scope: Scope,
): { at: number; statement: Statement }[] => {
  const { tokens } = context;
  return context.mentions.flatMap((mention) => {
    const after = tokens.findIndex((token) => token.start >= mention.end);
    if (after < segment.from || after >= segment.to) return [];
    const isPossessive = tokens[after]?.lower === "'s" || tokens[after]?.lower === "'";
    if (!isPossessive && mention.kind !== "demonym") return [];
    let at = isPossessive ? after + 1 : after;
    while (tokens[at]?.pos === "ADJ" && readNominal(tokens, at) === null) at++;
    const predicate = at < segment.to && tokens[at]?.pos !== "VERB" ? readNominal(tokens, at) : null;
    if (predicate === null || predicate.content.to === predicate.content.from) return [];
    const from = tokens.findIndex((token) => token.start >= mention.start);
    const source: Source = {
      text: context.text.slice(mention.start, mention.end),
      actor: mention.actor,
      rung: rungOf(mention),
    };
    const subject: Subject = { source, by: "name", others: [], from, to: after, isNegative: false };
    return [{ at, statement: statementOf(context, segment, scope, predicate, subject) }];
  });
};

/** "Kim: no talks": a source's words without a verb refuse what they name. */
export const verbless = (
  context: SentenceContext,
  segment: Segment,
  scope: Scope,
): { at: number; statement: Statement }[] => {
  const { tokens } = context;
  const at = tokens.findIndex((token, index) => index >= segment.from && token.pos !== "PUNCT");
  const speaker = scope.outer.at(-1);
  if (speaker === undefined || at === -1 || at >= segment.to || tokens[at]?.lower !== "no") return [];
  let to = at + 1;
  while (to < segment.to && tokens[to]?.pos !== "PUNCT" && !isVerb(tokens, to)) to++;
  if (isVerb(tokens, to)) return [];
  const predicate: Predicate = {
    from: at,
    to: at + 1,
    steps: [],
    isNegated: true,
    modal: null,
    isPassive: false,
    isCopular: false,
    isFuture: false,
    isPast: false,
    isPerfect: false,
    content: { from: at + 1, to },
  };
  const subject = asSpeaker(speaker, at);
  return [
    {
      at,
      statement: {
        ...statementOf(context, segment, { ...scope, sources: scope.outer }, predicate, subject),
        act: "reject",
      },
    },
  ];
};
