/** A fast 64-bit hash for telling items apart inside one feed; not for secrets. */

/**
 * Two 32-bit lanes over the UTF-16 units, multiplied and mixed as in cyrb53 (bryc, public domain), as 16 hexadecimal
 * digits. Synchronous: SubtleCrypto costs more for each of sixty short texts than hashing all of them here. A publisher
 * who made two of their items collide would only hide one of them.
 */
export function hash64(text: string): string {
  const hash = newHash();
  hash.add(text, 0, text.length);
  return hash.digest();
}

/** Of a long stretch every unit up to here is hashed, behind it one pair in each of the steps. */
const EXACT_UNITS = 600;
const STEP_UNITS = 16;

/**
 * The same over several stretches of text, without joining them. Of a stretch's far part only its length and samples
 * count: an edit there that keeps the length and misses every sample goes unseen.
 */
export function newHash(): { add: (text: string, start: number, end: number) => void; digest: () => string } {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  return {
    add(text, start, end) {
      // Two units a step: half the multiplications; behind the end there is no unit, which counts as 0.
      const exact = Math.min(end, start + EXACT_UNITS);
      for (let at = start; at < end; at += at < exact ? 2 : STEP_UNITS) {
        const pair = text.charCodeAt(at) | (at + 1 < end ? text.charCodeAt(at + 1) << 16 : 0);
        a = Math.imul(a ^ pair, 2_654_435_761);
        b = Math.imul(b ^ pair, 1_597_334_677);
      }
      b = Math.imul(b ^ (end - start), 1_597_334_677);
    },
    digest() {
      const first = Math.imul(a ^ (a >>> 16), 2_246_822_507) ^ Math.imul(b ^ (b >>> 13), 3_266_489_909);
      const second = Math.imul(b ^ (b >>> 16), 2_246_822_507) ^ Math.imul(first ^ (first >>> 13), 3_266_489_909);
      return hex(second) + hex(first);
    },
  };
}

const HEX = Array.from({ length: 0x100 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** A table is several times faster than `toString(16)` with its padding. */
function hex(lane: number): string {
  return `${HEX[lane >>> 24]}${HEX[(lane >>> 16) & 0xff]}${HEX[(lane >>> 8) & 0xff]}${HEX[lane & 0xff]}`;
}
