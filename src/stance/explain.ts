/** Says which words of an item speak for a finding, who says them, and why, in plain words. */
import type { Evidence, TextField } from "../model.ts";
import type { CompiledDossier, CompiledPosition } from "./compile.ts";
import type { Judgement, Model } from "./model.ts";
import type { PairFeatures } from "./features.ts";
import type { Scan } from "./scan.ts";
import { splitSentences } from "./sentence.ts";
import type { Word } from "./words.ts";

/** What a holder's name, a word of the target and a word of the position add to a sentence's weight, against words for a change. */
const WEIGHT = { holder: 0.5, target: 0.6, position: 0.3 };
/** The title carries the story unless a sentence of the summary clearly says more. */
const TITLE_LEAD = 0.3;
/** A reason names no more words than a person reads. */
const NAMED_WORDS = 3;
const NOTEWORTHY = 0.1;
const ALIKE = 0.5;

const SAYING =
  /\b(?:says?|said|tells?|told|announce[sd]?|states?|stated|declare[sd]?|according to|warn(?:s|ed)?|vow(?:s|ed)?|insist(?:s|ed)?|add(?:s|ed)?)\b/i;

type Voice = { scan: Scan; position: CompiledPosition; model: Model; head: number };

/** The sentence that speaks most for the verdict, an exact part of the item's plain text. */
export function evidenceFor(voice: Voice): Evidence {
  const { scan } = voice;
  let best: { evidence: Evidence; weight: number } | null = null;
  for (const field of ["title", "summary"] as const) {
    const text = scan.text[field];
    for (const { start, end } of splitSentences(text)) {
      const weight = weightOf(voice, field, start, end) + (field === "title" ? TITLE_LEAD : 0);
      if (best === null || weight > best.weight)
        best = { evidence: { field, quote: text.slice(start, end), start }, weight };
    }
  }
  return best?.evidence ?? { field: "title", quote: scan.text.title, start: 0 };
}

function weightOf(voice: Voice, field: TextField, start: number, end: number): number {
  const { scan, position } = voice;
  let weight = 0;
  let isHeld = false;
  for (const [at, word] of scan.text.words.entries()) {
    if (word.field !== field || word.start < start || word.end > end) continue;
    isHeld ||= isHolder(scan, position, at);
    if (position.targetStems.has(word.stem)) weight += WEIGHT.target;
    else if (position.stems.has(word.stem)) weight += WEIGHT.position;
    weight += Math.max(0, gramWeight(voice, word));
  }
  return weight + (isHeld ? WEIGHT.holder : 0);
}

function isHolder({ names }: Scan, { position }: CompiledPosition, at: number): boolean {
  return names[at]?.actors.some((actor) => position.holders.includes(actor)) ?? false;
}

function gramWeight({ model, head }: Voice, word: Word): number {
  return model.grams.get(word.lower)?.[head] ?? 0;
}

/** The name beside a verb of saying in the evidence, as the text has it; null where the outlet itself reports. */
export function speakerOf({ text, names }: Scan, { field, quote, start }: Evidence): string | null {
  const saying = SAYING.exec(quote);
  const isColon = /^[^:]{2,40}: /.test(quote);
  if (saying === null && !isColon) return null;
  const at = start + (saying?.index ?? 0);
  let nearest: { first: Word; last: Word; distance: number } | null = null;
  let previous: Word | null = null;
  for (const [place, word] of text.words.entries()) {
    if (names[place] === null || word.field !== field || word.start < start || word.end > start + quote.length)
      continue;
    const distance = Math.abs(word.start - at);
    // A name of several words is one name.
    const isSame: boolean = nearest !== null && nearest.last === previous && text.words[place - 1] === previous;
    if (isSame && nearest !== null) nearest.last = word;
    else if (nearest === null || distance < nearest.distance) nearest = { first: word, last: word, distance };
    previous = word;
  }
  return nearest === null ? null : text[field].slice(nearest.first.start, nearest.last.end);
}

/** The reason for a finding: who and what was found, the words that weighed most, and the example it is like. */
export function reasonFor(voice: Voice, pair: PairFeatures, judgement: Judgement, dossier: CompiledDossier): string {
  const { scan, position } = voice;
  const holder = scan.text.words.find((_, at) => isHolder(scan, position, at));
  const parts = [
    holder === undefined
      ? "The holder is not named"
      : `Names ${scan.text[holder.field].slice(holder.start, holder.end)}`,
    pair.likeness.shift > pair.likeness.hold
      ? "nearer to what would move the position than to what would confirm it"
      : null,
    wordsThatWeigh(voice),
    pair.likeness.statement >= ALIKE ? "says much of what the position says" : null,
    otherActors(scan, position, dossier),
    scan.text.title.includes("?") ? "the title asks" : null,
    `change ${percent(judgement.shift)}, confirmation ${percent(judgement.hold)}`,
  ];
  return `${parts.filter((part) => part !== null).join("; ")}.`;
}

function wordsThatWeigh(voice: Voice): string | null {
  const weighed = new Map<string, number>();
  for (const word of voice.scan.content) {
    const weight = gramWeight(voice, word);
    if (weight >= NOTEWORTHY) weighed.set(word.lower, weight);
  }
  const words = [...weighed].toSorted((a, b) => b[1] - a[1]).slice(0, NAMED_WORDS);
  return words.length === 0 ? null : `“${words.map(([word]) => word).join("”, “")}” weigh for it`;
}

function otherActors({ names }: Scan, { position }: CompiledPosition, { source }: CompiledDossier): string | null {
  const named = new Set(names.flatMap((naming) => naming?.actors ?? []));
  const others = source.actors
    .filter(({ id }) => named.has(id) && !position.holders.includes(id))
    .map(({ name }) => name);
  return others.length === 0 ? null : `${others.join(" and ")} also named`;
}

function percent(probability: number): string {
  return `${Math.round(100 * probability)} %`;
}
