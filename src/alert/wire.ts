/** Names the news agencies that a story is credited to: what three papers take from one agency is one source. */

/** Agencies whose copy papers print, each by the names that it is credited under. */
const AGENCIES: Record<string, string[]> = {
  reuters: ["Reuters"],
  ap: ["Associated Press", "AP"],
  afp: ["Agence France-Presse", "AFP"],
  dpa: ["dpa", "Deutsche Presse-Agentur"],
  upi: ["UPI", "United Press International"],
  efe: ["EFE"],
  ansa: ["ANSA"],
  apa: ["APA"],
  belga: ["Belga"],
  kyodo: ["Kyodo", "Kyodo News"],
  jiji: ["Jiji", "Jiji Press"],
  yonhap: ["Yonhap", "Yonhap News Agency"],
  xinhua: ["Xinhua"],
  tass: ["TASS"],
  interfax: ["Interfax"],
  ukrinform: ["Ukrinform"],
  anadolu: ["Anadolu", "Anadolu Agency"],
  pti: ["PTI", "Press Trust of India"],
  ani: ["ANI"],
  bernama: ["Bernama"],
  bloomberg: ["Bloomberg", "Bloomberg News"],
};

/** "PARIS (Reuters) - …", "… (AFP)", "Kyodo reported", "told the Associated Press", "according to Yonhap". */
function creditPattern(names: string[]): RegExp {
  const name = `(?:${names.join("|")})`;
  return new RegExp(
    `\\(${name}[^()]{0,20}\\)|\\b(?:told|to|by|citing|from) (?:the )?${name}\\b|\\b${name}\\b(?: news agency)? (?:reported|reports|said|has learned)|^${name} ?[-–—:]|[-–—] ?${name}$`,
    "u",
  );
}

const PATTERNS = Object.entries(AGENCIES).map(([id, names]) => ({ id, names, credit: creditPattern(names) }));

/** The agencies that the outlet is or that the text is credited to. */
export function wireCredits(story: { outlet: string; title: string; summary: string }): Set<string> {
  const outlet = story.outlet.toLowerCase().replace(/\.(?:com|org|net|co\.\w\w|\w\w)$/u, "");
  const credited = PATTERNS.filter(
    ({ names, credit }) =>
      names.some((name) => name.toLowerCase() === outlet) || credit.test(story.title) || credit.test(story.summary),
  );
  return new Set(credited.map(({ id }) => id));
}
