/** Minimal pairs: acts in words (a family each) and what may be changed about a sentence, one thing at a time. */
import type { Act, Factuality, Polarity } from "../../src/model.ts";

/** One act: its verb's base, third person, past and participle, what follows the verb, and what the plain sentence amounts to. */
export type Family = {
  verb: readonly [base: string, third: string, past: string, participle: string];
  rest: string;
  act: Act | null;
  polarity: Polarity;
  /** The act once it is only planned, where that is another one. */
  planned: Act | null;
  negated: Act | null;
  /** The words that the innermost act is about. */
  content: string;
};

/** Planned deeds toward others are agreed to, those against them threatened. */
const PLANNED: Partial<Record<Act, Act>> = {
  concede: "agree",
  retreat: "agree",
  support: "agree",
  consult: "agree",
  cooperate: "agree",
  aid: "agree",
  coerce: "threaten",
  sanction: "threaten",
  mobilize: "threaten",
  assault: "threaten",
};

const family = (
  verb: string,
  rest: string,
  content: string,
  act: Act | null,
  polarity: Polarity,
  negated: Act | null = "reject",
): Family => {
  const [base = "", third = "", past = "", participle = past] = verb.split("/");
  const planned = act === null ? null : (PLANNED[act] ?? act);
  return { verb: [base, third, past, participle], rest, act, polarity, planned, negated, content };
};

export const FAMILIES: readonly Family[] = [
  family("accept/accepts/accepted", "the treaty", "treaty", "concede", 1),
  family("reject/rejects/rejected", "the treaty", "treaty", "reject", -1, "agree"),
  family("oppose/opposes/opposed", "the toll", "toll", "reject", -1, "agree"),
  family("veto/vetoes/vetoed", "the toll", "toll", "reject", -1, "agree"),
  family("spurn/spurns/spurned", "the offer", "offer", "reject", -1, "agree"),
  family("support/supports/supported", "the treaty", "treaty", "support", 1),
  family("back/backs/backed", "the treaty", "treaty", "support", 1),
  family("endorse/endorses/endorsed", "the harbour plan", "harbour plan", "support", 1),
  family("recognise/recognises/recognised", "the border", "border", "support", 1),
  family("condemn/condemns/condemned", "the raid", "raid", "accuse", -1, null),
  family("denounce/denounces/denounced", "the raid", "raid", "accuse", -1, null),
  family("criticise/criticises/criticised", "the toll", "toll", "accuse", -1, null),
  family("lift/lifts/lifted", "the embargo", "embargo", "retreat", -1),
  family("ease/eases/eased", "the embargo", "embargo", "retreat", -1),
  family("scrap/scraps/scrapped", "the embargo", "embargo", "retreat", -1),
  family("impose/imposes/imposed", "the embargo", "embargo", "coerce", 1),
  family("tighten/tightens/tightened", "the embargo", "embargo", "coerce", 1),
  family("extend/extends/extended", "the embargo", "embargo", "coerce", 1),
  family("suspend/suspends/suspended", "aid to the isles", "aid to the isles", "sanction", -1),
  family("halt/halts/halted", "aid to the isles", "aid to the isles", "sanction", -1),
  family("resume/resumes/resumed", "aid to the isles", "aid to the isles", "aid", 1),
  family("suspend/suspends/suspended", "the talks", "talks", "sanction", -1),
  family("cancel/cancels/cancelled", "the summit", "summit", "reject", -1),
  family("resume/resumes/resumed", "the talks", "talks", "consult", 1),
  family("end/ends/ended", "the blockade", "blockade", "retreat", -1),
  family("halt/halts/halted", "the raids", "raids", "retreat", -1),
  family("drop/drops/dropped", "its demand for a toll", "toll", "concede", -1),
  family("abandon/abandons/abandoned", "its claim to the reef", "claim to the reef", "concede", -1),
  family("refuse/refuses/refused", "to accept the treaty", "treaty", "reject", -1, "agree"),
  family("refuse/refuses/refused", "to drop its demand", "demand", "reject", 1, "agree"),
  family("refuse/refuses/refused", "to lift the embargo", "embargo", "reject", 1, "agree"),
  family("decline/declines/declined", "to attend the summit", "summit", "reject", -1, "agree"),
  family("agree/agrees/agreed", "to lift the embargo", "embargo", "agree", -1),
  family("pledge/pledges/pledged", "to end the blockade", "blockade", "agree", -1),
  family("offer/offers/offered", "to hold talks", "talks", "agree", 1),
  family("rule/rules/ruled", "out talks", "talks", "reject", -1, "agree"),
  family("rule/rules/ruled", "out lifting the embargo", "embargo", "reject", 1, "agree"),
  family("turn/turns/turned", "down the offer", "offer", "reject", -1, "agree"),
  family("call/calls/called", "for an end to the embargo", "embargo", "request", -1),
  family("demand/demands/demanded", "the return of the reef", "return of the reef", "request", 1),
  family("give/gives/gave/given", "its consent to the treaty", "treaty", "agree", 1),
  family("express/expresses/expressed", "support for the treaty", "treaty", "support", 1),
  family("end/ends/ended", "its opposition to the treaty", "treaty", "concede", 1),
  family("stop/stops/stopped", "blocking the treaty", "treaty", "concede", 1),
  family("threaten/threatens/threatened", "to close the strait", "strait", "threaten", -1, null),
  family("deploy/deploys/deployed", "more ships", "ships", "mobilize", 1),
  family("sign/signs/signed", "the treaty", "treaty", "support", 1),
  family("fail/fails/failed", "to sign the treaty", "treaty", "reject", -1, "agree"),
];

/** What one change to the plain sentence makes different in the statement; what it does not name stays as it was. */
export type Change = {
  name: string;
  sentence: (verb: Family["verb"], rest: string) => string;
  differs: {
    factuality?: Factuality;
    sources?: readonly { actor: string | null; rung: string }[];
    condition?: "standing";
    act?: "planned" | "negated";
    isFlipped?: true;
  };
};

export const CHANGES: readonly Change[] = [
  {
    name: "negated",
    sentence: ([base], rest) => `Northland does not ${base} ${rest}.`,
    differs: { act: "negated", isFlipped: true },
  },
  {
    name: "no longer so",
    sentence: ([, third], rest) => `Northland no longer ${third} ${rest}.`,
    differs: { act: "negated", isFlipped: true },
  },
  {
    name: "planned",
    sentence: ([base], rest) => `Northland will ${base} ${rest}.`,
    differs: { factuality: "planned", act: "planned" },
  },
  {
    name: "possible",
    sentence: ([base], rest) => `Northland may ${base} ${rest}.`,
    differs: { factuality: "possible" },
  },
  {
    name: "urged by another",
    sentence: ([base], rest) => `Southland urges Northland to ${base} ${rest}.`,
    differs: { factuality: "urged" },
  },
  {
    name: "foreseen by analysts",
    sentence: ([, third], rest) => `Analysts say Northland ${third} ${rest}.`,
    differs: { factuality: "foreseen", sources: [{ actor: null, rung: "analyst" }] },
  },
  {
    name: "reported by the other side",
    sentence: ([, third], rest) => `Southland says Northland ${third} ${rest}.`,
    differs: { sources: [{ actor: "south", rung: "spokesperson" }] },
  },
  {
    name: "reported afterwards",
    sentence: ([, third], rest) => `Northland ${third} ${rest}, Southland officials said.`,
    differs: { sources: [{ actor: "south", rung: "official" }] },
  },
  {
    name: "under a condition",
    sentence: ([base], rest) => `Northland would ${base} ${rest} only if Southland leaves.`,
    differs: { factuality: "offered", act: "planned", condition: "standing" },
  },
  {
    name: "denied",
    sentence: ([, , past], rest) => `Northland denies it ${past} ${rest}.`,
    differs: { factuality: "denied" },
  },
  {
    name: "recalled",
    sentence: ([, , past], rest) => `Ten years ago Northland ${past} ${rest}.`,
    differs: { factuality: "recalled" },
  },
  {
    name: "asked",
    sentence: ([, third], rest) => `Northland ${third} ${rest}?`,
    differs: { factuality: "asked" },
  },
  {
    name: "asked whether",
    sentence: ([, third], rest) => `Southland asks whether Northland ${third} ${rest}.`,
    differs: { factuality: "hypothetical" },
  },
  {
    name: "hypothetical",
    sentence: ([, third], rest) => `Tolls fall if Northland ${third} ${rest}.`,
    differs: { factuality: "hypothetical", condition: "standing" },
  },
  {
    name: "done",
    sentence: ([, , , participle], rest) => `Northland has ${participle} ${rest}.`,
    differs: { factuality: "done" },
  },
];
