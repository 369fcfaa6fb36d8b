/** Scans an item for a dossier: its words, and whom of the dossier they name. */
import type { AssessableItem } from "../model.ts";
import type { CompiledDossier, CompiledPosition } from "./compile.ts";
import { findTerms, type Matcher } from "./gate.ts";
import { type KeyedWord, keyedWords, keyIn, mayBegin } from "./keyed.ts";
import { findMentions, type MentionKind } from "./mention.ts";
import { plainText } from "./text.ts";
import { valencesOf } from "./valence.ts";
import { isContentWord, type Word, wordsOf } from "./words.ts";

/** An item's plain text and words, read once for all dossiers. */
export type ItemText = {
  title: string;
  summary: string;
  words: Word[];
  valences: Int8Array;
  outletWords: string[];
  /** Every word under the key by which names are found, and every stem of its content: what decides which dossiers look closer. */
  keyed: { title: KeyedWord[]; summary: KeyedWord[] };
  stems: Set<string>;
};

/** Who a word names: one actor, or for an office all that have it. */
export type Naming = { actors: readonly string[]; kind: MentionKind };

/** An item as one dossier sees it; `names` runs beside the item's words, `valences` beside the content. */
export type Scan = { text: ItemText; names: (Naming | null)[]; content: Word[]; valences: number[] };

/** The lead: what a story says of itself. Feeds that carry whole articles name more and more that the story is not about. */
export const LEAD_WORDS = 70;
/** An item that names nobody must share so many words with a position, one of them naming its target. */
export const UNNAMED_WORDS = 2;
/** More text than that many words. */
const TEXT_LIMIT = 20_000;

/** Reads an item's text. */
export function readItemText(item: AssessableItem): ItemText {
  const title = plainText(item.title.slice(0, TEXT_LIMIT));
  const whole = plainText(item.summary.slice(0, TEXT_LIMIT));
  const titleWords = wordsOf(title, "title").slice(0, LEAD_WORDS);
  const summaryWords = wordsOf(whole, "summary").slice(0, LEAD_WORDS);
  const summary = leadOf(whole, summaryWords.at(-1)?.end ?? 0);
  const words = [...titleWords, ...summaryWords];
  const valences = Int8Array.from([...valencesOf(titleWords, title), ...valencesOf(summaryWords, summary)]);
  const outletWords = (item.outlet ?? "").toLowerCase().match(/[a-z]+/g) ?? [];
  const keyed = { title: keyedWords(title), summary: keyedWords(summary) };
  const stems = new Set(words.filter(isContentWord).map(({ stem }) => stem));
  return { title, summary, words, valences, outletWords, keyed, stems };
}

/** The text up to the last word of the lead; a closing mark stays. */
function leadOf(text: string, end: number): string {
  return text.length <= end + 2 ? text : text.slice(0, end);
}

/** The item as the dossier sees it, or null where it names nobody and nothing of the dossier. */
export function scanItem(text: ItemText, dossier: CompiledDossier): Scan | null {
  const shared = [...text.stems].filter((stem) => dossier.stems.has(stem));
  if (shared.length === 0) return null;
  const named = mayName(text, dossier) ? namesIn(text, dossier) : null;
  const isNear = ({ stems, targetStems }: CompiledPosition): boolean =>
    shared.some((stem) => targetStems.has(stem)) && shared.filter((stem) => stems.has(stem)).length >= UNNAMED_WORDS;
  if (named === null && !dossier.positions.some(isNear)) return null;
  const names = named ?? text.words.map(() => null);
  const places = [...text.words.keys()].filter((at) => names[at] === null);
  const content: Word[] = [];
  const valences: number[] = [];
  for (const at of places) {
    const word = text.words[at];
    if (word === undefined || !isContentWord(word)) continue;
    content.push(word);
    valences.push(text.valences[at] ?? 0);
  }
  return { text, names, content, valences };
}

/** Whether some name or office of the dossier may begin at some word: most dossiers are done with here. */
function mayName(text: ItemText, { actors, offices }: CompiledDossier): boolean {
  const begins = (field: "title" | "summary", { next, beginnings }: Matcher<unknown>): boolean =>
    text.keyed[field].some((word) => mayBegin(text[field], word, beginnings) && next.has(keyIn(text[field], word)));
  return (["title", "summary"] as const).some((field) => begins(field, actors.matcher) || begins(field, offices));
}

function namesIn(text: ItemText, dossier: CompiledDossier): (Naming | null)[] | null {
  const spans = (["title", "summary"] as const).map((field) => ({
    field,
    mentions: findMentions(text[field], dossier.actors, text.keyed[field]),
    offices: findTerms(text[field], dossier.offices, text.keyed[field]),
  }));
  if (spans.every(({ mentions, offices }) => mentions.length === 0 && offices.length === 0)) return null;
  return text.words.map((word): Naming | null => {
    const found = spans.find(({ field }) => field === word.field);
    const covers = ({ start, end }: { start: number; end: number }): boolean => start < word.end && end > word.start;
    const mention = found?.mentions.find(covers);
    if (mention !== undefined) return { actors: [mention.actor], kind: mention.kind };
    const office = found?.offices.find(covers);
    return office === undefined ? null : { actors: office.value, kind: "office" };
  });
}
