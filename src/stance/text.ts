/** Turns a feed's title or summary (HTML, entities, boilerplate) into the plain text that is read and that evidence is cut from. */

const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  ensp: " ",
  emsp: " ",
  thinsp: " ",
  shy: "",
  zwnj: "",
  zwj: "",
  hellip: "…",
  mdash: "—",
  ndash: "–",
  minus: "−",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
  sbquo: "‚",
  bdquo: "„",
  laquo: "«",
  raquo: "»",
  bull: "•",
  middot: "·",
  copy: "©",
  reg: "®",
  trade: "™",
  euro: "€",
  pound: "£",
  yen: "¥",
  cent: "¢",
  sect: "§",
  deg: "°",
  times: "×",
  frac12: "½",
  eacute: "é",
  egrave: "è",
  ecirc: "ê",
  euml: "ë",
  aacute: "á",
  agrave: "à",
  acirc: "â",
  auml: "ä",
  aring: "å",
  atilde: "ã",
  ccedil: "ç",
  iacute: "í",
  icirc: "î",
  iuml: "ï",
  ntilde: "ñ",
  oacute: "ó",
  ocirc: "ô",
  ouml: "ö",
  otilde: "õ",
  oslash: "ø",
  uacute: "ú",
  ugrave: "ù",
  ucirc: "û",
  uuml: "ü",
  szlig: "ß",
  aelig: "æ",
  Eacute: "É",
  Auml: "Ä",
  Ouml: "Ö",
  Uuml: "Ü",
  Aring: "Å",
  Oslash: "Ø",
  Ccedil: "Ç",
  scaron: "š",
  Scaron: "Š",
};

/** Elements whose edges separate sentences. */
const BLOCK = /^\/?(?:p|div|br|li|ul|ol|h[1-6]|tr|td|th|table|blockquote|section|article|figure|figcaption|hr|pre)\b/i;
/** Elements whose content nobody reads. */
const SILENT = /^(script|style|template|noscript|iframe|svg|object)\b/i;
/** A tag longer than this is text that holds a stray "<". */
const TAG_LIMIT = 4096;
/** Feeds escape twice at most. */
const PASSES = 2;

const decodeEntity = (name: string): string | null => {
  if (name[0] !== "#") return NAMED[name] ?? null;
  const code =
    name[1] === "x" || name[1] === "X" ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  if (!Number.isInteger(code) || code < 32 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return " ";
  return String.fromCodePoint(code);
};

const decodeEntities = (text: string): string =>
  text.includes("&")
    ? text.replace(
        /&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,9});/g,
        (whole, name: string) => decodeEntity(name) ?? whole,
      )
    : text;

const stripTags = (html: string): string => {
  const parts: string[] = [];
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf("<", at);
    if (open === -1) break;
    parts.push(html.slice(at, open));
    if (html.startsWith("<![CDATA[", open)) {
      at = open + 9;
      continue;
    }
    const next = html[open + 1] ?? "";
    const close = /[a-zA-Z/!?]/.test(next) ? html.slice(open, open + TAG_LIMIT).indexOf(">") : -1;
    if (close === -1) {
      parts.push("<");
      at = open + 1;
      continue;
    }
    const tag = html.slice(open + 1, open + close);
    at = open + close + 1;
    const silent = SILENT.exec(tag);
    if (silent !== null && !tag.endsWith("/")) {
      const end = html.toLowerCase().indexOf(`</${(silent[1] ?? "").toLowerCase()}`, at);
      at = end === -1 ? html.length : end;
    }
    parts.push(
      BLOCK.test(tag)
        ? "\n"
        : tag[0] === "!"
          ? ""
          : /^\/?(?:img|a|span|b|i|em|strong|u|font|sup|sub|small|mark|abbr|code|q|s|cite|time)\b/i.test(tag)
            ? ""
            : " ",
    );
  }
  parts.push(html.slice(at));
  return parts.join("").replaceAll("]]>", "");
};

/** Everything after these words is the publisher's, not the story's. */
const TAIL =
  /(?:\[\s*(?:…|\.\.\.)\s*\]|\(\s*more\s*\)|continue reading|read (?:the )?(?:more|full|rest|original|whole)|click here|keep reading|full (?:story|article)|learn more|more\s*»|see also:|related:|sign up (?:for|to)|subscribe (?:to|now|for)|follow us|copyright ©|© ?\d{4}|all rights reserved|the post .{1,300}? (?:appeared|first appeared) (?:first )?on|\((?:reporting|writing|editing|additional reporting) by|originally published (?:at|on|by)|view (?:the )?(?:full|original)|this (?:article|story|post) (?:was |has been )?(?:first |originally )?(?:appeared|published)).*$/is;
/** How much of a text's end may be boilerplate: bounds the search, so that it stays linear. */
const TAIL_WINDOW = 800;

const MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\\.?";
/** "SEOUL, March 26 (Yonhap) --", "TOKYO (Reuters) -", "MOSCOW, Nov 3 —", "(AP)". */
const DATELINE = new RegExp(
  `^\\s*(?:[A-Z][A-Z.'’\\- ]{2,40}(?:,\\s*[A-Za-z. ]{2,30})?(?:,?\\s+${MONTH}\\s+\\d{1,2})?(?:,\\s*\\d{4})?\\s*(?:\\([A-Za-z .&]{2,30}\\))?\\s*(?:--+|[—–]|-\\s|:(?=\\s*\\S))|[A-Z][A-Za-z.'’\\- ]{2,40}(?:,\\s*[A-Za-z. ]{2,30})?(?:,?\\s+${MONTH}\\s+\\d{1,2})?(?:,\\s*\\d{4})?\\s*\\((?:[A-Z]{2,6}|Reuters|Yonhap|Xinhua|Kyodo|Bloomberg|Jiji|Interfax|Tass|Anadolu|Pajhwok|CNN)\\)\\s*(?:--+|[—–-])?)\\s*`,
  "i",
);
/** A dateline's place is in capitals, or its agency in brackets follows. */
const SHOUTED_PLACE = /^\s*[A-Z]{3}/;
const BYLINE = /^\s*by [A-Z][\p{L}.'’-]+(?: [A-Z][\p{L}.'’-]+){1,3}(?:,| \||\n| - | — )\s*/u;

/** What every dateline has. */
const DATELINE_MARK = /[(—–]|--|- /;
/** How far a text is looked at for its dateline. */
const DATELINE_WINDOW = 160;

const stripDateline = (text: string): string => {
  const head = text.slice(0, DATELINE_WINDOW);
  if (!DATELINE_MARK.test(head)) return text;
  const found = DATELINE.exec(head);
  if (found === null) return text;
  const isDateline = found[0].includes("(") || (SHOUTED_PLACE.test(found[0]) && /--|—|–|- /.test(found[0]));
  const rest = text.slice(found[0].length);
  return isDateline && rest.length > 20 && /[a-z]/.test(rest) ? rest : text;
};

const stripTail = (text: string): string => {
  const from = Math.max(0, text.length - TAIL_WINDOW);
  const found = TAIL.exec(text.slice(from));
  return found === null || from + found.index === 0 ? text : text.slice(0, from + found.index);
};

/** Control characters, zero-width marks and lone surrogates are not text. */
// oxlint-disable-next-line no-control-regex
const UNPRINTABLE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Whether a text has one space between words and nothing else that is collapsed: most are like that. */
const isCollapsed = (text: string): boolean => {
  let previous = SPACE;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < SPACE || (code === SPACE && previous === SPACE)) return false;
    if (code >= DELETE && (code < PUNCTUATION || code > LAST_QUOTE)) return false;
    previous = code;
  }
  return previous !== SPACE;
};
const SPACE = 32;
const DELETE = 127;
/** From U+2010 to U+201F stand dashes and quotation marks. */
const PUNCTUATION = 0x2010;
const LAST_QUOTE = 0x201f;

const collapse = (text: string): string => (isCollapsed(text) ? text : collapsed(text));

const collapsed = (text: string): string =>
  text
    .toWellFormed()
    .replace(UNPRINTABLE, " ")
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\n[\n ]*/g, "\n")
    .trim();

/**
 * The plain text of a title or summary: tags and entities gone, one space between words, a line break between blocks, without byline,
 * dateline and "continue reading". Linear in the length; any string is accepted.
 */
export const plainText = (raw: string): string => {
  let text = raw;
  for (let pass = 0; pass < PASSES && /[<&]/.test(text); pass++) text = decodeEntities(stripTags(text));
  text = collapse(text);
  return stripTail(stripDateline(text.replace(BYLINE, ""))).trim();
};
