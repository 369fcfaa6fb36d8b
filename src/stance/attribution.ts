/** Finds who is said to say what in a sentence: one stage for the reader and for reports. */
import { accordingTo, claim, headlineColon, signature } from "./marked.ts";
import type { Attribution, Spoken } from "./report-form.ts";
import { firstSubject } from "./speaker.ts";
import type { Token } from "./tag.ts";
import { verbAttribution } from "./verbal.ts";

/** The attribution whose cue stands at a token, or null. */
export const attributionAt = (tokens: readonly Token[], at: number, spoken: Spoken): Attribution | null => {
  const found =
    accordingTo(tokens, at) ??
    headlineColon(tokens, at) ??
    signature(tokens, at) ??
    claim(tokens, at) ??
    verbAttribution(tokens, at, spoken);
  return found !== null && found.source.to > found.source.from ? found : null;
};

/** All attributions of a sentence, in the order of their cues. */
export const findAttributions = (tokens: readonly Token[]): Attribution[] => {
  const found: Attribution[] = [];
  const first = firstSubject(tokens);
  const spoken: Spoken = { main: first, last: first };
  for (let at = 0; at < tokens.length; at++) {
    const attribution = attributionAt(tokens, at, spoken);
    if (attribution === null) continue;
    if (found.length === 0) spoken.main = attribution.source;
    spoken.last = attribution.source;
    found.push(attribution);
    at = Math.max(at, attribution.cue.to - 1);
  }
  return found;
};
