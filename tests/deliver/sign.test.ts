import { existsSync, readFileSync } from "node:fs";
import * as fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import {
  newSecret,
  newSigningKey,
  publicKeyOf,
  readSecret,
  signedHeaders,
  type SigningKey,
} from "../../src/deliver/sign.ts";

/** Values that the specification's own test suites publish. */
const PUBLISHED = {
  secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  signingKey: "whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==",
  publicKey: "whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=",
  message: { id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: 1614265330, body: '{"test": 2432232314}' },
  v1: "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  v1a: "v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==",
};

/** 24 bytes of 1: the shortest secret there may be. */
const SHORTEST = "whsec_AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB";

function keyOf(secret: string): SigningKey {
  const read = readSecret(secret);
  if (read.kind === "invalid") throw new Error(read.reason);
  return read.key;
}

async function signatureOf(
  secrets: string[],
  message: { id: string; timestamp: number; body: string },
): Promise<string> {
  return (await signedHeaders(secrets.map(keyOf), message))["webhook-signature"];
}

describe("signatures", () => {
  it("are the published ones, with the secret's prefix and without", async () => {
    expect(await signatureOf([PUBLISHED.secret], PUBLISHED.message)).toBe(PUBLISHED.v1);
    expect(await signatureOf([PUBLISHED.secret.slice(6)], PUBLISHED.message)).toBe(PUBLISHED.v1);
    expect(await signatureOf([PUBLISHED.signingKey], PUBLISHED.message)).toBe(PUBLISHED.v1a);
  });

  it("come one a key while a secret is rotated, the new key first", async () => {
    const both = await signatureOf([PUBLISHED.secret, SHORTEST], PUBLISHED.message);
    expect(both).toBe(`${PUBLISHED.v1} v1,FBLAo+HK5p2knCUgA8qP2rAcQBKsRjSyHR9ZWinL1ZE=`);
    const headers = { ...(await signedHeaders([PUBLISHED.secret, SHORTEST].map(keyOf), now())) };
    for (const secret of [PUBLISHED.secret, SHORTEST]) {
      expect(() => new Webhook(secret).verify(now().body, headers)).not.toThrow();
    }
  });

  it("verify with the reference library for any text and any allowed secret", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 24, maxLength: 64 }),
        fc.string({ unit: "binary", maxLength: 300 }),
        async (bytes, text) => {
          const secret = `whsec_${Buffer.from(bytes).toString("base64")}`;
          const message = { ...now(), body: JSON.stringify({ text }) };
          const headers = await signedHeaders([keyOf(secret)], message);
          expect(new Webhook(secret).verify(message.body, headers)).toEqual({ text });
          expect(() => new Webhook(secret).verify(`${message.body} `, headers)).toThrow("No matching signature found");
        },
      ),
      { numRuns: 50 },
    );
  });

  it("of a new Ed25519 pair verify under its public key", async () => {
    const { secret, publicKey } = await newSigningKey();
    const key = keyOf(secret);
    expect(publicKeyOf(key)).toBe(publicKey);
    const [scheme, signature] = (await signatureOf([secret], PUBLISHED.message)).split(",");
    const verifying = await crypto.subtle.importKey(
      "raw",
      Buffer.from(publicKey.slice(5), "base64"),
      "Ed25519",
      false,
      ["verify"],
    );
    const { id, timestamp, body } = PUBLISHED.message;
    const content = new TextEncoder().encode(`${id}.${timestamp}.${body}`);
    expect(scheme).toBe("v1a");
    expect(await crypto.subtle.verify("Ed25519", verifying, Buffer.from(signature ?? "", "base64"), content)).toBe(
      true,
    );
  });

  it("refuse a message id with a full stop, which would make the signed content ambiguous", async () => {
    await expect(signatureOf([PUBLISHED.secret], { ...PUBLISHED.message, id: "msg.1" })).rejects.toThrow("full stop");
  });
});

describe("secrets", () => {
  it.each([
    ["empty", ""],
    ["only a prefix", "whsec_"],
    ["23 bytes", `whsec_${Buffer.alloc(23).toString("base64")}`],
    ["65 bytes", `whsec_${Buffer.alloc(65).toString("base64")}`],
    ["no base64", "whsec_höchst geheim!"],
    ["a signing key without its public half", `whsk_${Buffer.alloc(32).toString("base64")}`],
    ["a signing key that is no base64", "whsk_???"],
  ])("are refused when they are %s, without being repeated", (_, secret) => {
    const read = readSecret(secret);
    expect(read.kind).toBe("invalid");
    expect(JSON.stringify(read)).not.toContain(secret.slice(6) || "no part of a reason");
  });

  it("of 24 and of 64 bytes are taken, padded or not", () => {
    for (const size of [24, 25, 26, 64]) {
      const encoded = Buffer.alloc(size, 7).toString("base64");
      expect(keyOf(`whsec_${encoded}`)).toEqual(keyOf(`whsec_${encoded.replace(/=+$/, "")}`));
    }
  });

  it("that are new have 32 bytes and differ", () => {
    const [one, two] = [newSecret(), newSecret()];
    expect(one).not.toBe(two);
    expect(keyOf(one)).toMatchObject({ scheme: "v1", bytes: expect.objectContaining({ length: 32 }) });
  });
});

type Vector = {
  name: string;
  secret?: string;
  secrets?: string[];
  webhook_id: string;
  webhook_timestamp: string;
  body: string;
  signature: string;
};

/** Measured data beside the repository; where it is not there, the published values stand alone. */
const measured = `${import.meta.dirname}/../../../shared/webhooks/standard_webhooks_vectors.json`;
const vectors: Vector[] = [
  {
    name: "published",
    secret: PUBLISHED.secret,
    webhook_id: PUBLISHED.message.id,
    webhook_timestamp: String(PUBLISHED.message.timestamp),
    body: PUBLISHED.message.body,
    signature: PUBLISHED.v1,
  },
  ...(existsSync(measured) ? (JSON.parse(readFileSync(measured, "utf8")) as { sign: Vector[] }).sign : []),
];

it.each(vectors)("gives the known signature: $name", async (vector) => {
  const message = { id: vector.webhook_id, timestamp: Number(vector.webhook_timestamp), body: vector.body };
  expect(await signatureOf(vector.secrets ?? [vector.secret ?? ""], message)).toBe(vector.signature);
});

function now(): { id: string; timestamp: number; body: string } {
  return { id: "msg_1", timestamp: Math.floor(Date.now() / 1000), body: '{"a":1}' };
}
