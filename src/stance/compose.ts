/** Says what a chain amounts to: an act of PLOVER and the polarity toward its content. */
import type { Act, Polarity } from "../model.ts";
import type { Sense } from "./lexicon/sense.ts";
import type { Predicate } from "./predicate.ts";

/** What the chain amounts to: an act of PLOVER and the polarity toward the content. */
export const compose = (predicate: Predicate): { act: Act | null; polarity: Polarity } => {
  const { steps, isNegated } = predicate;
  let polarity: Polarity = 1;
  for (const step of steps) {
    // Where the last noun is itself the content ("drops its refusal"), it does not turn the polarity toward it.
    const isContent = steps.length > 1 && step === steps.at(-1) && predicate.content.from < step.to;
    if (step.sense.polarity === -1 && !isContent) polarity = polarity === 1 ? -1 : 1;
  }
  if (isNegated) polarity = polarity === 1 ? -1 : 1;
  const act = actOf(
    steps.map((step) => step.sense),
    isNegated,
  );
  return { act: predicate.isFuture || predicate.modal === "would" ? announced(act) : act, polarity };
};

const COOPERATIVE = new Set<Act>(["consult", "cooperate", "aid", "retreat", "concede", "support"]);
const HOSTILE = new Set<Act>(["assault", "coerce", "sanction", "mobilize", "protest"]);

/** PLOVER codes what is only announced as the intent: to agree, or to threaten. */
const announced = (act: Act | null): Act | null => {
  if (act === null) return null;
  if (COOPERATIVE.has(act)) return "agree";
  return HOSTILE.has(act) ? "threaten" : act;
};

/** The act of a chain, from the inside out. */
const actOf = (senses: readonly Sense[], isNegated: boolean): Act | null => {
  const [outer, ...rest] = senses;
  if (outer === undefined) return null;
  const inner = rest.length > 0 ? actOf(rest, false) : null;
  const act = combine(outer, rest, inner);
  if (!isNegated) return act;
  if (outer.behaviour === "refuse" || outer.behaviour === "deny") return "agree";
  if (outer.behaviour === "stop") return "reject";
  if (act === "reject") return "agree";
  return outer.behaviour === "act" && (act === "accuse" || act === "threaten") ? null : "reject";
};

/** Words of deciding: what was decided is done by deciding it, where a promise is only that. */
const DECISIONS = new Set([
  "decide",
  "determine",
  "resolve",
  "approve",
  "okay",
  "ok",
  "greenlight",
  "green-light",
  "opt",
  "choose",
  "give ~ green light",
  "give ~ go-ahead",
  "approval",
  "decision",
]);
const AGREEMENTS = new Set(["agreement", "agree"]);
const CALLS_FOR_TALKS = new Set(["summon"]);

/** Giving these back, or up, yields whatever it is; withdrawing help is a sanction. */
const WITHHOLDING = new Set(["withdraw", "pull back", "pull out", "reverse", "undo", "waive", "lift"]);
/** What is called off is refused; what is halted or ended was under way (CAMEO 164 and 165: relations are reduced). */
const CANCELLING = new Set([
  "cancel",
  "call off",
  "scrap",
  "drop",
  "shelve",
  "ditch",
  "dump",
  "axe",
  "pull the plug on",
  "rescind",
  "revoke",
  "tear up",
  "abandon",
  "forgo",
  "forego",
]);

const combine = (outer: Sense, rest: readonly Sense[], inner: Act | null): Act | null => {
  const [next] = rest;
  const innerMost = rest.at(-1);
  switch (outer.behaviour) {
    case "act":
      // Peacekeepers are deployed to help.
      return outer.act === "mobilize" && innerMost?.act === "aid" ? "aid" : outer.act;
    case "refuse":
      return next?.behaviour === "thing" || next === undefined ? (outer.act ?? "reject") : "reject";
    case "commit":
      if (inner === "reject") return inner;
      // Who agrees to leave, to yield or to strike has agreed; who decides or vows to has done or threatened it.
      if (outer.lemma === "agree to") return outer.act;
      if (inner === "concede") return inner;
      if (inner === "support" && next?.behaviour !== "thing") return inner;
      if (DECISIONS.has(outer.lemma)) return inner ?? outer.act;
      if (inner !== null && HOSTILE.has(inner)) return "threaten";
      if (AGREEMENTS.has(outer.lemma) && next !== undefined && AGREEMENTS.has(next.lemma)) return "support";
      return outer.act;
    case "allow":
      return outer.act ?? "retreat";
    case "want":
      return inner === "reject" ? inner : "request";
    case "consider":
      return inner;
    case "request":
      if (CALLS_FOR_TALKS.has(outer.lemma)) return inner === "accuse" || inner === "protest" ? "accuse" : "request";
      if (outer.polarity === -1) return "request";
      return inner === "accuse" || (next?.behaviour === "thing" && next.valence === "hostile") ? "accuse" : "request";
    case "stop":
      if (outer.act === "retreat" && (innerMost?.act === "retreat" || !WITHHOLDING.has(outer.lemma))) return "retreat";
      if (outer.act !== null && next?.valence !== "friendly") return outer.act;
      if (next?.valence === "friendly")
        return CANCELLING.has(outer.lemma) && innerMost?.act !== "aid" ? "reject" : "sanction";
      if (next?.valence === "hostile") return "retreat";
      if (next?.valence === "claim") return "concede";
      return outer.act ?? (inner === "reject" ? "concede" : "retreat");
    case "fail":
      return "reject";
    case "start":
    case "keep":
      return inner ?? outer.act;
    case "say":
    case "deny":
    case "doubt":
      return outer.act ?? inner;
    case "judge":
      return outer.polarity === -1 ? "reject" : "support";
    case "thing":
      return outer.act;
  }
};
