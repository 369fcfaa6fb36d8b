/** Reads what is said without a verb: "Northland's acceptance of the terms", "Kim: no talks". */
import type { Source, Statement } from "../model.ts";
import type { Segment } from "./segment.ts";
import { rungOf, type SentenceContext } from "./context.ts";
import type { Mention } from "./mention.ts";
import { type Predicate, readNominal } from "./predicate.ts";
import { asSpeaker, type Subject } from "./resolve.ts";
import { startsPredicate } from "./start.ts";
import { type Scope, statementOf } from "./statement.ts";
import { isVerb } from "./subject.ts";

/** "Northland's acceptance of the terms", "refusal by Northland to sign": what somebody's noun says, wherever it stands in the sentence. */
export const nominals = (
  context: SentenceContext,
  segment: Segment,
  scope: Scope,
): { at: number; statement: Statement }[] => {
  const { tokens } = context;
  let at = segment.from;
  return context.mentions.flatMap((mention) => {
    while (at < segment.to && (tokens[at]?.start ?? 0) < mention.start) at++;
    let after = at;
    while (after < tokens.length && (tokens[after]?.start ?? 0) < mention.end) after++;
    if (at >= segment.to || after > segment.to) return [];
    const found =
      owned(context, segment, { mention, from: at, to: after }) ??
      done(context, segment, { mention, from: at, to: after });
    if (found === null || found.predicate.content.to <= found.predicate.content.from) return [];
    const source: Source = {
      text: context.text.slice(mention.start, mention.end),
      actor: mention.actor,
      rung: rungOf(mention),
    };
    const { predicate, shown } = found;
    const own = shown === context ? at : predicate.from;
    const subject: Subject = {
      source,
      by: "name",
      others: [],
      from: own,
      to: own,
      isNegative: false,
    };
    return [
      {
        at: found.at,
        statement: statementOf(
          shown,
          { ...segment, to: Math.min(segment.to, shown.tokens.length) },
          scope,
          predicate,
          subject,
        ),
      },
    ];
  });
};

type Named = { mention: Mention; from: number; to: number };
type Nominal = { at: number; predicate: Predicate; shown: SentenceContext };

/** "Northland's acceptance", "Northlandish acceptance", in a headline "Northland acceptance". */
const owned = (context: SentenceContext, segment: Segment, { mention, to }: Named): Nominal | null => {
  const { tokens, frame } = context;
  const mark = tokens[to]?.lower;
  const isPossessive = mark === "'s" || mark === "'";
  const isBare = !isPossessive && mention.kind !== "demonym";
  if (isBare && (!frame.isTitle || startsPredicate(tokens, to, frame))) return null;
  let at = isPossessive ? to + 1 : to;
  while (tokens[at]?.pos === "ADJ" && readNominal(tokens, at) === null) at++;
  const predicate = at < segment.to && tokens[at]?.pos !== "VERB" ? readNominal(tokens, at) : null;
  return predicate === null ? null : { at, predicate, shown: context };
};

/** How far before "by" a noun may stand: "the acceptance of the treaty by". */
const BY_REACH = 6;

/** "Refusal by Northland to sign", "a decision by the Northland council": the words of the agent are left out of what the noun governs. */
const done = (context: SentenceContext, segment: Segment, { from, to }: Named): Nominal | null => {
  const { tokens } = context;
  let by = from - 1;
  while (by > segment.from && (tokens[by]?.pos === "DET" || tokens[by]?.pos === "ADJ")) by--;
  if (tokens[by]?.lower !== "by") return null;
  for (let at = by - 1; at >= segment.from && by - at <= BY_REACH; at--) {
    if (tokens[at]?.pos === "VERB" || tokens[at]?.pos === "PUNCT") return null;
    if (readNominal(tokens, at) === null) continue;
    let end = to;
    while (tokens[end]?.pos === "NOUN" || tokens[end]?.pos === "PROPN") end++;
    const shown = { ...context, tokens: [...tokens.slice(0, by), ...tokens.slice(end)] };
    const predicate = readNominal(shown.tokens, at);
    return predicate === null ? null : { at, predicate, shown };
  }
  return null;
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
