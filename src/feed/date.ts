/** Dates as feeds write them: RFC 822 and its misspellings, ISO 8601 and W3CDTF, asctime, named zones, other languages' months. */

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** Offsets in hours of the zone names seen in feeds; of ambiguous ones the reading that news feeds use. */
const ZONES: Record<string, number> = {
  ut: 0, utc: 0, gmt: 0, z: 0, wet: 0, west: 1, bst: 1, ist: 5.5, cet: 1, cest: 2, met: 1, mest: 2, mez: 1, mesz: 2, eet: 2, eest: 3,
  msk: 3, msd: 4, trt: 3, sast: 2, wat: 1, cat: 2, eat: 3, gst: 4, pkt: 5, npt: 5.75, bdt: 6, ict: 7, wib: 7, wita: 8, wit: 9,
  hkt: 8, sgt: 8, myt: 8, pht: 8, awst: 8, jst: 9, kst: 9, acst: 9.5, acdt: 10.5, aest: 10, aedt: 11, nzst: 12, nzdt: 13,
  nst: -3.5, ndt: -2.5, ast: -4, adt: -3, brt: -3, art: -3, clt: -4, est: -5, edt: -4, et: -5, cst: -6, cdt: -5, ct: -6,
  mst: -7, mdt: -6, mt: -7, pst: -8, pdt: -7, pt: -8, akst: -9, akdt: -8, hst: -10, a: -1, m: -12, n: 1, y: 12,
}; // prettier-ignore

/** The first letters that tell a month's name in English, then German, French, Spanish, Italian, Portuguese, Dutch, Russian, Greek, Hungarian, Polish. */
const MONTHS: [start: RegExp, month: number][] = [
  [/^(?:jan|gen|ene|янв|ιαν|sty)/u, 1],
  [/^(?:feb|f[eé]v|фев|φεβ|lut)/u, 2],
  [/^(?:mar|m[aä]r|maa|mrt|мар|μ[αά]ρ|már)/u, 3],
  [/^(?:apr|abr|avr|апр|απρ|ápr|kwi)/u, 4],
  [/^(?:may|mai|mei|mag|мая|май|μ[αά][ιϊΐ]|máj|maj)/u, 5],
  [/^(?:jun|juin|giu|июн|ιο[υύ]ν|jún|cze)/u, 6],
  [/^(?:jul|juil|lug|июл|ιο[υύ]λ|júl|lip)/u, 7],
  [/^(?:aug|ao[uû]|ago|авг|α[υύ]γ|sie)/u, 8],
  [/^(?:sep|set|сен|σεπ|sze|wrz)/u, 9],
  [/^(?:oct|okt|ott|out|окт|οκτ|paź)/u, 10],
  [/^(?:nov|ноя|νο[εέ]|lis)/u, 11],
  [/^(?:dec|dez|d[eé]c|dic|дек|δεκ|gru)/u, 12],
];

/** Longer texts are no dates; the patterns below are linear on them. */
const LONGEST = 80;
/** Nothing was published as a feed before; a date outside is a mistake of the publisher. */
const EARLIEST = Date.UTC(1990, 0, 1);
/** Clocks of publishers run ahead by a zone at worst. */
const AHEAD_MS = 24 * HOUR;

/** Reads a date to epoch milliseconds; a time without a zone is read as UTC, null is no date at all. */
export function parseDate(text: string): number | null {
  const trimmed = text.replace(/\s+/gu, " ").trim();
  if (trimmed === "" || trimmed.length > LONGEST) return null;
  return isoDate(trimmed) ?? namedDate(trimmed.toLowerCase()) ?? numericDate(trimmed);
}

/** A date worth believing: null for one in the future of `now` or before 1990. */
export function believedDate(published: number | null, now: number): number | null {
  return published !== null && published >= EARLIEST && published <= now + AHEAD_MS ? published : null;
}

/** ISO 8601 with W3CDTF's shorter forms, a space for the T, missing colons, ordinal dates. */
function isoDate(text: string): number | null {
  const match =
    /^(-?\d{4})(?:-?(\d{3})(?=$|[T ])|-?(\d{1,2})(?:-?(\d{1,2}))?)?(?:[T ]\s?(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,](\d+))?)?)? ?(.*)$/iu.exec(
      text,
    );
  if (match === null) return null;
  const [, year, ordinal, month = "1", day = "1", hour = "0", minute = "0", second = "0", fraction = "0", zone = ""] =
    match;
  const offset = zoneOffset(zone.toLowerCase());
  if (offset === null) return null;
  const date =
    ordinal === undefined
      ? utc(Number(year), Number(month), Number(day))
      : utc(Number(year), 1, 1, Number(ordinal) - 1);
  return withTime(date, Number(hour), Number(minute), Number(second), Number(`0.${fraction}`) * 1000, offset);
}

/** "Mon, 3 Jan 2022 10:00:00 +0900" and its kin: a day, a month by name, a year in any order. */
function namedDate(text: string): number | null {
  const words = text
    .replace(/[,()]/gu, " ")
    .replace(/(\d)(?:st|nd|rd|th)\b/gu, "$1")
    .trim();
  const time = /(?:^|[\s\-tT])(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,]\d+)?)?\s*([ap]\.?m\.?(?![a-z]))?\s*(.*)$/u.exec(
    words,
  );
  const dayWords = (time === null ? words : words.slice(0, time.index))
    .split(/[\s\-./]+/u)
    .filter((word) => word !== "");
  const monthAt = dayWords.findIndex((word, at) => monthOf(word) !== null && (at > 0 || !isWeekday(dayWords)));
  if (monthAt === -1) return null;
  const month = monthOf(dayWords[monthAt] ?? "") ?? 0;
  const numbers = dayWords.filter((word) => /^\d{1,4}$/u.test(word));
  // asctime puts the year after the time: "Mon Jan 3 10:00:00 2022".
  const rest =
    time?.[5] ??
    dayWords
      .slice(monthAt + 1)
      .filter((word) => !/^\d/u.test(word))
      .join(" ");
  const lateYear = numbers.length < 2 ? /(?:^|\s)(\d{4})$/u.exec(rest) : null;
  const isYearFirst = (numbers[0] ?? "").length === 4;
  const year = lateYear?.[1] ?? (isYearFirst ? numbers[0] : numbers[1]);
  const day = isYearFirst ? numbers[1] : numbers[0];
  if (year === undefined || day === undefined) return null;
  const offset = zoneOffset(lateYear === null ? rest : rest.slice(0, lateYear.index)) ?? 0;
  const half = time?.[4]?.[0];
  const hour = Number(time?.[1] ?? 0);
  const hours = half === undefined ? hour : (hour % 12) + (half === "p" ? 12 : 0);
  return withTime(
    utc(fullYear(year), month, Number(day)),
    hours,
    Number(time?.[2] ?? 0),
    Number(time?.[3] ?? 0),
    0,
    offset,
  );
}

/** "3/1/2022 10:00", "2022/01/03", "2022년 1월 3일", "2022年1月3日": numbers alone, read by where the year is. */
function numericDate(text: string): number | null {
  const match =
    /^(\d{1,4})\s*[/.年년-]\s*(\d{1,2})\s*[/.月월-]\s*(\d{1,4})\s*[일日.]?,?\s*(?:(오전|오후|午前|午後)?\s*(\d{1,2})[:時시]\s?(\d{2})(?:[:分분]\s?(\d{2}))?)?\s*([ap]m)?\s*(.*)$/iu.exec(
      text,
    );
  if (match === null) return null;
  const [, a = "", b = "", c = "", half, hour = "0", minute = "0", second = "0", english, zone = ""] = match;
  const isYearFirst = a.length === 4;
  const offset = zoneOffset(zone.toLowerCase());
  if (offset === null || (!isYearFirst && c.length < 4)) return null;
  const isAfternoon = half === "오후" || half === "午後" || /p/iu.test(english ?? "");
  const isDayFirst = !isYearFirst && (Number(a) > 12 || text.includes("."));
  const [month, day] = isYearFirst ? [b, c] : isDayFirst ? [b, a] : [a, b];
  const year = isYearFirst ? a : c;
  const hours = isAfternoon && Number(hour) < 12 ? Number(hour) + 12 : Number(hour);
  return withTime(utc(Number(year), Number(month), Number(day)), hours, Number(minute), Number(second), 0, offset);
}

function isWeekday(words: string[]): boolean {
  return words.length > 3 && monthOf(words[1] ?? "") !== null;
}

function monthOf(word: string): number | null {
  return MONTHS.find(([start]) => start.test(word))?.[1] ?? null;
}

function fullYear(year: string): number {
  if (year.length > 2) return Number(year);
  return Number(year) + (Number(year) < 70 ? 2000 : 1900);
}

/** Milliseconds that a zone is ahead of UTC; null for what is no zone. */
function zoneOffset(zone: string): number | null {
  const text = zone.trim();
  if (text === "") return 0;
  const numeric = /^(?:gmt|utc|ut|z)?\s*([+-])\s?(\d{1,2}):?(\d{2})?(?=\D|$)/u.exec(text);
  if (numeric !== null) {
    const ahead = Number(numeric[2]) * HOUR + Number(numeric[3] ?? 0) * MINUTE;
    return numeric[1] === "-" ? -ahead : ahead;
  }
  const hours = ZONES[/^[a-z]+/u.exec(text)?.[0] ?? ""];
  return hours === undefined ? null : hours * HOUR;
}

/** Midnight of a day, or null where the calendar has no such day. */
function utc(year: number, month: number, day: number, extraDays = 0): number | null {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return date.getTime() + extraDays * 24 * HOUR;
}

function withTime(
  day: number | null,
  hour: number,
  minute: number,
  second: number,
  millisecond: number,
  offset: number,
): number | null {
  if (day === null || hour > 24 || minute > 59 || second > 60) return null;
  return day + hour * HOUR + minute * MINUTE + second * 1000 + Math.round(millisecond) - offset;
}
