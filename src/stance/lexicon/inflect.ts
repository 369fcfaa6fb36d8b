/** English inflection, enough to list the forms of the lexicon's verbs and nouns. */

export type VerbForm = "base" | "s" | "ing" | "past" | "participle";

/** base → past, participle (the same where only one is given). */
const IRREGULAR = new Map<string, readonly [string, string]>(
  (
    "be:was:been say:said tell:told think:thought hear:heard mean:meant find:found feel:felt understand:understood know:knew:known " +
    "foresee:foresaw:foreseen forecast:forecast:forecast read:read:read write:wrote:written speak:spoke:spoken swear:swore:sworn undertake:undertook:undertaken " +
    "choose:chose:chosen set:set:set get:got:got let:let:let give:gave:given come:came:come put:put:put bow:bowed:bowed step:stepped:stepped " +
    "quit:quit:quit cut:cut:cut shut:shut:shut break:broke:broken strike:struck:struck throw:threw:thrown stand:stood:stood hold:held:held draw:drew:drawn " +
    "fall:fell:fallen shoot:shot:shot slam:slammed:slammed leave:left:left withdraw:withdrew:withdrawn forgo:forwent:forgone forego:forewent:foregone " +
    "tear:tore:torn rip:ripped:ripped go:went:gone do:did:done lay:laid:laid take:took:taken free:freed:freed undo:undid:undone " +
    "rethink:rethought:rethought stick:stuck:stuck cling:clung:clung keep:kept:kept uphold:upheld:upheld dig:dug:dug hang:hung:hung begin:began:begun " +
    "make:made:made win:won:won seek:sought:sought forget:forgot:forgotten fight:fought:fought bid:bid:bid eat:ate:eaten " +
    "beseech:besought:besought sit:sat:sat meet:met:met fly:flew:flown send:sent:sent lend:lent:lent feed:fed:fed pay:paid:paid bail:bailed:bailed see:saw:seen " +
    "hit:hit:hit lash:lashed:lashed sue:sued:sued beat:beat:beaten bend:bent:bent rise:rose:risen seize:seized:seized forbid:forbade:forbidden " +
    "overthrow:overthrew:overthrown kidnap:kidnapped:kidnapped blow:blew:blown sink:sank:sunk burn:burned:burned show:showed:shown lead:led:led " +
    "forswear:forswore:forsworn override:overrode:overridden have:had:had build:built:built rid:rid:rid bring:brought:brought become:became:become " +
    "run:ran:run drink:drank:drunk shrink:shrank:shrunk spend:spent:spent lose:lost:lost sell:sold:sold buy:bought:bought slide:slid:slid overrun:overran:overrun " +
    "shy:shied:shied deny:denied:denied defy:defied:defied wave:waved:waved roll:rolled:rolled bind:bound:bound teach:taught:taught vow:vowed:vowed"
  )
    .split(" ")
    .map((entry) => {
      const [base = "", past = "", participle = past] = entry.split(":");
      return [base, [past, participle] as const];
    }),
);
/** Verbs of more than one syllable whose last one is stressed: the final consonant doubles. */
const DOUBLING = new Set(
  "admit commit permit submit omit refer defer deter confer compel expel rebut rebel occur prefer transfer regret repel abhor acquit rid control patrol kidnap quarrel unplug debug".split(
    " ",
  ),
);
const VOWEL = /[aeiou]/;

const isDoubling = (verb: string): boolean => DOUBLING.has(verb) || /^[^aeiou]*[aeiou][bdgklmnprt]$/.test(verb);

const withEd = (verb: string): string => {
  if (verb.endsWith("e")) return `${verb}d`;
  if (verb.endsWith("y") && !VOWEL.test(verb.at(-2) ?? "")) return `${verb.slice(0, -1)}ied`;
  return isDoubling(verb) ? `${verb}${verb.at(-1) ?? ""}ed` : `${verb}ed`;
};

const withIng = (verb: string): string => {
  if (verb.endsWith("ie")) return `${verb.slice(0, -2)}ying`;
  if (verb.endsWith("e") && !verb.endsWith("ee") && verb !== "be") return `${verb.slice(0, -1)}ing`;
  return isDoubling(verb) ? `${verb}${verb.at(-1) ?? ""}ing` : `${verb}ing`;
};

/** "talk" → "talks", "party" → "parties": plurals of nouns and the third person of verbs. */
export const withS = (word: string): string => {
  if (/(?:s|x|z|ch|sh)$/.test(word)) return `${word}es`;
  if (word.endsWith("y") && !VOWEL.test(word.at(-2) ?? "")) return `${word.slice(0, -1)}ies`;
  return word === "go" || word === "forgo" || word === "undergo" || word === "veto" ? `${word}es` : `${word}s`;
};

/** Every form of a verb given by its base form. */
export const verbForms = (verb: string): [string, VerbForm][] => {
  if (verb === "be") return [];
  const dash = verb.lastIndexOf("-");
  const [past, participle] = IRREGULAR.get(verb) ??
    (dash > 0 ? IRREGULAR.get(verb.slice(dash + 1))?.map((form) => verb.slice(0, dash + 1) + form) : undefined) ?? [
      withEd(verb),
      withEd(verb),
    ];
  // British spelling doubles an unstressed l: "cancelled", "labelling".
  const british: [string, VerbForm][] =
    /[^aeiou][aeiou]l$/.test(verb) && !isDoubling(verb)
      ? [
          [`${verb}ling`, "ing"],
          [`${verb}led`, "past"],
          [`${verb}led`, "participle"],
        ]
      : [];
  return [
    ...british,
    [verb, "base"],
    [verb === "have" ? "has" : verb === "do" ? "does" : withS(verb), "s"],
    [withIng(verb), "ing"],
    [past ?? "", "past"],
    [participle ?? "", "participle"],
  ];
};
