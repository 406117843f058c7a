import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { Browser } from "./browser.ts";
import { unpackBundledChromium } from "./bundledChromium.ts";

/** The part of the process that the search depends on, so that a test can give another. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly architecture: string;
}

export const SURROUNDINGS: Surroundings = {
  environment: process.env,
  platform: process.platform,
  architecture: process.arch,
};

const NAMES = [
  "google-chrome-stable",
  "google-chrome",
  "chromium",
  "chromium-browser",
  "chrome",
  "microsoft-edge-stable",
  "microsoft-edge",
];

const MAC_PLACES = [
  "Google Chrome.app/Contents/MacOS/Google Chrome",
  "Chromium.app/Contents/MacOS/Chromium",
  "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
];

const WINDOWS_PLACES = [
  "Google\\Chrome\\Application\\chrome.exe",
  "Chromium\\Application\\chrome.exe",
  "Microsoft\\Edge\\Application\\msedge.exe",
];

function runnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function places({ environment, platform }: Surroundings): string[] {
  if (platform === "darwin") {
    const folders = ["/Applications", join(environment.HOME ?? "/", "Applications")];
    return folders.flatMap((folder) => MAC_PLACES.map((place) => join(folder, place)));
  }
  if (platform === "win32") {
    const folders = ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"]
      .map((name) => environment[name])
      .filter((folder) => folder !== undefined);
    return folders.flatMap((folder) => WINDOWS_PLACES.map((place) => `${folder}\\${place}`));
  }
  return [];
}

/** The installed browsers, best first; an empty list where there are none. */
export function installedBrowsers(surroundings: Surroundings = SURROUNDINGS): Browser[] {
  const folders = (surroundings.environment.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, ...places(surroundings)]
    .filter(runnable)
    .map((executablePath) => ({ executablePath, environment: {}, source: "installed" }));
}

/**
 * The browsers to try, in order: the one named by GANPHASE_CHROMIUM and no other if it is set; installed
 * ones; the one inside the optional dependency `@sparticuz/chromium`, unpacked only when its turn comes.
 * Yields a sentence instead of a browser where a place was looked at in vain.
 */
export async function* browsers(
  surroundings: Surroundings = SURROUNDINGS,
): AsyncGenerator<Browser | { readonly reason: string }> {
  const named = surroundings.environment.GANPHASE_CHROMIUM;
  if (named !== undefined && named !== "") {
    if (runnable(named)) yield { executablePath: named, environment: {}, source: "GANPHASE_CHROMIUM" };
    else yield { reason: `GANPHASE_CHROMIUM names ${named}, which is not a program that can be run` };
    return;
  }
  const installed = installedBrowsers(surroundings);
  if (installed.length === 0) yield { reason: "no Chrome or Chromium is installed" };
  yield* installed;
  if (surroundings.platform !== "linux" || surroundings.architecture !== "x64") {
    yield { reason: "the browser of @sparticuz/chromium runs on Linux x86-64 alone" };
    return;
  }
  yield await unpackBundledChromium(surroundings.environment);
}
