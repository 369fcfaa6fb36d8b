/** Web pages for tests: an article among the furniture that pages put around it. */

export const PARAGRAPHS = [
  "North Isle said on Friday that it would end the harbour toll from April, after months of talks with the fishing towns.",
  "The decision, announced by the harbour minister in Northport, reverses a position that the government has held for ten years.",
  "“The toll has done its work,” the minister told reporters, adding that the boats of every town would be treated alike.",
];

/** A page in English with this article; the furniture's words never belong into what is read. */
export function articlePage(title = "Harbour toll to end", paragraphs = PARAGRAPHS): string {
  const links = Array.from({ length: 20 }, (_, at) => `<li><a href="/section/${at}">Section number ${at}</a></li>`);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title} - The Harbour Post</title>
<style>.x { color: red }</style><script>window.data = { "p": "<p>not text</p>" };</script></head>
<body class="article-page"><header><a href="/">The Harbour Post</a><nav><ul>${links.join("")}</ul></nav></header>
<div class="cookie-banner" style="display:none"><p>We value your privacy, and so do our four hundred partners, who store cookies.</p></div>
<main><article><h1>${title}</h1><p class="byline">By A. Writer</p><figure><img src="/boat.jpg"><figcaption>Boats</figcaption></figure>
<div class="body"><p>${title.startsWith("Café") ? `${title}: ` : ""}${paragraphs.join("</p>\n<p>")}</p></div></article></main>
<aside class="related sidebar"><h2>Related</h2><ul>${links.join("")}</ul></aside>
<div class="comments"><p class="comment">A reader's comment that is long enough to be a paragraph of its own, but is none.</p></div>
<footer class="footer"><p>Copyright The Harbour Post, all rights reserved, in every harbour of the isles and beyond.</p></footer>
</body></html>`;
}
