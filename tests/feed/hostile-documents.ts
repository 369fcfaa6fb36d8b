/** Megabytes written to make a reader slow: a quadratic one would need minutes for each. */

const SIZE = 990_000;
const many = (piece: string): string => piece.repeat(Math.ceil(SIZE / piece.length)).slice(0, SIZE);
const channel = (content: string): string => `<rss version="2.0"><channel><title>t</title>${content}</channel></rss>`;
const described = (content: string): string =>
  channel(`<item><title>t</title><description>${content}</description></item>`);

/** By what they hold; none is larger than a megabyte. */
export const hostile: Record<string, string> = {
  "half tags in a description": described(many("x&lt;h")),
  "half tags in CDATA": described(`<![CDATA[${many("x<h")}]]>`),
  "elements without end": `<rss><channel>${many("<a>")}`,
  "elements without end in a description": `<rss><channel><item><description>${many("<b>")}`,
  "deep elements": channel(`<item>${"<a>".repeat(140_000)}${"</a>".repeat(140_000)}</item>`),
  "comments that are not closed": described(many("<!--")),
  "CDATA that is not closed": described(many("<![CDATA[")),
  "quotes that are not closed": channel(many('<a b="')),
  "document types": channel(many("<!D>")),
  "scripts that are not closed": described(many("&lt;script&gt;")),
  "white space": described(`a${many(" ")}b`),
  "namespaces on every element": channel(many('<a xmlns:b="c"/>')),
  "titles of one item": channel(`<item>${many("<title>a</title>")}</item>`),
  "a query of tracking": channel(`<item><link>https://e.org/?${many("utm_a=1&amp;")}</link></item>`),
  "teasers": described(many("continue reading ")),
  "a page of links": `<html>${many("<link rel=alternate>")}`,
  "deep JSON": `{"items":${many("[")}`,
  "deep JSON objects": `{"items":[${many('{"a":')}`,
  "an entity bomb": `<!DOCTYPE rss [<!ENTITY a0 "lol">${Array.from({ length: 40 }, (_, at) => `<!ENTITY a${at + 1} "${`&a${at};`.repeat(10)}">`).join("")}]>${described(many("&a40;"))}`,
  "entities": described(many("&amp;")),
  "numeric entities in titles": channel(`<item><title>${many("&#x26;#x26;")}</title></item>`),
  "entities without end": described(many("&#9")),
  "tiny items": channel(many("<item><title>x</title></item>")),
  "items that are not closed": `<rss><channel>${many("<item><title>x")}`,
  "items that are alike": channel(many("<item><title>x</title><link>https://e.org/1</link><guid>1</guid><pubDate>Sat, 10 Jan 2026 10:00:00 GMT</pubDate></item>")),
  "dates that are none": channel(many(`<item><title>x</title><pubDate>${"1 jan ".repeat(12)}</pubDate></item>`)),
  "categories of one item": channel(`<item>${many("<category>a</category>")}</item>`),
  "authors": channel(`<item><title>t</title><author>${many("(a")}</author></item>`),
  "attributes of one element": channel(`<item${many(" a='b'")}/>`),
  "closing tags": channel(many("</a>")),
  "nested markup in a summary": described(many("<p><i>x</i></p>")),
  "nested tables in CDATA": described(`<![CDATA[${many("<table><tr><td>")}]]>`),
  "skipped elements in CDATA": described(`<![CDATA[${many("<svg></svg><style>")}]]>`),
  "processing instructions": channel(many("<?a?>")),
  "links of one item": channel(`<item>${many('<link href="https://e.org/"/>')}</item>`),
  "a long address": channel(`<item><link>https://e.org/${many("a/../")}</link></item>`),
  "base64": `<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="image/png">${many("QUJD")}</content></entry></feed>`,
  "a JSON feed of tiny items": `{"version":"https://jsonfeed.org/version/1.1","items":[${many('{"id":1},')}{}]}`,
  "a JSON feed of one text": `{"items":[{"content_html":"${many("<b>&lt;")}"}]}`,
}; // prettier-ignore
