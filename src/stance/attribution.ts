/** Finds who a sentence's content is attributed to: before it, after it, around it, or by a headline's colon or dash. */
import type { Rung, Source } from "../model.ts";
import { type Mention } from "./mention.ts";
import { isFormer, officeAt } from "./lexicon/offices.ts";
import { verbStepAt } from "./step.ts";
import type { Token } from "./tag.ts";

/** A run of tokens that one source (or nobody: the outlet itself) stands behind. */
export type Segment = { from: number; to: number; source: Source | null; hasAttribution: boolean };

const QUOTE = /^["“”]$/;
/** A headline's source before a colon or after a dash is short. */
const SOURCE_WORDS = 7;

/** Cuts a sentence's tokens into attributed content; the source's own words are left out of it. */
export const attribute = (tokens: readonly Token[], mentions: readonly Mention[], isTitle: boolean): Segment[] => {
  const marked = splitAtMark(tokens, mentions, isTitle);
  if (marked !== null) return [marked];
  const after = attributionAfter(tokens, mentions);
  if (after !== null) return [after];
  return [{ from: 0, to: tokens.length, source: null, hasAttribution: false }];
};

/** "Kim: no talks", "no talks - Kim", "no talks, sources - Reuters"; outside titles the colon alone attributes. */
const splitAtMark = (tokens: readonly Token[], mentions: readonly Mention[], isTitle: boolean): Segment | null => {
  const colon = tokens.findIndex((token) => token.lower === ":");
  if (colon > 0 && colon <= SOURCE_WORDS && colon < tokens.length - 2) {
    const source = sourceOf(tokens, 0, colon, mentions);
    if (source !== null && !tokens.slice(0, colon).some((token) => token.pos === "VERB" && !QUOTE.test(token.lower))) {
      return { from: colon + 1, to: tokens.length, source, hasAttribution: true };
    }
  }
  if (!isTitle) return null;
  const dash = tokens.findLastIndex((token, at) => DASHES.has(token.lower) && isSpaced(tokens, at));
  if (dash > 2 && tokens.length - dash - 1 <= SOURCE_WORDS && dash < tokens.length - 1) {
    const source = sourceOf(tokens, dash + 1, tokens.length, mentions);
    if (source !== null) return { from: 0, to: dash, source, hasAttribution: true };
  }
  return null;
};

const DASHES = new Set(["-", "–", "—"]);
/** A dash inside a word ("water-share") attributes nothing. */
const isSpaced = (tokens: readonly Token[], at: number): boolean =>
  (tokens[at]?.start ?? 0) > (tokens[at - 1]?.end ?? 0) && (tokens[at + 1]?.start ?? 0) > (tokens[at]?.end ?? 0);

/** Behind these somebody says something else: "the treaty is dead, but the ministry said …". */
const CONTRASTS = new Set(["but", "and", "while", "whereas", "although", "though"]);

/** "…, the ministry said", "…, says Kim", "…, according to officials". */
const attributionAfter = (tokens: readonly Token[], mentions: readonly Mention[]): Segment | null => {
  for (let at = tokens.length - 1; at > 2; at--) {
    const token = tokens[at];
    if (token === undefined) break;
    if (token.lower === "according" && tokens[at + 1]?.lower === "to") {
      const source = sourceOf(tokens, at + 2, tokens.length, mentions);
      if (source !== null) return { from: 0, to: at, source, hasAttribution: true };
    }
    const step = token.info?.verb !== null && token.info?.verb !== undefined ? verbStepAt(tokens, at) : null;
    if (step?.sense.behaviour !== "say" || step.sense.act !== null) continue;
    const comma = commaBefore(tokens, at);
    if (comma === null || comma < 2 || CONTRASTS.has(tokens[comma + 1]?.lower ?? "")) continue;
    const isInverted = comma === at - 1;
    const source = isInverted
      ? sourceOf(tokens, at + 1, Math.min(tokens.length, at + 1 + SOURCE_WORDS), mentions)
      : sourceOf(tokens, comma + 1, at, mentions);
    if (source === null || at - comma > SOURCE_WORDS + 2) continue;
    // What follows the verb must not be its content: "…, the ministry said in a statement".
    const rest = tokens.slice(step.to).filter((each) => each.pos === "VERB" || each.lower === "that");
    if (!isInverted && rest.length > 1) continue;
    return { from: 0, to: comma, source, hasAttribution: true };
  }
  return null;
};

const commaBefore = (tokens: readonly Token[], at: number): number | null => {
  for (let back = at - 1; back >= 0 && at - back <= SOURCE_WORDS + 3; back--) {
    const word = tokens[back]?.lower ?? "";
    if (word === "," || QUOTE.test(word)) return back;
    if (tokens[back]?.pos === "VERB") return null;
  }
  return null;
};

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
