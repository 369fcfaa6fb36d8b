/** The parts that wink-nlp's `readDoc` and its model are made of, as `tagger.ts` uses them: the packages type their front doors only. */

declare module "wink-eng-lite-web-model/dist/load-core-model.js" {
  /** The values that a feature of words can have, by number, and their numbers. */
  type Feature = { list?: string[]; hash?: object };
  export default function loadCore(): {
    trex: unknown;
    tcat: { hash: unknown };
    preserve: unknown;
    features: Record<string, Feature> & { pos?: Feature };
  };
}

declare module "wink-eng-lite-web-model/dist/load-pos-model.js" {
  /** Each machine is the automaton's JSON. */
  export default function loadTagging(): { machines: string[] };
}

declare module "wink-eng-lite-web-model/dist/feature.js" {
  const describeForm: unknown;
  export default describeForm;
}

declare module "wink-nlp/src/cache.js" {
  /** What the model knows of words; a number stands for a lexeme, a part of speech or a hint. */
  export type Cache = {
    value(lexeme: number): string;
    normal(lexeme: number): number;
    /** The normal of one word of a contraction, from what its token holds beside the spaces. */
    nox(spacing: number): number;
    mappedSpelling(lexeme: number): number;
    posOf(lexeme: number): number;
    property(lexeme: number, name: "posHint"): number;
    isMemberPOS(normal: number, pos: number): boolean;
  };
  export default function createCache(core: unknown, featureFn: unknown): Cache;
}

declare module "wink-nlp/src/dd-wrapper.js" {
  import type { Cache } from "wink-nlp/src/cache.js";
  /** Four numbers a token: lexeme, spacing, lemma and part of speech, negation. */
  export type RawDocument = { cache: Cache; tokens: number[]; nonBreakingSpaces: object };
  export type WrappedDocument = { clean(): void };
  export default function wrapDocument(data: RawDocument): WrappedDocument;
}

declare module "wink-nlp/src/compile-trex.js" {
  export default function compileExpressions(expressions: unknown): unknown;
}

declare module "wink-nlp/src/tokenizer.js" {
  import type { WrappedDocument } from "wink-nlp/src/dd-wrapper.js";
  export default function createTokenizer(
    expressions: unknown,
    categories: unknown,
    preserved: unknown,
  ): (document: WrappedDocument, text: string) => void;
}

declare module "wink-nlp/src/constants.js" {
  const constants: { bits4lemma: number; posMask: number; tkSize: number; psMask: number };
  export default constants;
}
