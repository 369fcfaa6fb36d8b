/**
 * Tells which items carry the same story, so that evidence is counted by independent source and not by paper.
 * Texts are compared by their shingles, runs of words (Broder, "On the resemblance and containment of documents", 1997).
 */
import similarity from "wink-nlp/utilities/similarity.js";
import { wireCredits } from "./wire.ts";

/** An item, as far as its story goes. */
export type Story = { outlet: string; title: string; summary: string; publishedAt: number | null };

/** Words in a shingle of a text: long enough that two reporters do not write the same one by chance. */
const SHINGLE_WORDS = 4;
/** Fewer shingles than this say nothing about a text. */
const ENOUGH_SHINGLES = 8;
/** Words of a text that are looked at: the first paragraphs are what papers keep of an agency's story. */
const WORDS_LIMIT = 300;
/** Share of the shorter text's shingles that the other has too, from which one was copied from the other. */
const COPIED = 0.4;
/** Share of words common to two titles, of all their words, from which they are one title. */
const SAME_TITLE = 0.75;
/** Shorter titles are alike by chance. */
const ENOUGH_TITLE_WORDS = 5;
/** Copies of a story appear within this time. */
const WINDOW_MS = 3 * 24 * 60 * 60 * 1000;

/** Two claims of the same outlet are one from this share of common words. */
const SAME_CLAIM = 0.5;

type Sketch = Story & { titleWords: Set<string>; shingles: Set<string>; credits: Set<string> };

function sketchOf(story: Story): Sketch {
  const words = wordsOf(story.summary).slice(0, WORDS_LIMIT);
  const shingles = new Set<string>();
  for (let at = 0; at + SHINGLE_WORDS <= words.length; at++) {
    shingles.add(words.slice(at, at + SHINGLE_WORDS).join(" "));
  }
  return { ...story, titleWords: new Set(wordsOf(story.title)), shingles, credits: wireCredits(story) };
}

/** Lower-case words; in scripts without spaces each character counts as one. */
function wordsOf(text: string): string[] {
  return (
    text
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}]+/gu) ?? []
  );
}

/** Whether two items come from one source: the same outlet, one agency's copy, or one text under two names. */
function isOneSource(one: Sketch, other: Sketch): boolean {
  if (one.outlet.toLowerCase() === other.outlet.toLowerCase()) return true;
  if (
    one.publishedAt !== null &&
    other.publishedAt !== null &&
    Math.abs(one.publishedAt - other.publishedAt) > WINDOW_MS
  ) {
    return false;
  }
  return [...one.credits].some((credit) => other.credits.has(credit)) || isOneText(one, other);
}

function isOneText(one: Sketch, other: Sketch): boolean {
  const [short, long] = one.shingles.size <= other.shingles.size ? [one, other] : [other, one];
  // Tversky's index with weights 1 and 0 is the containment of the first set in the second.
  if (short.shingles.size >= ENOUGH_SHINGLES && similarity.set.tversky(short.shingles, long.shingles, 1, 0) >= COPIED) {
    return true;
  }
  const isLong = Math.min(one.titleWords.size, other.titleWords.size) >= ENOUGH_TITLE_WORDS;
  return isLong && jaccard(one.titleWords, other.titleWords) >= SAME_TITLE;
}

/** Tversky's index with both weights 1 is Jaccard's. */
function jaccard(one: Set<string>, other: Set<string>): number {
  return similarity.set.tversky(one, other, 1, 1);
}

/** For each item the number of its source, from 0 in order of appearance: what is linked by any pair is one. */
export function groupBySource(stories: Story[]): number[] {
  const sketches = stories.map(sketchOf);
  const group = sketches.map((_, index) => index);
  for (const [at, one] of sketches.entries()) {
    for (let before = 0; before < at; before++) {
      const other = sketches[before];
      if (other === undefined || group[before] === group[at] || !isOneSource(one, other)) continue;
      const [from, to] = [group[at], group[before]];
      for (const [index, number] of group.entries()) if (number === from) group[index] = to ?? 0;
    }
  }
  const numbers = [...new Set(group)];
  return group.map((number) => numbers.indexOf(number));
}

/** How many of the items' sources are independent of each other. */
export function countSources(stories: Story[]): number {
  return new Set(groupBySource(stories)).size;
}

/** Whether the item makes the claim of one that was dismissed: the same text anywhere, or much the same words at the same outlet. */
export function isSameClaim(story: Story, dismissed: Story): boolean {
  const [one, other] = [sketchOf(story), sketchOf(dismissed)];
  const isSameOutlet = one.outlet.toLowerCase() === other.outlet.toLowerCase();
  return isOneText(one, other) || (isSameOutlet && jaccard(one.titleWords, other.titleWords) >= SAME_CLAIM);
}
