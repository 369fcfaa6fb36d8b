/** Signs webhooks as Standard Webhooks 1.0.0 lays down (symmetric, `v1`). */

/** A secret's key must have this many bytes: the specification's bounds. */
export const SECRET_BYTES = { min: 24, max: 64 } as const;

const PREFIX = "whsec_";

/** The bytes of a `whsec_…` secret (the prefix may be missing), or why it cannot be used; never the secret itself. */
export function readSecret(
  secret: string,
): { kind: "key"; bytes: Uint8Array<ArrayBuffer> } | { kind: "invalid"; reason: string } {
  const encoded = secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret;
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = Uint8Array.from(atob(encoded), (char) => char.charCodeAt(0));
  } catch {
    return { kind: "invalid", reason: "the secret is not base64 after whsec_" };
  }
  if (bytes.length < SECRET_BYTES.min || bytes.length > SECRET_BYTES.max) {
    return {
      kind: "invalid",
      reason: `the secret has ${bytes.length} bytes; it needs ${SECRET_BYTES.min} to ${SECRET_BYTES.max}`,
    };
  }
  return { kind: "key", bytes };
}

/** A new random secret, 32 bytes, as receivers' libraries take it. */
export function newSecret(): string {
  return PREFIX + toBase64(crypto.getRandomValues(new Uint8Array(32)));
}

/**
 * The three headers of one attempt. The signed content is `id.timestamp.body`, over UTF-8 bytes.
 * @param timestamp seconds since the epoch, of this attempt
 */
export async function signedHeaders(
  key: Uint8Array<ArrayBuffer>,
  message: { id: string; timestamp: number; body: string },
): Promise<Record<"webhook-id" | "webhook-timestamp" | "webhook-signature", string>> {
  const imported = await crypto.subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const content = new TextEncoder().encode(`${message.id}.${message.timestamp}.${message.body}`);
  const signature = new Uint8Array(await crypto.subtle.sign("HMAC", imported, content));
  return {
    "webhook-id": message.id,
    "webhook-timestamp": String(message.timestamp),
    "webhook-signature": `v1,${toBase64(signature)}`,
  };
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
