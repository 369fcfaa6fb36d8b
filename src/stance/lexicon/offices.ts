/** Words for those who speak: which rung of authority an office, a body or a kind of source stands on. */
import type { Rung } from "../../model.ts";

const ROWS: readonly (readonly [Rung, string])[] = [
  [
    "leader",
    "president premier pm prime_minister chancellor king queen emir sultan leader marshal supreme_leader head_of_state head_of_government crown_prince monarch emperor chief_executive ceo governor chairman chairwoman chair taoiseach chief_minister pope leadership leaders presidents ruler strongman commander-in-chief secretary_general secretary-general mayor",
  ],
  [
    "minister",
    "minister ministers secretary_of_state chief_cabinet_secretary cabinet foreign_minister defence_minister defense_minister finance_minister vice_president deputy_prime_minister defence_secretary defense_secretary foreign_secretary home_secretary commissioner chief_negotiator secretary security_council board council commission politburo treasury attorney_general vice-president trade_representative general_staff",
  ],
  [
    "spokesperson",
    "spokesman spokeswoman spokesperson spokespeople press_secretary ministry department office government administration regime authorities presidency bureau agency committee embassy consulate military army side palace delegation capital secretariat representative company union bloc foreign_office command headquarters commission cabinet_office executive state_department",
  ],
  [
    "document",
    "statement communique communiqué document white_paper strategy law constitution declaration decree resolution fact_sheet text memo memorandum draft treaty plan paper bill agreement readout letter report_submitted guidelines manifesto directive",
  ],
  [
    "official",
    "official officials envoy ambassador diplomat diplomats negotiator negotiators source sources insider insiders delegate delegates undersecretary director officers officer commander general admiral chief head consul intermediary people_familiar people_close persons_familiar person_familiar team",
  ],
  [
    "state-media",
    "state_media state_television state_tv state_news_agency state-run_media official_media state_newspaper state_broadcaster party_newspaper commentary state-run_newspaper",
  ],
  [
    "lawmaker",
    "lawmaker lawmakers mp mps senator senators congressman congresswoman legislator legislators party parties parliament opposition politician politicians deputy congress senate diet assembly coalition_partner parliamentarian mep meps caucus faction republicans democrats judge court councillor",
  ],
  [
    "adviser",
    "adviser advisers advisor advisors aide aides sister brother son daughter wife confidant strategist ally confidante",
  ],
  [
    "analyst",
    "analyst analysts expert experts scholar scholars professor researcher researchers observer observers economist economists think_tank investors investor traders critics critic pundit pundits historian historians commentator commentators specialist specialists academics academic watchers strategists activist activists families family relatives campaigner campaigners poll survey columnist bookmakers ngo group groups defector defectors protesters",
  ],
  [
    "outlet",
    "newspaper daily media broadcaster magazine news_agency press tabloid agency_reports reports report website channel paper outlet outlets correspondent journalist editorial newspapers wire broadcasters tv weekly",
  ],
];

const BY_WORD = new Map<string, { words: string[]; rung: Rung }[]>();
for (const [rung, words] of ROWS) {
  for (const phrase of words.split(" ")) {
    const parts = phrase.split("_");
    const last = parts.at(-1) ?? "";
    const known = BY_WORD.get(last) ?? [];
    known.push({ words: parts, rung });
    known.sort((a, b) => b.words.length - a.words.length);
    BY_WORD.set(last, known);
  }
}

const FORMER = new Set([
  "former",
  "ex",
  "then",
  "late",
  "onetime",
  "one-time",
  "retired",
  "ousted",
  "deposed",
  "erstwhile",
]);

/** Whether a word before an office says that it is over. */
export const isFormer = (word: string): boolean => FORMER.has(word) || word.startsWith("ex-");

/** The rung of the office whose last word stands at `at`, or null. */
export const officeAt = (tokens: readonly { lower: string }[], at: number): { rung: Rung; length: number } | null => {
  const candidates = BY_WORD.get(tokens[at]?.lower ?? "");
  if (candidates === undefined) return null;
  for (const candidate of candidates) {
    const from = at - candidate.words.length + 1;
    if (from >= 0 && candidate.words.every((word, index) => tokens[from + index]?.lower === word))
      return { rung: candidate.rung, length: candidate.words.length };
  }
  return null;
};
