/** Loads what deciding needs to know of the positions at hand: open threads, dismissals, confirmed versions, policies. */
import type { Decision, OpenAlert } from "../alert/decide.ts";
import { severityOf } from "../alert/policy.ts";
import type { Moved } from "../alert/rebase.ts";
import { countSources, type Story } from "../alert/story.ts";
import type { AlertStatus, Direction, Dossier, DossierPolicy, Finding, Position, Severity, Stage } from "../model.ts";
import type { Runtime } from "../runtime.ts";
import {
  type AlertStanding,
  type OpenAlertRow,
  readAlertRows,
  selectDismissedAlerts,
  selectOpenAlerts,
} from "../store/alerts.ts";
import type { ItemRow } from "../store/items.ts";
import { policyOf, type PolicyRow, selectPolicies } from "../store/policies.ts";
import { type PositionVersionRow, selectCurrentVersions, type VersionEvidence } from "../store/positions.ts";
import type { Assessed } from "./record.ts";

/** An open alert while a batch is decided: earlier items of the batch count for later ones. */
export type Thread = OpenAlert & {
  id: string;
  key: { dossier_id: string; position_id: string; direction: Direction };
  status: AlertStatus;
  lastSequence: number;
  /** Takes a finding's item as evidence and climbs or steps down as was decided. */
  take: (kind: Decision["kind"], story: Story, finding: Finding, now: number) => void;
  standing: () => AlertStanding;
  told: () => { stage: Stage; severity: Severity; openedAt: number; outlets: string[]; sources: number };
};

/** A position as it is held, with everything that was made of it. */
export type HeldPosition = {
  dossier: Dossier;
  /** The document's position, or the version that a confirmed change put in its place. */
  source: Position;
  /** As the document has it, whatever was confirmed since. */
  original: Position;
  moved: Moved;
  version: number;
  policy: DossierPolicy;
  dismissed: Story[];
  /** Every open one, oldest first. */
  threads: Thread[];
  /** The thread on a direction; with null the one that a denial or a return would end. */
  threadOn: (direction: Direction | null, now: number) => Thread | null;
  open: (id: string, finding: Finding, now: number) => Thread;
};

export type Desk = {
  positionOf: (dossierId: string, positionId: string) => HeldPosition;
  storyOf: (item: Pick<ItemRow, "outlet" | "title" | "summary" | "published_at">) => Story;
};

export async function loadDesk(rt: Runtime, assessed: Assessed[]): Promise<Desk> {
  const found = assessed.flatMap(({ findings }) => findings);
  const keys = [...new Set(found.map(({ dossierId, finding }) => `${dossierId}/${finding.position}`))];
  return loadDeskOf(rt, keys);
}

/** @param keys positions, as `dossier/position` */
export async function loadDeskOf(rt: Runtime, keys: string[]): Promise<Desk> {
  const dossierIds = [...new Set(keys.map((key) => key.slice(0, key.indexOf("/"))))];
  const [open, dismissed, versions, policies] =
    keys.length === 0
      ? []
      : await rt.db.batch([
          selectOpenAlerts(rt.db, keys),
          selectDismissedAlerts(rt.db, keys),
          selectCurrentVersions(rt.db, keys),
          selectPolicies(rt.db, dossierIds),
        ]);
  const rows = {
    open: readAlertRows(open?.results ?? []),
    dismissed: readAlertRows(dismissed?.results ?? []),
    versions: (versions?.results ?? []) as PositionVersionRow[],
    policies: (policies?.results ?? []) as PolicyRow[],
  };
  const positions = new Map<string, HeldPosition>();
  return {
    positionOf: (dossierId, positionId) => {
      const key = `${dossierId}/${positionId}`;
      const known = positions.get(key) ?? heldPosition(rt, dossierId, positionId, rows);
      positions.set(key, known);
      return known;
    },
    storyOf: ({ outlet, title, summary, published_at: publishedAt }) => ({ outlet, title, summary, publishedAt }),
  };
}

function heldPosition(
  rt: Runtime,
  dossierId: string,
  positionId: string,
  rows: { open: OpenAlertRow[]; dismissed: OpenAlertRow[]; versions: PositionVersionRow[]; policies: PolicyRow[] },
): HeldPosition {
  const dossier = rt.watches.find((watch) => watch.dossier.id === dossierId)?.dossier.source;
  const position = dossier?.positions.find(({ id }) => id === positionId);
  if (dossier === undefined || position === undefined) throw new Error(`no position ${dossierId}/${positionId}`);
  const isOf = (row: { dossier_id: string; position_id: string }): boolean =>
    row.dossier_id === dossierId && row.position_id === positionId;
  const version = rows.versions.find(isOf);
  const policy = policyOf(dossierId, rows.policies, rt.config.policy);
  const threads = rows.open.filter(isOf).map((row) => threadOf(row, policy));
  return {
    dossier: version === undefined ? dossier : { ...dossier, document: documentOf(version) },
    source:
      version === undefined
        ? position
        : { ...position, stance: version.stance, statement: version.statement, citations: [] },
    original: position,
    moved: version?.moved ?? null,
    version: version?.version ?? 1,
    policy,
    dismissed: rows.dismissed.filter(isOf).flatMap(({ stories }) => stories),
    threads,
    threadOn: (direction, now) =>
      // The newest comes last.
      threads.findLast(
        ({ key, walkedBackAt }) =>
          (direction === null ? walkedBackAt === null : key.direction === direction) &&
          (walkedBackAt === null || walkedBackAt > now - policy.cooldownMs),
      ) ?? null,
    open: (id, finding, now) => {
      if (finding.direction === null) throw new Error("only a shift opens an alert");
      const key = { dossier_id: dossierId, position_id: positionId, direction: finding.direction };
      const thread = threadOf({ ...NEW_THREAD, ...key, id, opened_at: now }, policy);
      threads.push(thread);
      return thread;
    },
  };
}

/** A confirmed change is cited from the item that reported it. */
function documentOf({ evidence, effective_from: from }: PositionVersionRow): Dossier["document"] {
  const { title, outlet, publishedAt } = JSON.parse(evidence) as VersionEvidence;
  const published = new Date(publishedAt ?? from).toISOString().slice(0, 10);
  return { title: `${outlet}: ${title}`, published, language: "und", sha256: null };
}

type ThreadRow = Pick<
  OpenAlertRow,
  | "id"
  | "dossier_id"
  | "position_id"
  | "direction"
  | "status"
  | "severity"
  | "stage"
  | "is_corroborated"
  | "is_official"
  | "walked_back_at"
  | "opened_at"
  | "stories"
  | "last_sequence"
>;

const NEW_THREAD = {
  status: "open",
  severity: "low",
  stage: "tentative",
  is_corroborated: 0,
  is_official: 0,
  walked_back_at: null,
  stories: [],
  last_sequence: 0,
} as const;

function threadOf(row: Omit<ThreadRow, "stories"> & { stories: readonly Story[] }, policy: DossierPolicy): Thread {
  let { stage, severity } = row;
  const thread: Thread = {
    id: row.id,
    key: { dossier_id: row.dossier_id, position_id: row.position_id, direction: row.direction },
    status: row.status,
    stories: [...row.stories],
    isCorroborated: row.is_corroborated === 1,
    isOfficial: row.is_official === 1,
    walkedBackAt: row.walked_back_at,
    lastSequence: row.last_sequence,
    take: (kind, story, finding, now) => {
      if (kind === "walk-back") {
        thread.walkedBackAt = now;
        stage = "walked_back";
        return;
      }
      thread.stories.push(story);
      if (thread.walkedBackAt !== null) return;
      thread.isCorroborated ||= countSources(thread.stories) >= policy.corroboratingSources;
      thread.isOfficial ||= finding.certainty === "stated";
      stage = thread.isOfficial ? "official" : thread.isCorroborated ? "corroborated" : "tentative";
      severity = severityOf(row.direction, thread.isOfficial ? "stated" : "reported", policy);
    },
    standing: () => ({
      id: row.id,
      stage,
      severity,
      sources: countSources(thread.stories),
      is_corroborated: thread.isCorroborated ? 1 : 0,
      is_official: thread.isOfficial ? 1 : 0,
      walked_back_at: thread.walkedBackAt,
    }),
    told: () => ({
      stage,
      severity,
      openedAt: row.opened_at,
      outlets: [...new Set(thread.stories.map(({ outlet }) => outlet))],
      sources: countSources(thread.stories),
    }),
  };
  return thread;
}
