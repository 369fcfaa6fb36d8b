/** A sparkline: items a day, with its numbers in words. */
import { scaleLinear } from "d3-scale";
import { area, line } from "d3-shape";

const WIDTH = 120;
const HEIGHT = 24;
const PAD = 2;

export function Sparkline({ counts }: { counts: number[] }) {
  const x = scaleLinear()
    .domain([0, Math.max(1, counts.length - 1)])
    .range([PAD, WIDTH - PAD]);
  const y = scaleLinear()
    .domain([0, Math.max(1, ...counts)])
    .range([HEIGHT - PAD, PAD]);
  const along = line<number>((_, index) => x(index), y);
  const under = area<number>((_, index) => x(index), HEIGHT - PAD, y);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const words = `${total} new items in ${counts.length} days, ${counts.at(-1) ?? 0} today`;
  return (
    <svg class="spark" width={WIDTH} height={HEIGHT} role="img" aria-label={words}>
      <path class="under" d={under(counts) ?? ""} />
      <path d={along(counts) ?? ""} />
    </svg>
  );
}
