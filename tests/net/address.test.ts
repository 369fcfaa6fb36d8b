/** Which addresses a request may go to. */
import { expect, test } from "vitest";
import { checkAddress } from "../../src/net/outbound.ts";

const feed = { purpose: "feed", isLocalMode: false } as const;
const webhook = { purpose: "webhook", isLocalMode: false } as const;

test.each([
  "https://127.0.0.1/",
  "https://2130706433/",
  "https://0x7f.1/",
  "https://[::ffff:10.0.0.1]/",
  "https://[fd00::1]/",
  "https://localhost/",
  "https://a.internal./",
  "https://user:key@hooks.example.org/",
  "https://hooks.example.org\\@10.0.0.1/",
  "https://10.0.0.1.nip.io/",
  "ftp://hooks.example.org/",
])("refuses %s for feeds and webhooks", (url) => {
  expect([checkAddress(url, feed).kind, checkAddress(url, webhook).kind]).toEqual(["refused", "refused"]);
});

test("lets public names and addresses through, plain http only for feeds", () => {
  expect(checkAddress("https://hooks.example.org/T0/B0", webhook).kind).toBe("ok");
  expect(checkAddress("http://news.example.org/rss", feed).kind).toBe("ok");
  expect(checkAddress("http://hooks.example.org/T0/B0", webhook).kind).toBe("refused");
});

test("lets loopback through over http in local mode only", () => {
  expect(checkAddress("http://127.0.0.1:8123/hook", { ...webhook, isLocalMode: true }).kind).toBe("ok");
  expect(checkAddress("http://10.0.0.1:8123/hook", { ...webhook, isLocalMode: true }).kind).toBe("refused");
});

test("never repeats the secret path of a webhook in its reason", () => {
  expect(checkAddress("http://hooks.example.org/SECRET?token=SECRET", webhook)).not.toMatchObject({
    reason: expect.stringContaining("SECRET"),
  });
});
