/** The pages in a real browser: the round from a changed feed to a settled alert, and every page in every dress. */
import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openBrowser, overflowOf, violationsOf } from "./browser.ts";
import { type Desk, DOSSIER, openDesk, TOKEN } from "./desk.ts";

const OUTPUT = join(import.meta.dirname, "../.output/screens");
/** The picture that the README shows is kept in the repository; `npm run screenshot` writes it anew. */
const PICTURE = join(import.meta.dirname, "../screenshots/desk.png");
const HOSTILE = `<script>alert(1)</script><img src=x onerror="alert(2)"> & "quotes"`;
const START_MS = 120_000;

let desk: Desk;
let browser: Browser;
let context: BrowserContext;
let page: Page;
const requested: string[] = [];
const dialogs: string[] = [];

function watch(opened: Page): Page {
  opened.on("request", (request) => requested.push(request.url()));
  opened.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  return opened;
}

beforeAll(async () => {
  mkdirSync(OUTPUT, { recursive: true });
  desk = await openDesk();
  browser = await openBrowser();
  context = await browser.newContext({ viewport: { width: 1280, height: 900 }, javaScriptEnabled: true });
  page = watch(await context.newPage());
  await desk.call("POST", "/api/feeds", {
    url: `${desk.url}/nowhere`,
    title: HOSTILE,
    dossier: DOSSIER,
    check: false,
  });
}, START_MS);

afterAll(async () => {
  await browser.close();
  await desk.close();
}, START_MS);

async function signIn(): Promise<void> {
  await page.goto(`${desk.url}/sign-in`);
  await page.getByLabel("Token").fill(TOKEN);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(`${desk.url}/`);
}

async function pollNow(): Promise<void> {
  await page.goto(`${desk.url}/runs`);
  await page.getByRole("button", { name: "Poll every feed now" }).click();
  await desk.settle();
}

it(
  "takes a change from a feed to the page, to a confirmed version, and is quiet about it afterwards",
  async () => {
    // What a feed holds when it is first read opens nothing.
    desk.publish(1);
    await desk.tick();
    await desk.settle();
    await signIn();
    await page.goto(desk.url);
    expect(await page.getByRole("heading", { level: 1 }).textContent()).not.toContain("open");

    desk.publish(3);
    await pollNow();
    await page.goto(desk.url);
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("One change is open");
    const article = page.getByRole("article");
    expect(await article.count()).toBe(1);
    expect(await article.getByText("Tokyo cannot ease sanctions on North Korea").count()).toBeGreaterThan(0);
    const { alerts } = (await (await desk.call("GET", "/api/alerts")).json()) as {
      alerts: { evidence: { quote: string }[] }[];
    };
    expect(await article.locator("mark").first().textContent()).toBe(alerts[0]?.evidence[0]?.quote);
    await page.screenshot({ path: join(OUTPUT, "desk.png") });
    if (process.env["WRITE_PICTURE"] !== undefined) copyFileSync(join(OUTPUT, "desk.png"), PICTURE);

    await article.getByRole("button", { name: "Acknowledge" }).click();
    await page
      .getByRole("listitem")
      .filter({ hasText: /^acknowledged$/ })
      .waitFor();
    await page.getByLabel("Note").fill("The ministry says so");
    await page.getByRole("button", { name: "Confirm the change" }).click();
    await page
      .getByRole("listitem")
      .filter({ hasText: /^confirmed$/ })
      .waitFor();

    await page.goto(`${desk.url}/positions/${DOSSIER}/jp-no-sanctions-relief`);
    expect(await page.getByRole("heading", { name: /^Version 2: for, from/ }).count()).toBe(1);
    desk.publish(4);
    await pollNow();
    await page.goto(desk.url);
    expect(await page.getByRole("article").count()).toBe(0);
    await page.goto(`${desk.url}/why-not?decision=already-confirmed`);
    expect(await page.getByText("confirmed before").count()).toBeGreaterThan(0);
  },
  START_MS,
);

it(
  "reads a text that is pasted, statement by statement, and stores nothing",
  async () => {
    await page.goto(`${desk.url}/try`);
    await page.getByLabel("Headline").fill("Japan agrees to lift its sanctions on North Korea");
    await page.getByRole("button", { name: "Read it" }).click();
    await page.getByRole("heading", { level: 2 }).waitFor();
    expect(await page.locator("article mark").count()).toBeGreaterThan(0);
    const before = await (await desk.call("GET", "/status")).json();
    await page.getByRole("button", { name: "Read it" }).click();
    const after = await (await desk.call("GET", "/status")).json();
    expect((after as { findings: number }).findings).toBe((before as { findings: number }).findings);
  },
  START_MS,
);

const PATHS = [
  "/",
  "/alerts",
  `/positions/${DOSSIER}/jp-no-sanctions-relief`,
  "/documents",
  `/documents/${DOSSIER}`,
  "/why-not",
  "/items/1",
  "/feeds",
  "/runs",
  "/deliveries",
  "/try",
  "/docs",
  "/sign-in",
];

async function firstAlert(): Promise<string> {
  const { alerts } = (await (await desk.call("GET", "/api/alerts?limit=1")).json()) as { alerts: { id: string }[] };
  return `/alerts/${alerts[0]?.id}`;
}

const DRESSES = [
  { name: "light", colorScheme: "light", viewport: { width: 1280, height: 900 } },
  { name: "dark", colorScheme: "dark", viewport: { width: 1280, height: 900 } },
  { name: "phone", colorScheme: "light", viewport: { width: 360, height: 740 } },
] as const;

it.each(DRESSES)(
  "shows every page in $name without a fault that axe finds, and no wider than the window",
  async ({ name, colorScheme, viewport }) => {
    const dressed = await browser.newContext({ colorScheme, viewport, storageState: await context.storageState() });
    const shown = watch(await dressed.newPage());
    const faults: string[] = [];
    for (const path of [...PATHS, await firstAlert()]) {
      await shown.goto(desk.url + path);
      faults.push(...(await violationsOf(shown)).map((fault) => `${path} ${fault}`));
      const overflow = await overflowOf(shown);
      if (overflow > 0) faults.push(`${path} is ${overflow} px too wide`);
      const file =
        path === "/"
          ? "home"
          : path
              .slice(1)
              .replaceAll("/", "-")
              .replace(/alt_\w+/, "one");
      await shown.screenshot({ path: join(OUTPUT, `${file}-${name}.png`), fullPage: true });
    }
    await dressed.close();
    expect(faults).toEqual([]);
  },
  START_MS,
);

it(
  "works without script and by keyboard: the first stop is the way to the content",
  async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false });
    const shown = watch(await plain.newPage());
    await shown.goto(desk.url);
    await shown.keyboard.press("Tab");
    expect(await shown.locator(":focus").textContent()).toContain("To the content");
    await shown.goto(`${desk.url}/try`);
    await shown.getByLabel("Headline").fill("Japan agrees to lift its sanctions on North Korea");
    await shown.keyboard.press("Enter");
    await shown.getByRole("heading", { level: 2 }).waitFor();
    await plain.close();
  },
  START_MS,
);

it(
  "shows hostile text from feeds as text, and runs none of it",
  async () => {
    await page.goto(`${desk.url}/feeds`);
    expect(await page.getByText(HOSTILE, { exact: true }).count()).toBe(1);
    expect(await page.locator("script, img, iframe").count()).toBe(0);
    expect(dialogs).toEqual([]);
  },
  START_MS,
);

it("asks nothing of any other origin", () => {
  expect(requested.length).toBeGreaterThan(30);
  expect(requested.filter((url) => !url.startsWith(`${desk.url}/`))).toEqual([]);
});

it("needs at most 60 kB for the first paint", async () => {
  const [html, style] = await Promise.all(
    [`${desk.url}/`, `${desk.url}/style.css`].map(async (url) => (await (await fetch(url)).arrayBuffer()).byteLength),
  );
  expect((html ?? Infinity) + (style ?? Infinity)).toBeLessThanOrEqual(60_000);
});

it("gives no secret away in what the Worker has logged", () => {
  expect(desk.logged.length).toBeGreaterThan(0);
  expect(desk.logged.filter((line) => line.includes(TOKEN))).toEqual([]);
});
