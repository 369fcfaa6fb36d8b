/** Chromium as it ships inside a package, and what is asked of every page in it. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import chromiumPackage from "@sparticuz/chromium";
import { type Browser, chromium, type Page } from "playwright-core";

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await chromiumPackage.executablePath(),
    // The package's own arguments are for Lambda: one process, and no rules of origin.
    args: ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none"],
    headless: true,
  });
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe-core finds wrong with the page as it stands: rule and place. */
export async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    type Axe = { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    const { axe } = globalThis as unknown as { axe: Axe };
    const { violations } = await axe.run();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  });
}

/** How many pixels the page is wider than its window. */
export function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => {
    type Root = { documentElement: { scrollWidth: number; clientWidth: number } };
    const { documentElement } = (globalThis as unknown as { document: Root }).document;
    return documentElement.scrollWidth - documentElement.clientWidth;
  });
}
