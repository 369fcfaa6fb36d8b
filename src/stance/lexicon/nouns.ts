/** Nouns: those a composition goes through ("refusal to", "demand for") and things done with others or against them. */
import type { Act, Polarity } from "../../model.ts";
import type { Behaviour, Valence } from "./sense.ts";

/** Nouns that govern a complement as a verb would. */
export const DEED_NOUNS: readonly (readonly [Behaviour, Act | null, Polarity, string])[] = [
  [
    "refuse",
    "reject",
    -1,
    "refusal rejection opposition resistance reluctance unwillingness objection veto repudiation hostility aversion rebuff disavowal",
  ],
  ["refuse", "coerce", -1, "ban prohibition bar moratorium"],
  [
    "request",
    "request",
    1,
    "demand call appeal plea request insistence petition exhortation urging invitation requirement need pressure",
  ],
  [
    "commit",
    "agree",
    1,
    "agreement consent assent pledge promise vow offer willingness readiness openness commitment undertaking acceptance approval nod go-ahead green_light decision determination guarantee assurance preparedness proposal plan",
  ],
  [
    "want",
    null,
    1,
    "intention intent bid push effort quest hope wish desire aim goal ambition campaign drive attempt aspiration pursuit",
  ],
  ["consider", null, 1, "consideration possibility prospect idea option chance review"],
  ["act", "support", 1, "support backing endorsement praise solidarity recognition advocacy defence_of"],
  ["act", "accuse", -1, "condemnation criticism denunciation accusation complaint rebuke outrage anger disapproval"],
  ["act", "threaten", 1, "threat"],
  [
    "stop",
    null,
    -1,
    "end halt suspension withdrawal abandonment cancellation cessation termination freeze renunciation removal pause omission scrapping ending dropping reduction cut closure pullout pull-out",
  ],
  ["stop", "retreat", -1, "lifting easing relaxation relief release waiver exemption unfreezing repeal rollback"],
  ["stop", "concede", -1, "u-turn climbdown climb-down backtracking retreat concession reversal about-face volte-face"],
  [
    "start",
    null,
    1,
    "resumption start launch revival reopening imposition extension renewal introduction restoration adoption expansion tightening establishment",
  ],
  ["deny", "reject", -1, "denial"],
  ["doubt", "reject", -1, "doubt scepticism skepticism"],
];

/** Things: the act that doing, holding or giving them is, whether they are done with others or against them, the words. */
export const THINGS: readonly (readonly [Act | null, Valence, string])[] = [
  [
    "consult",
    "friendly",
    "talks talk negotiation dialogue summit meeting consultation conversation discussion conference visit trip tour mediation encounter contact phone_call phone_conversation call_with",
  ],
  [
    "cooperate",
    "friendly",
    "cooperation collaboration joint_exercise joint_drill joint_military_exercise joint_training war_game exercise drill manoeuvre maneuver intelligence-sharing information-sharing intelligence exchange partnership evidence information data",
  ],
  [
    "aid",
    "friendly",
    "peacekeeping_operation peacekeeping_mission peacekeeping peacekeeping_troop peacekeeping_force aid assistance food medicine supply relief_supply loan funding fund grant donation money million billion asylum shelter support_package package refuge weapon arms equipment vaccine help peacekeeper training asylum_to investment",
  ],
  [
    "support",
    "friendly",
    "deal agreement accord pact treaty tie relation alliance membership accession friendship reconciliation normalisation normalization contract memorandum partnership_agreement recognition coalition unification reunification integration",
  ],
  [
    "retreat",
    "friendly",
    "ceasefire cease-fire truce armistice amnesty peace pardon permission citizenship prisoner hostage detainee cessation_of_hostilities bail parole freedom",
  ],
  [
    "coerce",
    "hostile",
    "sanction embargo tariff curfew siege restriction curb penalty measure_against crackdown arrest detention martial_law state_of_emergency state_of_siege emergency lockdown quarantine travel_ban asset_freeze occupation price_cap duty censorship levy quota annexation seizure imprisonment fine",
  ],
  [
    "assault",
    "hostile",
    "warfare cyber_warfare blockade attack strike raid bombing offensive invasion war hostility operation airstrike air_strike missile_attack assault massacre killing shelling rocket violence clash fighting bombardment",
  ],
  [
    "mobilize",
    "hostile",
    "nuclear_test missile_test test launch missile enrichment troop army force_deployment buildup build-up mobilisation mobilization deployment soldier forces warship alert brigade nuclear_weapon weapons_programme",
  ],
  ["accuse", "hostile", "investigation inquiry lawsuit suit probe charge allegation indictment trial prosecution case"],
  [
    "protest",
    "hostile",
    "protest strike_action boycott demonstration rally hunger_strike walkout sit-in riot work_stoppage",
  ],
  ["threaten", "hostile", "ultimatum warning deadline"],
  [
    null,
    "claim",
    "demand claim condition precondition insistence objection opposition goal policy position stance line aim requirement veto plan bid right red_line principle vow commitment pledge",
  ],
];
