/** Finds the condition that a sentence's content hangs on, and what it says of change. */
import type { ChangeLanguage, Condition } from "../model.ts";

const REQUIRED =
  /\b(?:only if|if and only if|provided(?: that)?|on condition(?: that)?|as long as|so long as|unless|until(?! (?:now|recently|then|today|yesterday|lately|last|this)\b)|(?<!at )once(?! (?:again|more|and|agreed|accepted|promised|backed|refused|[a-z]+ed)\b)(?= [a-z'’-]+ )|in return for|in exchange for|conditional on|contingent on|depends? on|hinges? on|subject to|but only|if(?! (?:in|not|only|any|anything|ever|at all|possible|necessary|needed)\b))\b[^.;]*/i;
const DROPPED =
  /\b(?:without (?:any )?(?:pre-?)?conditions?|no (?:pre-?)?conditions?|unconditional(?:ly)?|(?:no longer|drops?|dropped|waives?) (?:[a-z']+ ){0,4}(?:conditions?|preconditions?|requirements?)|no strings attached)\b/i;
const NEW = /\b(?:new|fresh|further|additional|another) (?:conditions?|demands?|terms|preconditions?)\b/i;

const CHANGED =
  /\b(?:for the first time|no longer|in a (?:reversal|shift|u-turn|break|departure|change)|u-turns?|about-face|volte-face|revers(?:es|ed|ing|al)|softens?|softened|softening|hardens?|hardened|toughens?|backs? (?:down|away|off)|backed (?:down|away|off)|walks? back|walked back|climb(?:s|ed)?[ -]?down|shift(?:s|ed)? (?:its |his |her |their )?(?:position|stance|policy|tone)|changes? (?:its |his |her |their )?(?:position|stance|policy|mind|course|tack)|changed (?:its|his|her|their) (?:position|stance|policy|mind|course|tack)|marks? a (?:shift|change|break|departure|reversal)|departs? from|departing from|breaks? with|ends? (?:years|decades|months) of|abandons?|caves?|blinks?|relents?|gives? ground|gave ground|after years of|after (?:months|weeks) of refus\w+|now (?:ready|willing|open|prepared|accepts?|agrees?|says?))\b/i;
const UNCHANGED =
  /\b(?:reiterat\w+|reaffirm\w*|repeat(?:s|ed|ing)?|again|as before|unchanged|has not changed|have not changed|had not changed|no change|not changed|nothing has changed|remains?|remained|still|stands? by|stood by|sticks? (?:to|with)|stuck to|holds? (?:firm|the line|fast|to)|consistent(?:ly)?|always|continues? to|continued to|as ever|never|insist(?:s|ed|ing)?|maintain(?:s|ed)?|vow(?:s|ed)? (?:to (?:keep|continue|never)|never)|dig(?:s|ging)? in|doubles? down|non-negotiable|renew(?:s|ed)?|extend(?:s|ed)?|prolong(?:s|ed)?|keeps?|kept)\b/i;

/** The condition of a sentence; null where there is none. */
export const conditionOf = (sentence: string): Condition | null => {
  const dropped = DROPPED.exec(sentence);
  if (dropped !== null) return { kind: "dropped", text: dropped[0] };
  const required = REQUIRED.exec(sentence);
  if (required === null) return null;
  return { kind: NEW.test(sentence) ? "new" : "standing", text: required[0] };
};

/** What a sentence says about itself; where it says both, neither. */
export const changeOf = (sentence: string): ChangeLanguage | null => {
  const isChanged = CHANGED.test(sentence);
  const isUnchanged = UNCHANGED.test(sentence);
  if (isChanged === isUnchanged) return null;
  return isChanged ? "changed" : "unchanged";
};
