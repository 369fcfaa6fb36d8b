import { array, assert, constantFrom, oneof, property, string } from "fast-check";
import { expect, test } from "vitest";
import { compileTerms, findEvery, findTerms, mergeMatchers } from "../../src/stance/gate.ts";
import { beginningsOf, keyedWords, keyIn, mayBegin } from "../../src/stance/keyed.ts";

const letters = constantFrom("a", "B", "s", "é", "É", "İ", "ß", "7", "’", "-", " ", ".", "東", "\ud835\udc00");
const texts = oneof(string({ unit: letters }), string({ unit: "binary" }));

test("never refuses a word by its beginning whose key is sought", () => {
  assert(
    property(texts, texts, (text, others) => {
      const words = keyedWords(text);
      const keys = [
        ...words.map((word) => keyIn(text, word)),
        ...keyedWords(others).map((word) => keyIn(others, word)),
      ];
      expect(words.filter((word) => !mayBegin(text, word, beginningsOf(keys)))).toEqual([]);
    }),
  );
});

test("refuses most words that begin otherwise", () => {
  const beginnings = beginningsOf(["northland", "southport"]);
  const text = "the harbour minister of Northland said yes";
  const passed = keyedWords(text).filter((word) => mayBegin(text, word, beginnings));
  expect(passed.map((word) => keyIn(text, word))).toEqual(["northland"]);
});

test("finds by a merged matcher whatever one of its parts finds", () => {
  assert(
    property(array(array(texts, { maxLength: 4 }), { maxLength: 4 }), texts, (lists, text) => {
      const matchers = lists.map((terms) => compileTerms(terms.map((term) => ({ text: term, value: term }))));
      const whole = [text, ...lists.flat()].join(" ");
      const merged = mergeMatchers(matchers.map((matcher, value) => ({ matcher, value })));
      const having = matchers.flatMap((matcher, at) => (findTerms(whole, matcher).length > 0 ? [at] : []));
      expect(findEvery(whole, merged)).toEqual(new Set(having));
    }),
  );
});

test("finds terms within one another and across one another", () => {
  const matcher = compileTerms(["North Sea", "Sea Port", "sea"].map((text) => ({ text, value: text })));
  expect([...findEvery("The North Sea Port", matcher)]).toEqual(["North Sea", "sea", "Sea Port"]);
  expect(findTerms("The North Sea Port", matcher).map(({ value }) => value)).toEqual(["North Sea"]);
});
