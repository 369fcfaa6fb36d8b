/** Corrects what the tagger cannot know: that a name is a name, and where the verb of a question stands. */
import type { Mention } from "./mention.ts";
import type { Token } from "./tag.ts";

/** A name is a name, whatever else its words can mean ("Fed", "Shell", "Opposition"). */
export const withNames = (tokens: Token[], mentions: readonly Mention[]): Token[] => {
  let at = 0;
  for (const { start, end, kind } of mentions) {
    if (kind === "demonym") continue;
    while ((tokens[at]?.end ?? Infinity) <= start) at++;
    for (let token = tokens[at]; token !== undefined && token.start < end; token = tokens[++at])
      if (token.info !== undefined || token.pos === "PRON") tokens[at] = { ...token, pos: "PROPN", info: undefined };
  }
  return tokens;
};

/** "Will Northland veto the plan?": behind a helper and its subject stands the verb, whatever the tagger makes of it. */
export const asAsked = (tokens: Token[], mentions: readonly Mention[]): Token[] => {
  if (tokens[0]?.pos !== "AUX" || tokens.at(-1)?.lower !== "?") return tokens;
  const start = (tokens[1]?.pos === "DET" ? tokens[2] : tokens[1])?.start;
  const subject = mentions.find((mention) => mention.start === start);
  const at = subject === undefined ? -1 : tokens.findIndex((token) => token.start >= subject.end);
  const forms = tokens[at]?.info?.forms;
  if (forms?.has("base") !== true && forms?.has("participle") !== true) return tokens;
  return tokens.map((token, index) => (index === at ? { ...token, pos: "VERB" } : token));
};
