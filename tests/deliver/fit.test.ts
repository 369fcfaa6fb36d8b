import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { oneLine } from "../../src/alert/one-line.ts";
import { webLink } from "../../src/alert/web-link.ts";
import { fit, plain, utf8Bytes } from "../../src/deliver/fit.ts";
import { FAMILY, HOSTILE } from "./events.ts";

describe("one line of text", () => {
  it("keeps no control, bidirectional or invisible character and no broken one", () => {
    const line = oneLine(HOSTILE);
    expect(line).not.toMatch(/\p{Cc}|\p{Zl}|\p{Zp}|[\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/u);
    expect(line.isWellFormed()).toBe(true);
    expect(line).toContain("reversed");
  });
});

describe("fitting", () => {
  it("cuts on whole graphemes, never inside an emoji", () => {
    const cut = fit(FAMILY.repeat(10), 30, plain);
    expect(cut).toBe(`${FAMILY}${FAMILY}…`);
  });

  it("leaves what fits exactly", () => {
    expect(fit("a".repeat(30), 30, plain)).toBe("a".repeat(30));
    expect(fit("a".repeat(31), 30, plain)).toBe(`${"a".repeat(29)}…`);
  });

  it("keeps to the limit in the place's own measure, after escaping, for any text", () => {
    const script = { escape: (text: string) => text.replaceAll("&", "&amp;"), measure: utf8Bytes };
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), fc.integer({ min: 3, max: 80 }), (text, limit) => {
        const written = fit(`&${text}&&`, limit, script);
        expect(utf8Bytes(written)).toBeLessThanOrEqual(limit);
        expect(written.isWellFormed()).toBe(true);
        expect(written.replaceAll("&amp;", "")).not.toContain("&");
      }),
    );
  });

  it("takes one grapheme that is longer than the limit as nothing but the ellipsis", () => {
    expect(fit(`e${"\u0301".repeat(1000)}`, 100, plain)).toBe("…");
  });
});

describe("links", () => {
  it.each([
    "javascript:alert(1)",
    "data:text/html,x",
    "//evil.example/",
    "https://user:pass@a.example/",
    "ftp://a.example/",
    "",
    `https://a.example/${"x".repeat(3000)}`,
  ])("are dropped when nobody should follow them: %s", (link) => {
    expect(webLink(link)).toBeNull();
  });

  it("are kept when they are web addresses", () => {
    expect(webLink("https://a.example/x?y=1")).toBe("https://a.example/x?y=1");
  });
});
