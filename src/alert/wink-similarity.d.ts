/** The part of wink-nlp's similarity measures that is used; the package declares no types for it. */
declare module "wink-nlp/utilities/similarity.js" {
  const similarity: {
    set: {
      /** Tversky's index, 0 to 1: |A ∩ B| / (|A ∩ B| + α·|A − B| + β·|B − A|). */
      tversky: (prototype: Set<string>, variant: Set<string>, alpha: number, beta: number) => number;
    };
  };
  export default similarity;
}
