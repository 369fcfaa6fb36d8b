/** Adjectives and other predicates after "be" (or after nothing, in a headline): readiness to act, and judgements of their subject. */
import type { Row } from "./sense.ts";

export const ADJECTIVES: readonly Row[] = [
  [
    "commit",
    "agree",
    1,
    "ready willing prepared open set poised due bound determined committed resolved eager happy keen inclined disposed amenable receptive agreeable glad content in_favour_of in_favor_of scheduled on_course on_track about minded certain sure likely_to_agree obliged duty-bound game up_for fine_with ok_with okay_with at_ease_with comfortable_with",
  ],
  [
    "refuse",
    "reject",
    -1,
    "unwilling reluctant unready opposed averse loath against hesitant not_ready cool cold lukewarm sceptical skeptical dead_set_against in_no_hurry in_no_mood mum wary unprepared unenthusiastic dismissive resistant hostile_to chary disinclined",
  ],
  ["want", null, 1, "anxious desperate hopeful impatient"],
  ["consider", null, 1, "likely considering possible conceivable thinkable"],
  ["fail", null, -1, "unable unlikely powerless doubtful"],
  [
    "judge",
    null,
    -1,
    "unacceptable inadmissible intolerable impossible unthinkable inconceivable wrong illegal unlawful illegitimate settled resolved closed over finished dead off off_the_table out_of_the_question non-negotiable nonnegotiable unnecessary premature too_early out not_on_the_agenda untenable unjust unjustified baseless groundless false untrue irrelevant pointless futile meaningless unwelcome dangerous provocative regrettable extremely_regrettable a_closed_issue a_closed_matter a_dead_letter a_red_line a_non-starter a_dead_end null void outdated no_longer_needed unreasonable suspended halted frozen shelved on_hold on_ice",
  ],
  [
    "judge",
    null,
    1,
    "acceptable possible desirable legitimate justified right essential vital crucial necessary indispensable imperative welcome needed on_the_table negotiable on_the_agenda a_priority a_top_priority unresolved outstanding inviolable irreversible inalienable sovereign valid in_force in_place unchanged important feasible reasonable lawful legal paramount sacrosanct",
  ],
];
