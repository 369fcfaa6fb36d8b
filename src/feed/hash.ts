/** A fast 64-bit hash for telling items apart inside one feed; not for secrets. */

/**
 * Two 32-bit lanes over the UTF-16 units, multiplied and mixed as in cyrb53 (bryc, public domain), as 16 hexadecimal
 * digits. Synchronous: SubtleCrypto costs more for each of sixty short texts than hashing all of them here. A publisher
 * who made two of their items collide would only hide one of them.
 */
export function hash64(text: string): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    a = Math.imul(a ^ unit, 2_654_435_761);
    b = Math.imul(b ^ unit, 1_597_334_677);
  }
  const first = Math.imul(a ^ (a >>> 16), 2_246_822_507) ^ Math.imul(b ^ (b >>> 13), 3_266_489_909);
  const second = Math.imul(b ^ (b >>> 16), 2_246_822_507) ^ Math.imul(first ^ (first >>> 13), 3_266_489_909);
  return hex(second) + hex(first);
}

function hex(lane: number): string {
  return (lane >>> 0).toString(16).padStart(8, "0");
}
