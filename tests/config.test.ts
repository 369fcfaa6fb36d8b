import { expect, it } from "vitest";
import { readConfig } from "../src/config.ts";

const settings = {
  USER_AGENT: "Volteface",
  CONTACT: "desk@example.org",
  ALERT_CONFIDENCE: "0.6",
  LOCAL_MODE: "off",
  BASELINE_FEEDS: "on",
  PAGES: "public",
};

it("reads the settings without a token or a webhook", () => {
  expect(readConfig(settings)).toMatchObject({
    apiToken: null,
    agent: "Volteface",
    contact: "desk@example.org",
    policy: { confidence: 0.6 },
    isLocalMode: false,
    hasBaselineFeeds: true,
    webhook: null,
  });
});

it("counts an empty secret as not set", () => {
  expect(readConfig({ ...settings, API_TOKEN: "", WEBHOOK_URL: "", WEBHOOK_SECRET: "" })).toMatchObject({
    apiToken: null,
    webhook: null,
  });
});

it.each([
  [{ USER_AGENT: "Volteface/2 (a desk)" }, "USER_AGENT"],
  [{ ALERT_CONFIDENCE: "high" }, "ALERT_CONFIDENCE"],
  [{ ALERT_CONFIDENCE: "1.5" }, "ALERT_CONFIDENCE"],
  [{ LOCAL_MODE: "yes" }, "LOCAL_MODE"],
  [{ BASELINE_FEEDS: "" }, "BASELINE_FEEDS"],
  [{ WEBHOOK_URL: "https://hooks.example.com/secret-path" }, "WEBHOOK_SECRET"],
  [{ WEBHOOK_SECRET: "whsec_secret" }, "WEBHOOK_URL"],
])("names the setting of %j that cannot be used, and tells no value", (wrong, name) => {
  expect(() => readConfig({ ...settings, ...wrong })).toThrow(name);
  expect(() => readConfig({ ...settings, ...wrong })).not.toThrow(/secret-path|whsec_/);
});
