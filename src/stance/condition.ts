/** Finds the conditions that clauses hang on, each with the words that it restricts, and what a sentence says of change. */
import type { ChangeLanguage, Condition } from "../model.ts";
import type { Token } from "./tag.ts";

/** A condition and the run of words that hangs on it, half-open, in the offsets of the tokens. */
export type PlacedCondition = Condition & { from: number; to: number };

/** What begins a condition. "Once agreed" and "until now" tell a time, "if any" nothing. */
const BEGINS =
  /\b(?:only if|if and only if|even if|provided(?: that)?|on condition(?: that)?(?! of anonymity)|as long as(?! it takes)|so long as|unless|until(?! (?:now|then|recently|today|yesterday|lately|last|this|that)\b)|(?<!at )once(?! (?:again|more|and|[a-z]+ed)\b)|in return for|in exchange for|conditional on|contingent on|depends? on|hinges? on|subject to|but only|if(?! (?:in|not|only|any|anything|ever|at all|possible|necessary|needed|need be|so)\b))\b/gi;
/** Behind these "if" asks and does not restrict. */
const ASKING =
  /\b(?:ask(?:s|ed|ing)?|wonder(?:s|ed|ing)?|see|know|knows|knew|say|doubts?|sure|clear|unclear|decide|matter)\s*$/i;
/** These tell a time unless a clause follows. */
const TEMPORAL = /^(?:until|once)$/i;
const DROPPED =
  /\b(?:without (?:any |further |new )?(?:pre-?)?conditions?|no (?:pre-?)?conditions?|unconditional(?:ly)?|(?:no longer|drops?|dropped|dropping|waives?|waived|lifts?|lifted|abandons?|abandoned|withdraws?|withdrew|scraps?|scrapped) (?:(?!on |for |to |of |in |under |with |without |no )[a-z'-]+ ){0,4}(?:pre-?)?(?:conditions?|requirements?)|no strings attached)\b/gi;
/** A condition that the words say was not there before. */
const NEW =
  /\b(?:(?:new|fresh|further|additional|another|added|extra) (?:[a-z]+ )?(?:pre-?)?(?:conditions?|demands?|terms|strings)|(?:adds?|added|adding|attach(?:es|ed)?|sets?|imposes?|imposed|introduces?|introduced) (?:[a-z'-]+ ){0,3}(?:pre-?)?(?:conditions?|strings)|for the first time|now only if|only now if)\b/i;
/** Where one clause ends and another that has nothing to do with its condition begins. */
const BOUNDARY =
  /;|[,–—] (?:but|while|whereas|although|though|yet|and)\b| (?:but(?! only)|while|whereas|although|though) /gi;
/** Where a condition's own words end. */
const OWN_END = /[.;:"”]|, (?!and |or )| (?:but|while|whereas|although|though) |\s[–—-]\s/g;
/** A condition that so few letters stand before opens its sentence, and restricts what follows it. */
const OPENING = /^[\s"“'‘(]*(?:\p{L}+[\s,:]+){0,2}$/u;

const CHANGED =
  /\b(?:for the first time|no longer|in a (?:reversal|shift|u-turn|break|departure|change)|u-turns?|about-face|volte-face|revers(?:es|ed|ing|al)|softens?|softened|softening|hardens?|hardened|toughens?|backs? (?:down|away|off)|backed (?:down|away|off)|walks? back|walked back|climb(?:s|ed)?[ -]?down|shift(?:s|ed)? (?:its |his |her |their )?(?:position|stance|policy|tone)|changes? (?:its |his |her |their )?(?:position|stance|policy|mind|course|tack)|changed (?:its|his|her|their) (?:position|stance|policy|mind|course|tack)|marks? a (?:shift|change|break|departure|reversal)|departs? from|departing from|breaks? with|ends? (?:years|decades|months) of|abandons?|caves?|blinks?|relents?|gives? ground|gave ground|after years of|after (?:months|weeks) of refus\w+|now (?:ready|willing|open|prepared|accepts?|agrees?|says?))\b/i;
const UNCHANGED =
  /\b(?:reiterat\w+|reaffirm\w*|repeat(?:s|ed|ing)?|again|as before|unchanged|has not changed|have not changed|had not changed|no change|not changed|nothing has changed|remains?|remained|still|stands? by|stood by|sticks? (?:to|with)|stuck to|holds? (?:firm|the line|fast|to)|consistent(?:ly)?|always|continues? to|continued to|as ever|never|insist(?:s|ed|ing)?|maintain(?:s|ed)?|vow(?:s|ed)? (?:to (?:keep|continue|never)|never)|dig(?:s|ging)? in|doubles? down|non-negotiable|renew(?:s|ed)?|extend(?:s|ed)?|prolong(?:s|ed)?|keeps?|kept)\b/i;

/** The conditions of a sentence that begins at `start` in its text. */
export const conditionsOf = (sentence: string, tokens: readonly Token[], start: number): PlacedCondition[] => {
  const found: PlacedCondition[] = [];
  for (const { 0: text, index } of matchesOf(DROPPED, sentence)) {
    const to = firstMatch(BOUNDARY, sentence, index + text.length) ?? sentence.length;
    found.push({ kind: "dropped", text, from: start + lastMatchEnd(BOUNDARY, sentence, index), to: start + to });
  }
  let read = 0;
  for (const { 0: beginning, index: at } of matchesOf(BEGINS, sentence)) {
    if (at < read || ASKING.test(sentence.slice(Math.max(0, at - ASKING_REACH), at))) continue;
    const end = firstMatch(OWN_END, sentence, at + beginning.length) ?? sentence.length;
    if (TEMPORAL.test(beginning) && !hasVerb(tokens, start + at, start + end)) continue;
    const { from, to } = reachOf(sentence, at, end);
    const kind = NEW.test(sentence.slice(from, to)) ? "new" : "standing";
    found.push({ kind, text: sentence.slice(at, end), from: start + from, to: start + to });
    read = end;
  }
  return found;
};

/** How far before "if" what asks may begin. */
const ASKING_REACH = 12;

/** The condition that hangs over the token at an offset: the nearest behind or before it in its clause; its own where it stands in one. */
export const conditionAt = (conditions: readonly PlacedCondition[], offset: number): Condition | null => {
  const found = conditions.find(({ from, to }) => offset >= from && offset < to);
  return found === undefined ? null : { kind: found.kind, text: found.text };
};

/** What a condition restricts: the clause before it, up to the boundary before that; one that opens its sentence, the clause behind it. */
const reachOf = (sentence: string, at: number, end: number): { from: number; to: number } =>
  OPENING.test(sentence.slice(0, at))
    ? { from: at, to: firstMatch(BOUNDARY, sentence, end + 1) ?? sentence.length }
    : { from: lastMatchEnd(BOUNDARY, sentence, at), to: end };

/** All matches; most sentences have none, and to see that costs less than to make ready for some. */
const matchesOf = (pattern: RegExp, text: string): Iterable<RegExpExecArray> =>
  text.search(pattern) === -1 ? [] : text.matchAll(pattern);

const firstMatch = (pattern: RegExp, text: string, from: number): number | null => {
  pattern.lastIndex = from;
  const found = pattern.exec(text);
  return found === null ? null : found.index;
};

const lastMatchEnd = (pattern: RegExp, text: string, before: number): number => {
  let last = 0;
  for (const match of text.slice(0, before).matchAll(pattern)) last = match.index + match[0].length;
  return last;
};

const hasVerb = (tokens: readonly Token[], start: number, end: number): boolean =>
  tokens.some((token) => token.start >= start && token.end <= end && (token.pos === "VERB" || token.pos === "AUX"));

/** What a sentence says about itself; where it says both, neither. */
export const changeOf = (sentence: string): ChangeLanguage | null => {
  const isChanged = CHANGED.test(sentence);
  const isUnchanged = UNCHANGED.test(sentence);
  if (isChanged === isUnchanged) return null;
  return isChanged ? "changed" : "unchanged";
};
