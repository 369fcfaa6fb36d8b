/** Turns a feed's bytes into text, whatever its encoding is declared to be. */
import { analyse } from "chardet";

/** How much of the body is searched for an XML or HTML encoding declaration. */
const DECLARATION_BYTES = 1024;
/** How much of it a guess is made from, and how sure it must be: right guesses for a page of text are above 90. */
const GUESS_BYTES = 16_384;
const SURE = 50;
/** It maps every byte, so that it ends the search. */
const LAST_RESORT = "windows-1252";

/**
 * Decodes in the order that reads most feeds right: byte order mark, UTF-16 without one, valid UTF-8 whatever is
 * declared, the charset of the header, that of the document, what the bytes look like, windows-1252. Never throws.
 */
export function decode(body: Uint8Array, contentType: string | null): string {
  const wide = byWidth(body);
  if (wide !== null) return decodeUtf32(body, wide);
  const marked = byMark(body);
  if (marked !== null) return new TextDecoder(marked).decode(body);
  const utf8 = tryDecode(body, "utf-8", true);
  if (utf8 !== null && !isSevenBit(body)) return utf8;
  const declared = [headerCharset(contentType), documentCharset(body)];
  for (const charset of declared) {
    if (charset === null || /^utf-?8$/iu.test(charset)) continue;
    const text = tryDecode(body, charset, false);
    if (text !== null) return text;
  }
  // Mostly UTF-8 with a few broken bytes: keep the rest readable.
  if (declared.some((charset) => charset !== null && /^utf-?8$/iu.test(charset)) && isMostlyUtf8(body)) {
    return new TextDecoder("utf-8").decode(body);
  }
  return tryDecode(body, guessCharset(body), false) ?? new TextDecoder(LAST_RESORT).decode(body);
}

/** What the bytes look like where nothing is declared: only a sure guess counts. */
function guessCharset(body: Uint8Array): string {
  const best = analyse(body.subarray(0, GUESS_BYTES))[0];
  return best !== undefined && best.confidence >= SURE && !/^iso-8859-1$/iu.test(best.name) ? best.name : LAST_RESORT;
}

/** UTF-16 by its mark, or by the zero bytes around the first `<`. */
function byMark(body: Uint8Array): string | null {
  const [a, b, c] = body;
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8";
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  if (a === 0x3c && b === 0) return "utf-16le";
  if (a === 0 && b === 0x3c) return "utf-16be";
  return null;
}

/** UTF-32 by its mark or by the three zero bytes beside the first `<`. */
function byWidth(body: Uint8Array): "big" | "little" | null {
  const [a, b, c, d] = body;
  if (a === 0 && b === 0 && ((c === 0xfe && d === 0xff) || (c === 0 && d === 0x3c))) return "big";
  if (c === 0 && d === 0 && ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0))) return "little";
  return null;
}

/** TextDecoder knows no UTF-32. */
function decodeUtf32(body: Uint8Array, order: "big" | "little"): string {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  let text = "";
  for (let at = 0; at + 4 <= body.length; at += 4) {
    const code = view.getUint32(at, order === "little");
    if (code === 0xfeff) continue;
    text += code > 0x10ffff ? "\ufffd" : String.fromCodePoint(code);
  }
  return text;
}

/** ISO-2022 and HZ text is ASCII by its bytes; only the declaration tells. */
function isSevenBit(body: Uint8Array): boolean {
  const charset = documentCharset(body);
  return charset !== null && /^(?:iso-2022|hz-gb)/iu.test(charset);
}

function tryDecode(body: Uint8Array, charset: string, fatal: boolean): string | null {
  try {
    return new TextDecoder(charset, { fatal, ignoreBOM: false }).decode(body);
  } catch {
    return null; // a label that TextDecoder does not know, or bytes that are not of it
  }
}

function headerCharset(contentType: string | null): string | null {
  return /charset\s*=\s*["']?\s*([\w.:-]+)/iu.exec(contentType ?? "")?.[1] ?? null;
}

function documentCharset(body: Uint8Array): string | null {
  const head = new TextDecoder(LAST_RESORT).decode(body.subarray(0, DECLARATION_BYTES));
  return /(?:encoding|charset)\s*=\s*["']?\s*([\w.:-]+)/iu.exec(head)?.[1] ?? null;
}

/** At most one broken byte in a hundred that are not ASCII. */
function isMostlyUtf8(body: Uint8Array): boolean {
  let high = 0;
  for (const byte of body) if (byte > 0x7f) high++;
  const broken = new TextDecoder("utf-8").decode(body).split("\ufffd").length - 1;
  return broken * 100 <= high;
}
