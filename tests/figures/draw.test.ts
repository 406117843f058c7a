import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browsers, installedBrowsers } from "../../src/cli/chromium.ts";
import { type Drawer, openDrawer } from "../../src/cli/draw.ts";
import { plotlySource } from "../../src/cli/plotlySource.ts";
import { figureHtml, timeSeries } from "../../src/figures/index.ts";
import { onePointRun } from "./synthetic.ts";

const SENTENCE = /^[A-Z].*\.$/;

/** Width and height in the header of a PNG. @throws Error when it is none. */
function pngSize(bytes: Uint8Array): [number, number] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0) !== 0x89504e47) throw new Error("not a PNG");
  return [view.getUint32(16), view.getUint32(20)];
}

describe("drawing", () => {
  let opened: Drawer | { readonly reason: string };
  beforeAll(async () => {
    opened = await openDrawer();
  });
  afterAll(async () => {
    if (!("reason" in opened)) await opened.close();
  });

  it("makes a PNG of two pixels a CSS pixel, the same each time, and differing with the data", async (context) => {
    if ("reason" in opened) {
      expect(opened.reason).toMatch(SENTENCE);
      context.skip(opened.reason);
      return;
    }
    const run = onePointRun();
    const source = await plotlySource();
    const figure = timeSeries(run, { observables: ["wasserstein2"] });
    const other = timeSeries({ ...run, overlays: [] }, { observables: ["wasserstein2"] });
    const page = figureHtml(figure, source);
    const first = await opened.png(page, figure.width, figure.height);
    const again = await opened.png(page, figure.width, figure.height);
    const bare = await opened.png(figureHtml(other, source), other.width, other.height);
    expect(pngSize(first)).toEqual([2 * figure.width, 2 * figure.height]);
    // A blank page of this size packs into less than 10 kB; the plot's lines and text do not.
    expect(first.length).toBeGreaterThan(20_000);
    expect(Buffer.compare(first, again)).toBe(0);
    expect(Buffer.compare(first, bare)).not.toBe(0);
  });

  it("goes without a browser where the one that is named cannot run, saying so in a sentence", async () => {
    const environment = { PATH: process.env.PATH, GANPHASE_CHROMIUM: "/nowhere/chromium" };
    const refused = await openDrawer({ environment, platform: process.platform, architecture: process.arch });
    expect(refused).toHaveProperty("reason");
    expect((refused as { reason: string }).reason).toMatch(SENTENCE);
    expect((refused as { reason: string }).reason).toContain("GANPHASE_CHROMIUM names /nowhere/chromium");
  });

  it("says for each place why nothing there serves on a machine without any", async () => {
    const bare = { environment: { PATH: "/nowhere" }, platform: "linux", architecture: "arm64" } as const;
    const refused = await openDrawer(bare);
    expect((refused as { reason: string }).reason).toBe(
      "No PNG can be drawn: no Chrome or Chromium is installed; the browser of @sparticuz/chromium runs on Linux x86-64 alone.",
    );
  });

  it("does not start a program that is no browser", async () => {
    const environment = { PATH: "/nowhere", GANPHASE_CHROMIUM: process.execPath };
    const refused = await openDrawer({ environment, platform: process.platform, architecture: process.arch });
    expect((refused as { reason: string }).reason).toContain("did not start");
  });

  it("looks at the named browser first and at no other", async () => {
    const environment = { PATH: process.env.PATH, GANPHASE_CHROMIUM: process.execPath };
    const found = [];
    for await (const one of browsers({ environment, platform: "linux", architecture: "x64" }))
      found.push(one);
    expect(found).toEqual([
      { executablePath: process.execPath, environment: {}, source: "GANPHASE_CHROMIUM" },
    ]);
    expect(
      installedBrowsers({ environment: { PATH: "/nowhere" }, platform: "linux", architecture: "x64" }),
    ).toEqual([]);
  });
});
