/** A fast 64-bit hash for telling items apart inside one feed; not for secrets. */

/** Of a long stretch every unit up to here is hashed, behind it one pair in each of the steps. */
const EXACT_UNITS = 600;
const STEP_UNITS = 16;

/**
 * Two 32-bit lanes over the UTF-16 units, multiplied and mixed as in cyrb53 (bryc, public domain), as 16 hexadecimal
 * digits. Synchronous: SubtleCrypto costs more for each of sixty short texts than hashing all of them here. A publisher
 * who made two of their items collide would only hide one of them. Of a text's far part only its length and samples count.
 */
export function hash64(text: string): string {
  let a = START_A;
  let b = START_B;
  // Two units a step: half the multiplications.
  for (let at = 0; at < text.length; at += at < EXACT_UNITS ? 2 : STEP_UNITS) {
    const pair = pairAt(text, at, text.length);
    a = Math.imul(a ^ pair, FACTOR_A);
    b = Math.imul(b ^ pair, FACTOR_B);
  }
  return digest(a, Math.imul(b ^ text.length, FACTOR_B));
}

/**
 * A hash over several stretches of text, without joining them: its lanes take turns, as it only has to tell whether any
 * of them changed since, and one change in one lane always shows. Of a stretch's far part only its length and samples
 * count: an edit there that keeps the length and misses every sample goes unseen.
 */
export function newFingerprint(): { add: (text: string, start: number, end: number) => void; digest: () => string } {
  let a = START_A;
  let b = START_B;
  return {
    add(text, start, end) {
      const exact = Math.min(end, start + EXACT_UNITS);
      let at = start;
      for (; at + 3 < exact; at += 4) {
        a = Math.imul(a ^ (text.charCodeAt(at) | (text.charCodeAt(at + 1) << 16)), FACTOR_A);
        b = Math.imul(b ^ (text.charCodeAt(at + 2) | (text.charCodeAt(at + 3) << 16)), FACTOR_B);
      }
      for (; at < end; at += at < exact ? 2 : STEP_UNITS) a = Math.imul(a ^ pairAt(text, at, end), FACTOR_A);
      b = Math.imul(b ^ (end - start), FACTOR_B);
    },
    digest: () => digest(a, b),
  };
}

const START_A = 0xdeadbeef;
const START_B = 0x41c6ce57;
const FACTOR_A = 2_654_435_761;
const FACTOR_B = 1_597_334_677;

/** Two units as one number; behind the end there is no unit, which counts as 0. */
function pairAt(text: string, at: number, end: number): number {
  return text.charCodeAt(at) | (at + 1 < end ? text.charCodeAt(at + 1) << 16 : 0);
}

function digest(a: number, b: number): string {
  const first = Math.imul(a ^ (a >>> 16), 2_246_822_507) ^ Math.imul(b ^ (b >>> 13), 3_266_489_909);
  const second = Math.imul(b ^ (b >>> 16), 2_246_822_507) ^ Math.imul(first ^ (first >>> 13), 3_266_489_909);
  return hex(second) + hex(first);
}

const HEX = Array.from({ length: 0x100 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** A table is several times faster than `toString(16)` with its padding. */
function hex(lane: number): string {
  return `${HEX[lane >>> 24]}${HEX[(lane >>> 16) & 0xff]}${HEX[(lane >>> 8) & 0xff]}${HEX[lane & 0xff]}`;
}
