/** Every domain type, in the order of the flow: the glossary as code. */

// ── Dossier: one watched subject ────────────────────────────────────────────────────────────────────────────────────

/** What is held toward a target. */
export type Stance = "favor" | "against" | "none";

/** Somebody who speaks for an actor; `from` and `until` are ISO dates that bound the time in office. */
export type Person = {
  name: string;
  aliases: string[];
  office: string | null;
  from: string | null;
  until: string | null;
};

/** A state, body or bloc that can hold a position. */
export type Actor = { id: string; name: string; aliases: string[]; offices: string[]; people: Person[] };

/** What a stance is toward, with the terms that name it. */
export type Target = { id: string; name: string; terms: string[] };

/** A verbatim quote from the document's paragraph of that number, counted from 1. */
export type Citation = { paragraph: number; quote: string };

/** What its holders hold toward a target as of the document. */
export type Position = {
  id: string;
  holders: string[];
  target: string;
  stance: Stance;
  statement: string;
  citations: Citation[];
  /** Plain sentences that would confirm the position, and that would move it. */
  holds: string[];
  shifts: string[];
};

/** A subject's document, actors, targets and positions, with every optional part filled in. */
export type Dossier = {
  id: string;
  title: string;
  document: { title: string; published: string; language: string; sha256: string | null };
  actors: Actor[];
  targets: Target[];
  positions: Position[];
};

/** A feed that a dossier's OPML names. */
export type FeedSource = { url: string; title: string };

// ── Item: one entry of a feed ───────────────────────────────────────────────────────────────────────────────────────

/** An entry as the parser reads it; texts are plain, times are epoch milliseconds. */
export type ParsedItem = {
  title: string;
  summary: string;
  link: string | null;
  guid: string | null;
  /** As the feed says it; `believedDate` drops what cannot be true. */
  published: number | null;
  authors: string[];
  categories: string[];
  /** A BCP 47 tag as the item or its feed gives it. */
  language: string | null;
};

export type ParsedFeed = {
  kind: "feed";
  title: string;
  /** The page that the feed belongs to. */
  link: string | null;
  language: string | null;
  /** How long the feed asks to be left alone (`ttl`, `sy:updatePeriod`), in milliseconds. */
  ttlMs: number | null;
  items: ParsedItem[];
};

/** Why a body is not a feed, in words for a person, and the feeds that a page given instead links to. */
export type ParseFailure = {
  kind: "not-a-feed" | "malformed";
  reason: string;
  alternates: { url: string; title: string }[];
};

/** What the detector reads: the text of an item and where it came from. */
export type AssessableItem = {
  title: string;
  /** Plain text or HTML. */
  summary: string;
  outlet: string | null;
  published: string | null;
};

// ── Statement: what an item says ────────────────────────────────────────────────────────────────────────────────────

/** PLOVER's acts, with CONCEDE and RETREAT told apart (both are YIELD in older coding). */
export type Act =
  | "agree"
  | "consult"
  | "support"
  | "cooperate"
  | "aid"
  | "concede"
  | "retreat"
  | "request"
  | "accuse"
  | "reject"
  | "threaten"
  | "protest"
  | "sanction"
  | "mobilize"
  | "coerce"
  | "assault";

/** How an act is asserted. Only `asserted`, `done` and `planned` commit the actor. */
export type Factuality =
  | "asserted"
  | "done"
  | "planned"
  | "offered"
  | "possible"
  | "urged"
  | "asked"
  | "denied"
  | "doubted"
  | "recalled"
  | "foreseen"
  | "hypothetical"
  | "quoted";

/** Who may stand behind a report, from most to least authority over the actor's stance. */
export const RUNGS = [
  "leader",
  "minister",
  "spokesperson",
  "document",
  "official",
  "state-media",
  "lawmaker",
  "adviser",
  "former",
  "analyst",
  "outlet",
] as const;

export type Rung = (typeof RUNGS)[number];

export type TextField = "title" | "summary";

/** Where evidence may stand: `article` is the article behind the item, where its feed's full text is read. */
export type EvidenceField = TextField | "article";

/** An exact substring of the item's plain text: `text.slice(start, start + quote.length) === quote`. */
export type Evidence = { field: TextField; quote: string; start: number };

/** One link of "A says B told it …", outermost first; `actor` is null where it is nobody the dossier knows. */
export type Source = { text: string; actor: string | null; rung: Rung };

/**
 * A condition that the content hangs on ("only if …", "unless …", "in return for …"): one the words do not call new, one they call new,
 * or one they say no longer holds ("without preconditions").
 */
export type Condition = { kind: "standing" | "new" | "dropped"; text: string };

/** What a clause says about itself: "for the first time" against "reiterated". */
export type ChangeLanguage = "changed" | "unchanged";

/** 1 for, -1 against, 0 neither. */
export type Polarity = -1 | 0 | 1;

/**
 * One step of a composed act, outermost first: "refuses | to drop | its demand | for talks" has three. `polarity` is composed from the first
 * step to this one, toward `content`: the words that follow this step's cue.
 */
export type Link = { cue: string; act: Act | null; polarity: Polarity; content: Evidence | null };

/**
 * How words came to stand for an actor: by its name, or a person's; by an office; by a word for whom the text spoke of before ("she", "the
 * ministry", "both sides"); as whoever speaks; or only because the text is about it ("the toll was dropped").
 */
export type Resolution = "name" | "office" | "reference" | "speaker" | "topic";

/** What an item says: who does what toward what, how it is asserted and who reports it. */
export type Statement = {
  /** The words that name the one who acts, and the actor of the dossier they resolve to (an office, a person, a pronoun included). */
  actor: { text: string; id: string | null; rung: Rung; by: Resolution | null };
  /** Null where the words take a stance by no act of the vocabulary ("the issue is settled", "sanctions stay"). */
  act: Act | null;
  isMaterial: boolean;
  /** Composed down the whole chain, toward `content`. */
  polarity: Polarity;
  /** The words that the innermost act is about; null where there are none. */
  content: Evidence | null;
  /** How the polarity came about, step by step. */
  chain: Link[];
  factuality: Factuality;
  /** Outermost source first; empty where the outlet itself asserts it. */
  sources: Source[];
  condition: Condition | null;
  change: ChangeLanguage | null;
  evidence: Evidence;
  /** The words of the text that gave act, polarity and factuality, for the reason shown to people. */
  cues: string[];
};

// ── Finding: a statement held against a position ────────────────────────────────────────────────────────────────────

export type Verdict = "hold" | "shift" | "undecided";
export type Direction = "reverses" | "softens" | "hardens";
export type Certainty = "stated" | "reported" | "speculated";

/** The reader's contract: one line of `assess`, one entry of `POST /api/assess`. */
export type Finding = {
  position: string;
  verdict: Verdict;
  /** Null unless the verdict is `shift`. */
  direction: Direction | null;
  certainty: Certainty;
  /** 0 to 1. */
  confidence: number;
  /** An exact part of the item's text, or of its article's. */
  evidence: { field: EvidenceField; quote: string; start: number };
  /** Who says it, as the text names them; null where the outlet itself reports it. */
  speaker: string | null;
  why: string;
};

// ── Alert: one thread per change ────────────────────────────────────────────────────────────────────────────────────

/** How sure a change is: one source reports it, several do, the holder itself says or does it, or it was taken back. */
export type Stage = "tentative" | "corroborated" | "official" | "walked_back";

export type Severity = "high" | "medium" | "low";

/** What a state's own media are taken as: its voice about itself, or as good as rumour about others. */
export type StateMedia = { outlet: string; actor: string };

/** What decides whether a finding may alert at all. */
export type Policy = {
  /** Findings below it never alert; 0 to 1. */
  confidence: number;
  /** Certainties that may alert. */
  certainties: Certainty[];
};

/** What decides what findings do to the alerts of a dossier. */
export type DossierPolicy = Policy & {
  /** Outlets whose items never alert, by name; their findings are kept. */
  ignoredOutlets: string[];
  /** Outlets that a state speaks through: official about that state, never more than rumour about others. */
  stateMedia: StateMedia[];
  /** Independent sources from which an alert counts as corroborated. */
  corroboratingSources: number;
  /** After a walk-back, the same change opens no new alert for this long. */
  cooldownMs: number;
  /** Severity by direction, for a change that is reported; one that the holder states is a step more severe. */
  severity: Record<Direction, Severity>;
};

/** Local times of day ("22:00") between which an endpoint is left alone; what came meanwhile follows as one digest. */
export type QuietHours = { from: string; until: string; timeZone: string };

/** What one endpoint wants to be told, within what the dossiers' policies let through. */
export type EndpointPolicy = {
  /** Types of events, all of `alert.*` among them by `alert.*`; operational ones only where they are asked for. */
  events: string[];
  /** Null: every dossier. */
  dossiers: string[] | null;
  confidence: number;
  certainties: Certainty[];
  /** Null: whoever speaks. Else the least authority that a speaker must have. */
  rung: Rung | null;
  /** Independent sources that a change needs before this endpoint is told of it. */
  minSources: number;
  minSeverity: Severity;
  mutedActors: string[];
  quietHours: QuietHours | null;
  /** How often alerts that nobody acknowledged are told again; null never, and never more often than every 4 hours. */
  reminderMs: number | null;
};

export type AlertStatus = "open" | "acknowledged" | "confirmed" | "dismissed";
export type AlertEventType =
  | "alert.opened"
  | "alert.corroborated"
  | "alert.official"
  | "alert.walked_back"
  | "alert.confirmed";
export type OperationalEventType = "feed.failing" | "feed.recovered" | "runs.late" | "endpoint.disabled";
export type EventType = AlertEventType | OperationalEventType | "alert.reminder" | "digest" | "test";

// ── Endpoint, delivery, attempt: Standard Webhooks ──────────────────────────────────────────────────────────────────

/** The kinds of receivers; one file each in `deliver/channel/`. */
export type ChannelKind =
  | "webhook"
  | "slack"
  | "discord"
  | "teams"
  | "telegram"
  | "ntfy"
  | "mattermost"
  | "cloudevents"
  | "apprise";

/** What a kind needs beside its address: Telegram's chat, the tag of an Apprise server. */
export type ChannelOptions = { chatId?: string; tag?: string };

/**
 * `waiting` is owed, now or later; `grouped` is told by a digest; `suppressed` is kept and shown, and not sent;
 * `failed` is given up, and can be sent by hand.
 */
export type DeliveryStatus = "waiting" | "delivered" | "failed" | "grouped" | "suppressed";

/** How one try of a delivery ended: `failed` is tried again, `rejected` is final for the message, `gone` for the endpoint. */
export type AttemptOutcome = { status: number | null; latencyMs: number; answer: string } & (
  | { kind: "delivered" }
  | {
      kind: "failed";
      reason: string;
      isTimeout: boolean;
      retryAfterMs: number | null;
      /** The receiver found the message too large: the next try says less. */
      isTooLarge: boolean;
      /** What the receiver said is to be used from now on. */
      moved: ChannelOptions | null;
    }
  | { kind: "rejected"; reason: string }
  | { kind: "gone"; reason: string }
);
