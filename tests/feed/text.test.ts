/** Bytes to text, HTML to plain text, and links as readers would share them. */
import { describe, expect, test } from "vitest";
import { decode } from "../../src/feed/decode.ts";
import { cleanLink } from "../../src/feed/link.ts";
import { plainSummary, plainText } from "../../src/feed/plain.ts";

const of = (...values: number[]): Uint8Array => Uint8Array.from(values);
const latin = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));

describe("decoding", () => {
  test.each<[string, Uint8Array, string | null, string]>([
    ["UTF-8 with a mark", of(0xef, 0xbb, 0xbf, 0x3c, 0x61), null, "<a"],
    ["UTF-8 that is declared to be something else", new TextEncoder().encode('<?xml encoding="iso-8859-1"?>é'), null, '<?xml encoding="iso-8859-1"?>é'],
    ["UTF-16 by its mark", of(0xff, 0xfe, 0x3c, 0, 0xe9, 0), null, "<é"],
    ["UTF-16 by its zeros", of(0, 0x3c, 0, 0xe9), null, "<é"],
    ["UTF-32", of(0, 0, 0, 0x3c, 0, 0, 0x26, 0x3a), null, "<☺"],
    ["EUC-KR by the header", latin("\xc7\xd1\xb1\xdb"), "text/xml; charset=euc-kr", "한글"],
    ["Shift_JIS by the document", latin('<?xml version="1.0" encoding="Shift_JIS"?>\x93\xfa\x96\x7b'), null, '<?xml version="1.0" encoding="Shift_JIS"?>日本'],
    ["windows-1252 where nothing is declared", latin("caf\xe9 \x93x\x94"), null, "café “x”"],
    ["a charset that nobody knows", latin("caf\xe9"), "text/xml; charset=klingon", "café"],
  ])("reads %s", (_, bytes, contentType, expected) => {
    expect(decode(bytes, contentType)).toBe(expected);
  }); // prettier-ignore
});

describe("plain text", () => {
  test.each([
    ["<p>One</p><p>Two</p>", "One Two"],
    ["a<b>b</b>c", "abc"],
    ["1 < 2 and 3 > 2", "1 < 2 and 3 > 2"],
    ["x<script>alert('<b>')</script>y", "xy"],
    ["a <!-- <b> --> b", "a b"],
    ["&amp;lt; &eacute; &#8217; &#150;", "&lt; é ’ –"],
    ["?a=1&copy=2", "?a=1&copy=2"],
    ["cut off <a href=", "cut off"],
    ["  \n\t many \u00a0 spaces ", "many spaces"],
  ])("of %s", (html, expected) => {
    expect(plainText(html)).toBe(expected);
  });

  test.each([
    ["The toll stays. Continue reading...", "The toll stays."],
    ["The toll stays. Read more »", "The toll stays."],
    ["The toll stays. The post Toll appeared first on Harbour News.", "The toll stays."],
    ["They continue reading the treaty.", "They continue reading the treaty."],
  ])("without a teaser's last words: %s", (text, expected) => {
    expect(plainSummary(text)).toBe(expected);
  });
});

describe("links", () => {
  test.each([
    ["https://e.org/a?utm_source=x&id=3&at_medium=RSS", "https://e.org/a?id=3"],
    ["https://e.org/a?xtor=RSS-1#xtor=RSS-1", "https://e.org/a"],
    ["https://e.org/a#0", "https://e.org/a"],
    ["https://e.org/a#chapter", "https://e.org/a#chapter"],
    ["https://e.org/a?q=a%20b+c", "https://e.org/a?q=a%20b+c"],
    ["/a", "https://e.org/a"],
    ["javascript:alert(1)", null],
    ["", null],
  ])("%s becomes %s", (link, expected) => {
    expect(cleanLink(link, "https://e.org/")).toBe(expected);
  });
});
