/** The held stance over time as a step line, with the evidence as dots; the tables beneath say the same in words. */
import { scaleLinear, scalePoint, scaleUtc } from "d3-scale";
import { curveStepAfter, line } from "d3-shape";
import type { Stance, Verdict } from "../../model.ts";
import type { ListedFinding } from "../../store/finding-list.ts";
import type { Held } from "../held.ts";
import { STANCE_WORDS } from "./matrix.tsx";

const WIDTH = 900;
const HEIGHT = 240;
const MARGIN = { top: 18, right: 20, bottom: 30, left: 64 };
const DAY = 24 * 60 * 60 * 1000;
/** Dots grow with the root of their outlets, so that area tells the number. */
const SMALLEST_DOT = 4;
const DOT_GROWTH = 3;
/** How far from the line, toward the other stance, a shift and an undecided one are drawn. */
const OFFSETS: Record<Verdict, number> = { hold: 0, undecided: 0.3, shift: 0.6 };

type Dot = { at: number; verdict: Verdict; outlets: number };

/** One dot a day and verdict, by the number of outlets. */
function dotsOf(findings: ListedFinding[]): Dot[] {
  const groups = Map.groupBy(findings, ({ verdict, published_at, found_at }) => {
    return `${verdict} ${Math.floor((published_at ?? found_at) / DAY)}`;
  });
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const outlets = new Set(group.map(({ outlet }) => outlet)).size;
    return [{ at: first.published_at ?? first.found_at, verdict: first.verdict, outlets }];
  });
}

export function StanceChart({ versions, findings, now }: { versions: Held[]; findings: ListedFinding[]; now: number }) {
  const start = Math.min(now - DAY, ...versions.map(({ since }) => since));
  const x = scaleUtc()
    .domain([start, now])
    .range([MARGIN.left, WIDTH - MARGIN.right]);
  const y = scalePoint<Stance>()
    .domain(["favor", "none", "against"])
    .range([MARGIN.top, HEIGHT - MARGIN.bottom])
    .padding(0.4);
  const yOf = (stance: Stance): number => y(stance) ?? 0;
  const steps = [
    ...versions.map(({ since, stance }) => ({ at: since, stance })),
    { at: now, stance: versions.at(-1)?.stance ?? "none" },
  ];
  const path = line<{ at: number; stance: Stance }>()
    .x(({ at }) => x(at))
    .y(({ stance }) => yOf(stance))
    .curve(curveStepAfter)(steps);
  const heldAt = (at: number): Stance =>
    versions.findLast(({ since }) => since <= at)?.stance ?? versions[0]?.stance ?? "none";
  const dots = dotsOf(findings).filter(({ at }) => at >= start && at <= now);
  const drift = (at: number, verdict: Verdict): number => {
    const stance = heldAt(at);
    const away = scaleLinear()
      .domain([0, 1])
      .range([yOf(stance), yOf(stance === "against" ? "favor" : "against")]);
    return away(OFFSETS[verdict]);
  };
  const words = `Held: ${versions.map(({ stance, since }) => `${STANCE_WORDS[stance]} from ${new Date(since).toISOString().slice(0, 10)}`).join(", then ")}. ${findings.length} findings, listed in the table below.`;
  return (
    <svg class="chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={words}>
      {(["favor", "none", "against"] as const).map((stance) => (
        <>
          <line class="axis" x1={MARGIN.left} x2={WIDTH - MARGIN.right} y1={yOf(stance)} y2={yOf(stance)} />
          <text x={MARGIN.left - 10} y={yOf(stance) + 4} text-anchor="end">
            {STANCE_WORDS[stance]}
          </text>
        </>
      ))}
      {x.ticks(6).map((tick) => (
        <text x={x(tick)} y={HEIGHT - 8} text-anchor="middle">
          {x.tickFormat(6)(tick)}
        </text>
      ))}
      <path class="held" d={path ?? ""} />
      {dots.map(({ at, verdict, outlets }) => (
        <circle
          class={`dot-${verdict}`}
          cx={x(at).toFixed(1)}
          cy={drift(at, verdict).toFixed(1)}
          r={(SMALLEST_DOT + DOT_GROWTH * Math.sqrt(outlets - 1)).toFixed(1)}
        />
      ))}
    </svg>
  );
}

/** What the dots mean. */
export function Legend() {
  const names: [Verdict, string][] = [
    ["hold", "fits the position"],
    ["undecided", "undecided"],
    ["shift", "appears to move it"],
  ];
  return (
    <ul class="legend">
      {names.map(([verdict, words]) => (
        <li>
          <svg width="12" height="12" aria-hidden="true">
            <circle class={`dot-${verdict}`} cx="6" cy="6" r="4.5" />
          </svg>{" "}
          {words}
        </li>
      ))}
      <li>larger: more outlets that day</li>
    </ul>
  );
}
