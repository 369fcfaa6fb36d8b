/** Proves a dossier's citations against the text of its document. */
import type { Dossier } from "../model.ts";
import type { DossierProblem } from "./dossier.ts";

/** The document's paragraphs, the first being number 1: the lines that are not blank. */
export function paragraphsOf(document: string): string[] {
  return document.split(/\r?\n/).filter((line) => line.trim() !== "");
}

/** Every citation whose quote is not, word for word, in the paragraph it names. */
export function checkCitations(dossier: Dossier, document: string): DossierProblem[] {
  const paragraphs = paragraphsOf(document);
  return dossier.positions.flatMap((position, index) =>
    position.citations.flatMap(({ paragraph, quote }): DossierProblem[] => {
      const path = `positions.${index}.citation (${position.id})`;
      const text = paragraphs[paragraph - 1];
      if (text === undefined) {
        return [{ path, problem: `the document has ${paragraphs.length} paragraphs, none numbered ${paragraph}` }];
      }
      return text.includes(quote) ? [] : [{ path, problem: `paragraph ${paragraph} does not contain "${quote}"` }];
    }),
  );
}
