/** Small pieces of text that several pages show: times, ages, links that came from feeds, quotes in their context. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago, in words. */
export function ago(at: number, now: number): string {
  const span = Math.max(0, now - at);
  if (span < 2 * MINUTE) return "just now";
  if (span < 2 * HOUR) return `${Math.round(span / MINUTE)} minutes ago`;
  if (span < 2 * DAY) return `${Math.round(span / HOUR)} hours ago`;
  if (span < 60 * DAY) return `${Math.round(span / DAY)} days ago`;
  return `${Math.round(span / (30.4 * DAY))} months ago`;
}

/** A time for people with the exact one for machines. */
export function When({ at, now }: { at: number | null; now: number }) {
  if (at === null) return <span>never</span>;
  const iso = new Date(at).toISOString();
  return (
    <time datetime={iso} title={iso}>
      {ago(at, now)}
    </time>
  );
}

/** Day and minute, UTC. */
export function stamp(at: number): string {
  return new Date(at).toISOString().slice(0, 16).replace("T", " ");
}

/** A link only to what a browser may safely open: addresses come from feeds. */
export function OutLink({ href, text }: { href: string | null; text: string }) {
  const isSafe = href !== null && URL.canParse(href) && /^https?:$/.test(new URL(href).protocol);
  return isSafe ? (
    <a href={href} rel="noopener noreferrer nofollow external">
      {text}
    </a>
  ) : (
    <>{text}</>
  );
}

/** As much of the text around a quote as helps to read it. */
const CONTEXT = 120;

/** The quote marked within the text that it was taken from; alone where it is not found there. */
export function QuoteIn({ text, quote, start }: { text: string; quote: string; start: number }) {
  const end = start + quote.length;
  if (text.slice(start, end) !== quote) {
    return (
      <blockquote>
        <mark>{quote}</mark>
      </blockquote>
    );
  }
  const from = Math.max(0, start - CONTEXT);
  const until = Math.min(text.length, end + CONTEXT);
  return (
    <blockquote>
      {from > 0 ? "… " : ""}
      {text.slice(from, start).toWellFormed()}
      <mark>{quote.toWellFormed()}</mark>
      {text.slice(end, until).toWellFormed()}
      {until < text.length ? " …" : ""}
    </blockquote>
  );
}
