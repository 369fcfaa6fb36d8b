/** Finds attributions by marks and set phrases: "according to Quill", "Quill: …", "“…” ― Quill", "Quill's claim that …". */
import { COLON_REACH, DASHES, QUOTES } from "./marks.ts";
import { type Attribution, attributionOf } from "./report-form.ts";
import { contentAfter, trim, trimmed } from "./reported.ts";
import { isPhraseEnd } from "./speaker.ts";
import type { Token } from "./tag.ts";

/** Nouns of saying, whose owner says what "that" begins. */
const CLAIMS = new Set(
  "claim assertion allegation suggestion argument belief view warning promise pledge contention admission insistence prediction conclusion hope fear statement remark".split(
    " ",
  ),
);

/** "According to officials, …" and "…, according to officials". */
export const accordingTo = (tokens: readonly Token[], at: number): Attribution | null => {
  if (tokens[at]?.lower !== "according" || tokens[at + 1]?.lower !== "to") return null;
  const from = at + 2;
  let to = from;
  while (to < tokens.length && !isPhraseEnd(tokens, to, true)) to++;
  const isFirst = at <= 1;
  const content = isFirst ? [{ from: to, to: tokens.length }] : [{ from: 0, to: at }];
  if (!isFirst && to < tokens.length - 2) content.push({ from: to, to: tokens.length });
  return attributionOf(
    content.length > 1 ? "around" : isFirst ? "before" : "after",
    trim(tokens, { from, to }),
    { from: at, to: at + 2 },
    trimmed(tokens, content),
  );
};

/** "Quill: no talks". */
export const headlineColon = (tokens: readonly Token[], at: number): Attribution | null => {
  if (tokens[at]?.lower !== ":" || at === 0 || at > COLON_REACH || at >= tokens.length - 2) return null;
  if (tokens[0]?.isCapital !== true || tokens.slice(0, at).some(({ pos }) => pos === "VERB" || pos === "AUX"))
    return null;
  return attributionOf(
    "colon",
    { from: 0, to: at },
    { from: at, to: at + 1 },
    trimmed(tokens, [{ from: at + 1, to: tokens.length }]),
  );
};

/** "“The strait will close.” ― Ada Quill": a short name under a quotation. */
export const signature = (tokens: readonly Token[], at: number): Attribution | null => {
  const before = tokens[at - 1];
  if (!DASHES.has(tokens[at]?.lower ?? "") || (before !== undefined && !QUOTES.has(before.lower))) return null;
  const source = trim(tokens, { from: at + 1, to: tokens.length });
  if (source.to <= source.from || source.to - source.from > COLON_REACH) return null;
  if (
    tokens[source.from]?.isCapital !== true ||
    tokens.slice(at + 1).some(({ pos }) => pos === "VERB" || pos === "AUX")
  )
    return null;
  return attributionOf("after", source, { from: at, to: at + 1 }, trimmed(tokens, [{ from: 0, to: at }]), {
    isBegunBefore: true,
  });
};

/** "Quill's claim that …". */
export const claim = (tokens: readonly Token[], at: number): Attribution | null => {
  const token = tokens[at];
  if (token === undefined || !CLAIMS.has(token.lower) || tokens[at + 1]?.lower !== "that") return null;
  const before = tokens[at - 1]?.lower ?? "";
  const isPossessive = before === "'s" || before === "'";
  if (!isPossessive && !/^(?:his|her|their|its)$/.test(before)) return null;
  const to = isPossessive ? at - 1 : at;
  let from = to;
  while (from > 0 && (tokens[from - 1]?.pos === "PROPN" || tokens[from - 1]?.pos === "NOUN")) from--;
  if (!isPossessive) from = at - 1;
  return attributionOf("before", { from, to: at }, { from: at, to: at + 1 }, contentAfter(tokens, at + 1), {
    speaker: { from, to },
  });
};
