import { chromium } from "playwright-core";
import { browsers } from "../../src/cli/chromium.ts";
import type { requests } from "./page.ts";
import { servePage } from "./server.ts";

type Requests = typeof requests;

/** A page in a browser that answers the requests of `page.ts`. */
export interface Session {
  ask<Name extends keyof Requests>(
    name: Name,
    ...given: Parameters<Requests[Name]>
  ): Promise<Awaited<ReturnType<Requests[Name]>>>;
  close(): Promise<void>;
}

/** Graphics without a card: WebGPU and WebGL2 computed by the browser on the processor. */
export const software = [
  "--enable-unsafe-webgpu",
  "--use-webgpu-adapter=swiftshader",
  "--enable-unsafe-swiftshader",
];

/** Graphics on the card of this machine, through Vulkan, without falling back to the processor. */
export const hardware = [
  "--enable-unsafe-webgpu",
  "--enable-features=Vulkan",
  "--use-angle=vulkan",
  "--ignore-gpu-blocklist",
  "--disable-software-rasterizer",
];

async function launch(flags: readonly string[]) {
  const reasons: string[] = [];
  for await (const browser of browsers()) {
    if ("reason" in browser) {
      reasons.push(browser.reason);
      continue;
    }
    const { executablePath, environment } = browser;
    const own = Object.entries(process.env).filter(([, value]) => value !== undefined);
    try {
      return await chromium.launch({
        executablePath,
        args: [...flags],
        headless: true,
        env: { ...(Object.fromEntries(own) as Record<string, string>), ...environment },
      });
    } catch (error) {
      reasons.push(`${executablePath} did not start (${(error as Error).message.split("\n")[0]})`);
    }
  }
  throw new Error(`no browser: ${reasons.join("; ")}`);
}

/** Serves the page and opens it. @throws Error when no Chromium starts: without one nothing is shown to work. */
export async function openSession(flags: readonly string[]): Promise<Session> {
  const server = await servePage();
  const running = await launch(flags).catch(async (error) => {
    await server.close();
    throw error;
  });
  const page = await running.newPage();
  // A mistake in a shader is told on the console alone, and what was computed with it is zeros.
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(server.address);
  await page.waitForFunction("globalThis.requests !== undefined", undefined, { timeout: 20_000 });
  return {
    async ask(name, ...given) {
      const answer = await page.evaluate(
        ([asked, values]) => {
          const { requests: all } = globalThis as unknown as {
            requests: Record<string, (...all: unknown[]) => unknown>;
          };
          return all[asked as string]!(...(values as unknown[]));
        },
        [name, given] as const,
      );
      if (complaints.length > 0) throw new Error(`the page complains: ${complaints.splice(0).join("; ")}`);
      return answer as never;
    },
    async close() {
      await running.close();
      await server.close();
    },
  };
}
