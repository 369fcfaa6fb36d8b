/** Reads the article out of a web page: Mozilla's Readability over a tidied page. */
import { Readability } from "@mozilla/readability";
import JSDOMParser from "@mozilla/readability/JSDOMParser.js";
import { plainText, visible } from "./plain.ts";
import { tidyPage } from "./tidy-page.ts";

/** Where one paragraph ends and the next begins. */
const BLOCK =
  /<\/?(?:p|div|section|article|main|header|footer|aside|nav|h[1-6]|ul|ol|li|dl|dt|dd|blockquote|figure|figcaption|table|tr|td|th|pre|hr|br)\b[^>]*>/giu;
/** Headings, bylines, dates and labels are shorter than a sentence that says something. */
const SHORTEST_PARAGRAPH = 40;
/** Less is the teaser of a page that shows its article only to some, or no article at all. */
const SHORTEST_ARTICLE = 200;
/** The first paragraphs: what a story says of itself; the rest tells what was known before. */
const LONGEST_ARTICLE = 3000;

/** The first paragraphs of a page's article in plain text, one a line; null where there is no article. Never throws. */
export function articleText(html: string, url: string): string | null {
  let content: string | null | undefined;
  try {
    const page = new JSDOMParser().parse(tidyPage(html), url);
    content = new Readability(page, { disableJSONLD: true }).parse()?.content;
  } catch {
    return null; // a page that Readability cannot bear has no article to be read
  }
  const kept: string[] = [];
  let length = 0;
  for (const block of (content ?? "").split(BLOCK)) {
    const text = visible(plainText(block));
    if (text.length < SHORTEST_PARAGRAPH) continue;
    if (length > 0 && length + text.length > LONGEST_ARTICLE) break;
    kept.push(text.slice(0, LONGEST_ARTICLE).toWellFormed());
    length += text.length;
  }
  return length < SHORTEST_ARTICLE ? null : kept.join("\n");
}
