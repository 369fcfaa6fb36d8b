/** Assesses an item together with the article behind it; the cheap gate says which items are worth fetching one for. */
import type { AssessableItem, Finding } from "../model.ts";
import type { Assess, CompiledDossier, DossierFinding } from "./assess.ts";
import { concernedBy, indexOf } from "./concern.ts";
import { languageOf } from "./language.ts";
import { LEAD_WORDS, readItemText } from "./scan.ts";

/** The most readings of one article: its first paragraphs, as many words at a time as the detector reads of a text. */
const MOST_READINGS = 3;

/** Whether an item names anybody or anything of one of the dossiers, in a language that is read. */
export function passesGate(item: AssessableItem, dossiers: CompiledDossier[]): boolean {
  const text = readItemText(item);
  if (languageOf(`${text.title}\n${text.summary}`) !== "en") return false;
  return concernedBy(text, indexOf(dossiers)).length > 0;
}

/**
 * What an item and its article say: the item is read as always, then its title with one stretch of the article after the
 * other. Of several findings on one position the surest is kept, and one that decides before one that does not.
 * @param article plain text, one paragraph a line
 */
export function assessWithArticle(
  assess: Assess,
  item: AssessableItem,
  article: string,
  dossiers: CompiledDossier[],
): DossierFinding[] {
  const kept = new Map<string, DossierFinding>();
  const take = (found: DossierFinding): void => {
    const key = `${found.dossierId}/${found.finding.position}`;
    const before = kept.get(key);
    if (before === undefined || isSurer(found.finding, before.finding)) kept.set(key, found);
  };
  for (const found of assess(item, dossiers)) take(found);
  for (const stretch of stretchesOf(article)) {
    for (const found of assess({ ...item, summary: stretch.text }, dossiers)) {
      const finding = inArticle(found.finding, article, stretch);
      if (finding !== null) take({ ...found, finding });
    }
  }
  return [...kept.values()];
}

function isSurer(a: Finding, b: Finding): boolean {
  const [isDecided, wasDecided] = [a.verdict !== "undecided", b.verdict !== "undecided"];
  return isDecided === wasDecided ? a.confidence > b.confidence : isDecided;
}

/** A part of the article, whole paragraphs where they are not longer than the detector reads. */
type Stretch = { text: string; start: number };

function stretchesOf(article: string): Stretch[] {
  const stretches: (Stretch & { words: number })[] = [];
  let at = 0;
  for (const paragraph of article.split("\n")) {
    const words = paragraph.split(" ").length;
    const last = stretches.at(-1);
    if (last !== undefined && last.words + words <= LEAD_WORDS) {
      last.text += `\n${paragraph}`;
      last.words += words;
    } else stretches.push({ text: paragraph, start: at, words });
    at += paragraph.length + 1;
  }
  return stretches.slice(0, MOST_READINGS);
}

/** The finding with its evidence placed in the article; null where the reader's text is not the article's word for word. */
function inArticle(finding: Finding, article: string, { text, start }: Stretch): Finding | null {
  const { field, quote } = finding.evidence;
  if (field === "title") return finding;
  const at = text.indexOf(quote);
  if (at === -1) return null;
  return {
    ...finding,
    evidence: { field: "article", quote: article.slice(start + at, start + at + quote.length), start: start + at },
  };
}
