/** Verbs and verb phrases, by what they do to what they govern; the first fitting row of a word wins. */
import type { Row } from "./sense.ts";

export const VERBS: readonly Row[] = [
  // ── words of a speaker ──
  [
    "say",
    null,
    1,
    "say tell state report note add explain confirm claim stress emphasise emphasize reveal disclose assert argue believe think reckon suggest hint signal indicate write tweet post comment remark observe testify inform brief relay cite hear learn understand describe mention recall point_out make_clear make_known let_it_be_known speak answer respond reply maintain contend declare announce proclaim underline underscore highlight feel sense find conclude estimate predict forecast expect anticipate foresee caution muse opine quip joke read show stipulate specify clarify elaborate lament mean know agree_that call portray characterise characterize depict echo worry charge_that view regard rule_that put_it speculate joke preach chant",
  ],
  ["say", "concede", 1, "admit acknowledge concede own_up_to come_clean"],
  ["say", "threaten", -1, "warn"],
  [
    "deny",
    "reject",
    -1,
    "deny refute rebut dispute disclaim debunk contradict gainsay pour_cold_water_on throw_cold_water_on dismiss_as quash scotch knock_down",
  ],
  ["doubt", "reject", -1, "doubt question suspect_that query cast_doubt_on raise_doubts_about disbelieve"],

  // ── for doing ──
  [
    "commit",
    "agree",
    1,
    "agree consent assent accede promise pledge vow swear undertake offer volunteer commit resolve accept_to decide determine choose opt guarantee assure intend plan prepare propose float arrange sign_up_to sign_off_on commit_to agree_to consent_to assent_to accede_to open_the_door_to pave_the_way_for clear_the_way_for leave_the_door_open_to open_door_to hold_out give_its_word approve okay ok greenlight green-light give_~_green_light give_~_go-ahead set_out_to move_to get_ready_to gear_up_to line_up",
  ],
  [
    "allow",
    "retreat",
    1,
    "grant_~_permission grant_permission give_permission grant_~_pardon grant_a_full_pardon pardon grant_~_citizenship grant_citizenship allow permit let authorise authorize license admit_inspectors let_in let_through wave_through grant_access give_access open_up",
  ],
  [
    "act",
    "concede",
    1,
    "accept come_to_terms_with live_with settle_for put_up_with acquiesce_in acquiesce resign_itself_to bow_to give_in_to cave_in_to cave_to yield_to submit_to succumb_to capitulate_to surrender_to relent_on accommodate tolerate",
  ],
  [
    "act",
    "concede",
    0,
    "relent yield capitulate cave cave_in give_in back_down climb_down blink soften_its_stance give_ground compromise meet_halfway bend budge change_course reverse_course change_tack do_a_u-turn make_a_u-turn make_concessions make_a_concession apologise_for_delay resign step_down quit_office",
  ],
  [
    "want",
    null,
    1,
    "want seek hope wish desire aim aspire strive try attempt pursue look crave long yearn push press lobby campaign fight eye target bid insist_on press_for push_for aim_for hope_for wish_for look_for work_towards work_toward angle_for hanker_after yearn_for strive_for",
  ],
  [
    "consider",
    null,
    1,
    "consider weigh mull ponder contemplate explore examine study review discuss_whether think_about toy_with look_at look_into mull_over flirt_with debate entertain",
  ],

  // ── against doing ──
  [
    "refuse",
    "reject",
    -1,
    "refuse decline reject contest counter prevent hamper inhibit vote_against stymie forestall spurn rebuff rule_out turn_down balk_at balk baulk_at baulk oppose resist veto block bar_~_from object_to object say_no_to vote_down strike_down throw_out exclude preclude disavow disown repudiate renege_on renege snub shun rail_against stand_against shoot_down turn_its_back_on turn_away refrain_from abstain_from forswear eschew frown_on shut_the_door_on close_the_door_on slam_the_door_on shut_out draw_the_line_at stop_short_of fall_short_of hold_out_against stand_in_the_way_of stand_in_the_way be_having_none_of shy_away_from hold_back_from boycott_talks dismiss brush_off brush_aside wave_away wave_off rebuke_offer defy flout ignore disregard disobey override overrule overturn annul nullify void invalidate disallow thwart hinder obstruct impede stall stonewall filibuster derail scupper torpedo decry_plan nix",
  ],
  [
    "act",
    "reject",
    -1,
    "turn_its_nose_up_at scoff_at scorn spurn disagree_with disagree part_ways_with break_with fall_out_with split_with take_exception_to take_issue_with",
  ],
  [
    "fail",
    null,
    -1,
    "fail forget neglect omit cease_trying hesitate struggle_in_vain prove_unable leave_out hold_off hold_off_on put_off postpone delay defer shelve_talks drag_its_feet_on drag_its_heels_on stop_short",
  ],
  [
    "stop",
    null,
    -1,
    "end halt stop suspend drop cut cut_off cut_back cut_down scrap abandon cancel call_off discontinue terminate cease quit pause freeze shelve dump ditch axe ax abolish scale_back scale_down wind_down wind_up roll_back pare_back pare_down slash reduce curtail curb trim shrink limit shut shut_down close close_down break_off sever pull_the_plug_on walk_away_from walk_out_of pull_out_of withdraw_from back_out_of exit leave renounce forgo forego relinquish abjure jettison discard shed bin cast_off do_away_with turn_off switch_off unplug phase_out disband dissolve dismantle demolish tear_up rip_up rescind revoke repeal remove_~_from take_~_off_the_table take_off_the_table strike_~_from strike_from set_aside put_aside lay_aside leave_~_out_of leave_~_out leave_out_of put_on_hold put_~_on_hold put_on_ice put_~_on_ice draw_a_line_under wash_its_hands_of stop_insisting_on move_beyond move_on_from let_go_of let_go write_off omit_from sidestep bypass eliminate eradicate rid get_rid_of stub_out",
  ],
  [
    "stop",
    "retreat",
    -1,
    "lift ease relax absolve set_free set_~_free emancipate liberate disengage decriminalise decriminalize legalise legalize declassify loosen waive soften unfreeze unblock relieve mitigate withdraw pull_back pull_out free release exempt delist unwind undo reverse defuse deescalate de-escalate disarm denuclearise denuclearize demobilise demobilize decommission stand_down lay_down let_up_on take_~_off scrap_the_ban drop_the_ban give_back hand_back return repatriate evacuate vacate cede surrender dial_down dial_back tone_down",
  ],
  [
    "stop",
    "concede",
    -1,
    "give_up back_away_from back_off_from back_off back_down_from backtrack_on backtrack backpedal_on walk_back row_back_on row_back roll_back_from retreat_from climb_down_from u-turn_on u-turn flip-flop_on go_back_on step_back_from step_back abandon_demand water_down narrow retract take_back recant rethink reconsider budge_on shift_from waver_on soften_on recede_from",
  ],

  // ── keeping, starting ──
  [
    "keep",
    null,
    1,
    "keep maintain retain preserve uphold stand_by stick_to stick_with hold_to adhere_to cling_to abide_by stay_with reaffirm reiterate repeat affirm restate renew extend prolong continue carry_on press_on press_ahead_with press_ahead persist_in persist stand_firm_on hold_firm_on hold_firm dig_in dig_in_its_heels double_down_on double_down stay_the_course hold_on_to hang_on_to insist remain_committed_to enshrine entrench cement perpetuate leave_in_place keep_in_place preserve honour honor respect comply_with observe",
  ],
  [
    "start",
    null,
    1,
    "start begin launch open resume restart reopen relaunch revive reinstate restore hold conduct stage carry_out undertake_work initiate convene mount impose introduce enact enforce implement apply slap issue declare establish set_up form build set give extend_an put hand make take adopt pass ratify sign ink conclude reach clinch strike_a strike_an seal finalise finalize broker forge sign_into_law write_into_law write_~_into_law enter enter_into join expand increase boost raise step_up ramp_up scale_up intensify escalate tighten strengthen toughen harden stiffen broaden widen deepen enlarge accelerate speed_up bolster beef_up reinforce upgrade reactivate unveil roll_out set_in_motion bring_in bring_back express voice show exert place lay offer_an earn win use order file lodge table submit move get have receive do announce_a announce_an go_on go_ahead_with proceed_with engage_in take_part_in participate_in commence embark_on usher_in kick_off stand engage develop produce install enrich acquire",
  ],

  // ── of others ──
  [
    "request",
    "request",
    1,
    "request ask demand urge ask_for solicit clamour_for clamor_for call_for call_on appeal_for appeal_to appeal plead_for plead beg implore beseech exhort entreat petition encourage press_~_to pressure_~_to pressure push_~_to lobby_for advise recommend advocate invite summon require insist_that want_~_to tell_~_to call_~_to prod nudge coax persuade convince compel_~_to force_~_to oblige seek_refuge need",
  ],
  [
    "request",
    "request",
    -1,
    "warn_against advise_against caution_against counsel_against discourage dissuade deter urge_against",
  ],

  // ── support, talk, give ──
  [
    "act",
    "support",
    1,
    "support back endorse welcome ally_with extol admire commemorate compliment felicitate toast bless reassure legitimise legitimize formalise formalize honour_~_with come_out_in_support_of throw_its_support_behind praise commend applaud hail laud salute congratulate thank defend embrace champion favour favor recognise recognize acclaim cheer side_with stand_with rally_behind stand_behind stand_up_for speak_up_for vouch_for throw_its_weight_behind lend_support_to express_solidarity_with mourn_with console apologise apologize forgive honour_with award_~_order get_behind line_up_behind root_for appreciate celebrate exonerate acquit vindicate empathise_with normalise normalize establish_ties establish_diplomatic_relations give_its_backing_to come_out_for come_out_in_favour_of come_out_in_favor_of sympathise_with respect_decision vote_for",
  ],
  [
    "act",
    "consult",
    1,
    "meet meet_with consult approach contact interact_with notify communicate_with gather assemble journey_to arbitrate intercede meet_up_with get_together consult_with negotiate negotiate_with talk talk_to talk_with discuss confer confer_with visit host receive phone telephone call_to_congratulate hold_talks hold_talks_with sit_down_with sit_down engage_with speak_with speak_to converse travel_to fly_to arrive_in mediate mediate_between broker_talks greet exchange_letters attend dine_with have_lunch_with huddle_with parley tour come_face_to_face face_~_in_person see_face_to_face reconnect",
  ],
  [
    "act",
    "cooperate",
    1,
    "cooperate collaborate merge unify facilitate buy purchase import sell invest invest_in link_up_with cooperate_with collaborate_with work_with work_together team_up team_up_with partner_with share exchange coordinate coordinate_with join_forces join_forces_with train_together drill_together trade_with swap normalise_ties extradite",
  ],
  [
    "act",
    "aid",
    1,
    "accept_~_refugees accept_~_asylum_seekers admit_~_refugees take_~_refugees open_its_borders_to open_its_doors_to deploy_~_peacekeepers send_~_peacekeepers aid assist help provide airlift protect safeguard shield guard underwrite sponsor bestow furnish outfit loan come_to_the_aid_of come_to_the_rescue_of donate send supply deliver give_aid lend contribute fund finance bankroll subsidise subsidize rescue shelter feed equip arm grant award treat vaccinate ship_to host_refugees take_in resettle bail_out pay_for compensate reimburse earmark allocate disburse dispatch evacuate_civilians",
  ],

  // ── against others ──
  [
    "act",
    "accuse",
    -1,
    "challenge send_~_to_investigate dispatch_~_to_investigate launch_legal_action_against launch_legal_action take_legal_action_against take_legal_action take_to_court haul_before accuse blame condemn audit inspect scrutinise scrutinize distrust belittle impugn chastise remonstrate_with jeer spy_on deride criticise criticize denounce decry deplore slam blast lambast lambaste castigate censure chide rebuke reprimand fault attack_verbally assail lash_out_at lash_out rail_at rip_into hit_out_at hit_out take_aim_at deride mock ridicule vilify sue charge_~_with indict convict prosecute investigate probe inquire_into impeach scold berate upbraid denigrate disparage malign slander insult brand label hold_responsible hold_~_responsible hold_~_accountable point_the_finger_at complain complain_about complain_of allege regret bemoan fume fume_at rap excoriate savage pillory admonish reproach call_out find_~_guilty sentence implicate incriminate denounce_as deprecate disapprove_of disapprove express_concern_about object_strongly vent_at trash bash call_~_unacceptable try_in_court",
  ],
  [
    "act",
    "protest",
    -1,
    "burn_~_flag protest demonstrate rally march strike_for_pay go_on_strike went_on_strike walk_out down_tools boycott picket riot stop_work sit_in take_to_the_streets stage_a_protest burn_the_flag burned_the_flag blockade_roads march_against rally_against protest_against demonstrate_against rise_up revolt",
  ],
  ["act", "threaten", 1, "threaten menace endanger intimidate"],
  ["act", "threaten", -1, "give_~_ultimatum issue_an_ultimatum_to issue_a_warning_to rattle_its_sabre_at brandish"],
  [
    "act",
    "sanction",
    -1,
    "expel evict_diplomats abort betray oust_envoy recall_its_ambassador downgrade_ties withhold break_off_relations sever_ties sever_relations cut_ties cut_off_ties defund blacklist delist_from boycott_goods",
  ],
  [
    "act",
    "coerce",
    -1,
    "deport order_~_to arrest detain imprison confine incarcerate cordon_off embargo ostracise ostracize blackmail constrain quell restrain commandeer hijack forbid proscribe banish exile rearrest criminalise criminalize nab decree jail seize confiscate apprehend round_up ban outlaw prohibit bar blacklist sanction penalise penalize punish fine crack_down_on crack_down clamp_down_on clamp_down restrict censor repress suppress subdue annex raid hold_hostage take_hostage kidnap abduct force compel coerce evict expropriate nationalise nationalize tax quarantine lock_down depose overthrow topple oust remove_from_office dismiss_from fire sack intercept_ship impound disperse tear-gas teargas torture_detainees hack cyberattack strip_~_of declare_an_emergency impose_a_curfew extradite_suspect interrogate hold_in_custody kill_off_party",
  ],
  [
    "act",
    "assault",
    -1,
    "attack kill bomb abuse mistreat harm hurt damage rampage terrorise terrorize annihilate crush decimate defeat devastate overpower ravage smash subjugate encircle surround dynamite pelt flatten snipe_at shoot_down slay strangle fight_back wage_war_on wage_war wage_war_against retaliate skirmish skirmish_with pillage plunder repel repulse recapture butcher combat shell shoot fire_at fire_on open_fire_on open_fire strike hit assassinate murder massacre execute slaughter behead torture rape maim wound injure storm invade ambush bombard pound torch burn destroy clash clash_with battle fight_with battle_with stab beat assault wipe_out obliterate shoot_dead gun_down shoot_at launch_an_attack launch_attack violate_~_ceasefire violate_ceasefire breach_~_ceasefire breach_ceasefire break_~_ceasefire violate_~_truce capture besiege blockade occupy take_control_of seize_control_of take_over use_~_as_human_shields hold_~_as_human_shields impose_~_blockade impose_a_blockade impose_blockades impose_a_blockade_on advance_on march_on hang lynch decapitate target_with raze ransack loot blow_up detonate ram gas poison sink down_drone overrun",
  ],
  [
    "act",
    "mobilize",
    1,
    "mobilise mobilize patrol overfly deploy amass mass_troops put_on_alert place_on_alert put_~_on_alert place_~_on_alert on_high_alert redeploy station muster marshal conscript call_up militarise militarize fortify remain_on_alert test test-fire test_fire fire parade arm_itself rearm nuclearise",
  ],
];

/** Verbs that only carry the noun they govern: "gave its consent", "made a demand". */
export const LIGHT = new Set(
  "give make take have hold show express voice issue offer extend reach sign put declare announce reaffirm reiterate repeat signal hint_at state renew raise launch open start begin stage conduct file lodge set impose place lay exert get receive win deliver send restate send_out underline underscore stress".split(
    " ",
  ),
);
