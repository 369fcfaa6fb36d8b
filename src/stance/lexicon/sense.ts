/** What a word of the lexicon does to the words it governs. */
import type { Act, Polarity } from "../../model.ts";

/**
 * How a word behaves. `act`: an act on its object. `say`: introduces words of its subject. `commit`, `refuse`, `want`, `consider`, `allow`: a
 * stance toward doing its complement. `request`: a stance toward another's doing it. `stop`, `start`, `keep`, `fail`: an aspect of its object,
 * whose kind decides the act. `deny`, `doubt`: of its content's truth. `judge`: an evaluation of its subject ("is unacceptable").
 */
export type Behaviour =
  | "act"
  | "say"
  | "commit"
  | "refuse"
  | "want"
  | "consider"
  | "allow"
  | "request"
  | "stop"
  | "start"
  | "keep"
  | "fail"
  | "deny"
  | "doubt"
  | "judge"
  | "thing";

/** Whether a thing is done with others or against them; what stopping it, or threatening it, amounts to follows. */
export type Valence = "friendly" | "hostile" | "claim" | "plain";

export type Sense = {
  lemma: string;
  behaviour: Behaviour;
  /** The act it is on its own; for a thing, the act of doing, giving or holding it. */
  act: Act | null;
  /** Toward what it governs: 1 for, -1 against, 0 neither. */
  polarity: Polarity;
  /** Of things: what they are; of verbs: `plain`. */
  valence: Valence;
  /** Whether what is governed stays the content ("sanctions on X": no) or the composition goes through ("demand for X": yes). */
  isThrough: boolean;
  isMaterial: boolean;
};

/** One row of the data: words that share a sense, separated by spaces, "_" inside a phrase, "~" where up to six words may stand. */
export type Row = readonly [behaviour: Behaviour, act: Act | null, polarity: Polarity, words: string];
