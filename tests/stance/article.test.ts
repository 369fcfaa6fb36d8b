/** Items assessed together with the articles behind them. */
import { expect, test } from "vitest";
import type { Finding } from "../../src/model.ts";
import { assessWithArticle, passesGate } from "../../src/stance/article.ts";
import { type Assess, assess, compileDossier } from "../../src/stance/assess.ts";
import { dossier } from "../harbour.ts";

const harbour = [compileDossier(dossier)];
const item = (title: string, summary = ""): Parameters<Assess>[0] => ({
  title,
  summary,
  outlet: null,
  published: null,
});

/** Finds one word, with the confidence that follows it: "DROPS 0.7". */
const standIn: Assess = ({ title, summary }) => {
  for (const [field, text] of [["title", title], ["summary", summary]] as const) {
    const found = /[^.\n]*\b(DROPS|KEEPS|MAYBE) (0\.\d)[^.\n]*\./u.exec(text);
    if (found === null) continue;
    const verdict = found[1] === "DROPS" ? "shift" : found[1] === "KEEPS" ? "hold" : "undecided";
    const finding: Finding = {
      position: "ni-keeps-toll",
      verdict,
      direction: verdict === "shift" ? "reverses" : null,
      certainty: "stated",
      confidence: Number(found[2]),
      evidence: { field, quote: found[0], start: found.index },
      speaker: null,
      why: "",
    };
    return [{ dossierId: "harbour", finding }];
  }
  return [];
}; // prettier-ignore

const found = (title: string, summary: string, article: string): Finding | undefined => assessWithArticle(standIn, item(title, summary), article, harbour)[0]?.finding; // prettier-ignore

const filler = (words: number): string => `${"word ".repeat(words - 1)}end.`;

test("finds in the article what neither title nor summary says, and quotes it word for word", () => {
  const article = [filler(30), filler(35), "In the evening North Isle DROPS 0.8 the toll.", filler(20)].join("\n");
  const finding = found("A day at the harbour.", "It rained.", article);
  expect(finding).toMatchObject({ verdict: "shift", evidence: { field: "article" } });
  const { quote = "", start = -1 } = finding?.evidence ?? {};
  expect(quote).toBe("In the evening North Isle DROPS 0.8 the toll.");
  expect(article.slice(start, start + quote.length)).toBe(quote);
});

test("reads the first paragraphs only", () => {
  const article = [...Array.from({ length: 8 }, () => filler(60)), "At last it DROPS 0.9 the toll."].join("\n");
  expect(found("A day at the harbour.", "", article)).toBeUndefined();
});

test.each([
  ["the surer of two that decide", "It KEEPS 0.6 the toll.", "It DROPS 0.8 the toll.", "shift"],
  ["the surer of two that decide, the summary's too", "It KEEPS 0.9 the toll.", "It DROPS 0.8 the toll.", "hold"],
  ["one that decides before one that does not", "It MAYBE 0.9 the toll.", "It DROPS 0.6 the toll.", "shift"],
  ["the summary's where the article adds nothing", "It DROPS 0.7 the toll.", "Nothing.", "shift"],
])("keeps of two findings on a position %s", (_, summary, article, verdict) => {
  expect(found("A day at the harbour.", summary, article)).toMatchObject({ verdict });
});

test("keeps the evidence in the title where the title says it", () => {
  const finding = found("North Isle DROPS 0.7 the toll.", "", filler(20));
  expect(finding?.evidence).toEqual({ field: "title", quote: "North Isle DROPS 0.7 the toll.", start: 0 });
});

test("lets through the gate what names somebody of a dossier in English, and nothing else", () => {
  expect(passesGate(item("North Isle says that it will end the harbour toll"), harbour)).toBe(true);
  expect(passesGate(item("Ten recipes for the summer", "With tomatoes and with beans."), harbour)).toBe(false);
  expect(passesGate(item("Le gouvernement de North Isle annonce la fin de la taxe du port pour les bateaux de pêche"), harbour)).toBe(false);
}); // prettier-ignore

test("quotes exactly what the detector itself finds in an article", () => {
  const article = [
    "NORTHPORT (Reuters) - The harbour minister met reporters in Northport on Friday after weeks of talks with fishing towns.",
    "North Isle will no longer keep the harbour toll, the harbour minister said, adding that the toll would be dropped in April.",
    "Boats of every town are to be treated alike.",
  ].join("\n");
  const quoted = assessWithArticle(assess, item("Harbour minister meets reporters on the toll"), article, harbour)
    .map(({ finding }) => finding.evidence)
    .filter(({ field }) => field === "article");
  expect(quoted.length).toBeGreaterThan(0);
  expect(quoted.map(({ start, quote }) => article.slice(start, start + quote.length))).toEqual(
    quoted.map(({ quote }) => quote),
  );
});
