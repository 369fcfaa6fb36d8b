/** Signs webhooks as Standard Webhooks 1.0.0 lays down: HMAC-SHA256 (`v1`), or Ed25519 (`v1a`) where the secret is a signing key. */

/** A symmetric secret's key must have this many bytes: the specification's bounds. */
export const SECRET_BYTES = { min: 24, max: 64 } as const;

const SYMMETRIC_PREFIX = "whsec_";
const ASYMMETRIC_PREFIX = "whsk_";
const PUBLIC_PREFIX = "whpk_";

/** An Ed25519 secret holds the 32-byte seed and, behind it, the 32-byte public key (RFC 8032). */
const SEED_BYTES = 32;

/** What comes before the seed in PKCS #8 (RFC 8410, section 7): WebCrypto takes no raw Ed25519 private keys. */
const PKCS8_HEAD = [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

type Bytes = Uint8Array<ArrayBuffer>;

export type SigningKey = { scheme: "v1"; bytes: Bytes } | { scheme: "v1a"; seed: Bytes; publicKey: Bytes };

/** The key of a `whsec_…` (the prefix may be missing) or `whsk_…` secret, or why it cannot be used; never the secret itself. */
export function readSecret(secret: string): { kind: "key"; key: SigningKey } | { kind: "invalid"; reason: string } {
  if (secret.startsWith(ASYMMETRIC_PREFIX)) return readSigningKey(secret.slice(ASYMMETRIC_PREFIX.length));
  const encoded = secret.startsWith(SYMMETRIC_PREFIX) ? secret.slice(SYMMETRIC_PREFIX.length) : secret;
  const bytes = fromBase64(encoded);
  if (bytes === null) return { kind: "invalid", reason: "the secret is not base64 after whsec_" };
  if (bytes.length < SECRET_BYTES.min || bytes.length > SECRET_BYTES.max) {
    return {
      kind: "invalid",
      reason: `the secret has ${bytes.length} bytes; it needs ${SECRET_BYTES.min} to ${SECRET_BYTES.max}`,
    };
  }
  return { kind: "key", key: { scheme: "v1", bytes } };
}

function readSigningKey(encoded: string): ReturnType<typeof readSecret> {
  const bytes = fromBase64(encoded);
  if (bytes === null) return { kind: "invalid", reason: "the signing key is not base64 after whsk_" };
  if (bytes.length !== 2 * SEED_BYTES) {
    return { kind: "invalid", reason: `the signing key has ${bytes.length} bytes; it needs ${2 * SEED_BYTES}` };
  }
  return {
    kind: "key",
    key: { scheme: "v1a", seed: bytes.slice(0, SEED_BYTES), publicKey: bytes.slice(SEED_BYTES) },
  };
}

/** A new random secret, 32 bytes, as receivers' libraries take it. */
export function newSecret(): string {
  return SYMMETRIC_PREFIX + toBase64(crypto.getRandomValues(new Uint8Array(32)));
}

/** A new Ed25519 pair: the secret signs here, the public key is for the receiver. */
export async function newSigningKey(): Promise<{ secret: string; publicKey: string }> {
  const pair = (await crypto.subtle.generateKey({ name: "Ed25519" }, true, ["sign", "verify"])) as CryptoKeyPair;
  const pkcs8 = new Uint8Array((await crypto.subtle.exportKey("pkcs8", pair.privateKey)) as ArrayBuffer);
  const publicKey = new Uint8Array((await crypto.subtle.exportKey("raw", pair.publicKey)) as ArrayBuffer);
  const seed = pkcs8.slice(PKCS8_HEAD.length, PKCS8_HEAD.length + SEED_BYTES);
  return {
    secret: ASYMMETRIC_PREFIX + toBase64(new Uint8Array([...seed, ...publicKey])),
    publicKey: PUBLIC_PREFIX + toBase64(publicKey),
  };
}

/** What a receiver verifies an asymmetric signature with (`whpk_…`); null for a symmetric secret, which has no public part. */
export function publicKeyOf(key: SigningKey): string | null {
  return key.scheme === "v1a" ? PUBLIC_PREFIX + toBase64(key.publicKey) : null;
}

/**
 * The three headers of one attempt. The signed content is `id.timestamp.body`, over UTF-8 bytes.
 * @param keys the current key first, then those being rotated out: one signature each, separated by spaces
 * @param message its id never holds a `.`, which would make the signed content ambiguous; its timestamp is in seconds
 *   since the epoch, of this attempt
 */
export async function signedHeaders(
  keys: SigningKey[],
  message: { id: string; timestamp: number; body: string },
): Promise<Record<"webhook-id" | "webhook-timestamp" | "webhook-signature", string>> {
  if (message.id.includes(".")) throw new Error("a webhook-id must not hold a full stop");
  const content = new TextEncoder().encode(`${message.id}.${message.timestamp}.${message.body}`) as Bytes;
  const signatures = await Promise.all(keys.map(async (key) => `${key.scheme},${toBase64(await sign(key, content))}`));
  return {
    "webhook-id": message.id,
    "webhook-timestamp": String(message.timestamp),
    "webhook-signature": signatures.join(" "),
  };
}

async function sign(key: SigningKey, content: Bytes): Promise<Uint8Array> {
  if (key.scheme === "v1") {
    const hmac = await crypto.subtle.importKey("raw", key.bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
    return new Uint8Array(await crypto.subtle.sign("HMAC", hmac, content));
  }
  const pkcs8 = new Uint8Array([...PKCS8_HEAD, ...key.seed]);
  const ed25519 = await crypto.subtle.importKey("pkcs8", pkcs8, { name: "Ed25519" }, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign({ name: "Ed25519" }, ed25519, content));
}

function fromBase64(text: string): Bytes | null {
  try {
    return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  } catch {
    return null;
  }
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
