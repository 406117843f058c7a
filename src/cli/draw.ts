import type { Browser as Running } from "playwright-core";
import type { Browser } from "./browser.ts";
import { browsers, SURROUNDINGS, type Surroundings } from "./chromium.ts";

/** Draws pages to PNG with one browser for many figures. */
export interface Drawer {
  /** Which browser draws: its place and where it was found. */
  readonly browser: string;
  /**
   * A PNG of the page at two pixels a CSS pixel, taken when its plot is drawn.
   * @throws Error when the page does not say that it is drawn within `DRAW_LIMIT` milliseconds.
   */
  png(html: string, width: number, height: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

const START_LIMIT = 20_000;
const DRAW_LIMIT = 60_000;

const ARGUMENTS = [
  "--font-render-hinting=none",
  "--force-color-profile=srgb",
  "--disable-gpu",
  "--no-zygote",
];

async function start(browser: Browser, surroundings: Surroundings): Promise<Running | { reason: string }> {
  try {
    const { chromium } = await import("playwright-core");
    const own = Object.entries(surroundings.environment).filter(([, value]) => value !== undefined);
    return await chromium.launch({
      executablePath: browser.executablePath,
      args: ARGUMENTS,
      headless: true,
      timeout: START_LIMIT,
      env: { ...(Object.fromEntries(own) as Record<string, string>), ...browser.environment },
    });
  } catch (error) {
    const cause = (error as Error).message.split("\n")[0]!.trim();
    return { reason: `${browser.executablePath} did not start (${cause})` };
  }
}

async function draw(running: Running, html: string, width: number, height: number): Promise<Uint8Array> {
  const context = await running.newContext({ viewport: { width, height }, deviceScaleFactor: 2 });
  try {
    // A figure's page is whole: whatever it would ask of a network is a mistake that must not work here.
    await context.setOffline(true);
    const page = await context.newPage();
    await page.setContent(html, { waitUntil: "load", timeout: DRAW_LIMIT });
    await page.waitForSelector("html[data-drawn]", { state: "attached", timeout: DRAW_LIMIT });
    return await page.screenshot({
      clip: { x: 0, y: 0, width, height },
      style: ".modebar-container { display: none }",
      timeout: DRAW_LIMIT,
    });
  } finally {
    await context.close();
  }
}

/**
 * Opens the first browser of `browsers()` that starts. Where none does, answers why in one sentence, and
 * the caller writes pages (HTML) alone and says so.
 */
export async function openDrawer(
  surroundings: Surroundings = SURROUNDINGS,
): Promise<Drawer | { readonly reason: string }> {
  const reasons: string[] = [];
  for await (const browser of browsers(surroundings)) {
    const running = "reason" in browser ? browser : await start(browser, surroundings);
    if ("reason" in running) {
      reasons.push(running.reason);
      continue;
    }
    return {
      browser: `${(browser as Browser).executablePath} (${(browser as Browser).source})`,
      png: (html, width, height) => draw(running, html, width, height),
      close: () => running.close(),
    };
  }
  return { reason: `No PNG can be drawn: ${reasons.join("; ")}.` };
}
