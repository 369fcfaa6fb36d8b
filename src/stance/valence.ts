/** Composes, without a parse, whether what stands before a word is for or against it: "refuses to drop its demand" is for the demand. */
import { stemOf, type Word } from "./words.ts";

const FOR =
  "agree accept allow approve permit authorise authorize back support endorse welcome embrace favour favor keep maintain retain preserve uphold " +
  "extend prolong renew continue impose introduce enact enforce apply start begin launch open resume restart reopen restore reinstate revive " +
  "raise increase expand boost tighten strengthen toughen adopt pass ratify sign seal want seek demand insist urge need require pledge promise vow " +
  "commit offer propose plan prepare ready willing join enter recognise recognize honour honor reaffirm reiterate defend stick grant give " +
  "include add establish build hold double enshrine swallow admit acknowledge concede tolerate acceptance approval consent support demand";
const AGAINST =
  "not no never without nor neither nothing cannot can't won't don't doesn't didn't isn't aren't wasn't wouldn't couldn't shouldn't hasn't haven't " +
  "reject refuse decline oppose block veto bar ban prohibit exclude deny dispute resist spurn rebuff object rule dismiss shun snub " +
  "drop end halt stop cease suspend freeze pause scrap abandon cancel axe ditch dump shelve lift ease relax loosen waive soften remove repeal " +
  "revoke rescind withdraw quit exit leave renounce forgo forswear relinquish cut reduce curb slash trim lower roll unwind undo reverse abolish " +
  "delay postpone defer skip fail lapse expire bury jettison discard forget retreat backtrack backed backs back-pedal climbdown u-turn " +
  "refusal rejection opposition end halt suspension withdrawal removal relaxation lifting easing abandonment exempt exemption opt-out free";

const signs = new Map<string, 1 | -1>([
  ...FOR.split(" ").map((word): [string, 1] => [stemOf(word), 1]),
  ...AGAINST.split(" ").map((word): [string, -1] => [stemOf(word), -1]),
]);

/** A governor stands at most so many words before what it governs; in the passive, so many after. */
const BEFORE = 7;
const AFTER = 4;
/** What ends a clause. */
const BREAK = /[.,;:!?—–()]|\s-\s/;

/** For each word 1 (for), -1 (against) or 0 (neither is said, or the word itself says it). `text` is what the words were cut from. */
export function valencesOf(words: Word[], text: string): Int8Array {
  const valences = new Int8Array(words.length);
  const breaks = words.map((word, at) => BREAK.test(text.slice(words[at - 1]?.end ?? 0, word.start)));
  const own = words.map(({ stem, lower }) => signs.get(stem) ?? (lower.endsWith("n't") ? -1 : 0));
  for (const at of words.keys()) {
    if (own[at] !== 0) continue;
    let sign = 0;
    for (let step = 1; step <= BEFORE && at - step >= 0 && breaks[at - step + 1] !== true; step++) {
      const governor = own[at - step] ?? 0;
      if (governor !== 0) sign = (sign || 1) * governor;
    }
    for (let step = 1; sign === 0 && step <= AFTER && at + step < words.length && breaks[at + step] !== true; step++)
      sign = own[at + step] ?? 0;
    valences[at] = sign;
  }
  return valences;
}
