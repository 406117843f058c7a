import { createServer, type Server } from "node:http";
import { build } from "esbuild";

/** The page of `page.ts`, served from this machine: WebGPU needs a page from a server that counts as safe. */
export interface PageServer {
  readonly address: string;
  close(): Promise<void>;
}

async function bundledPage(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: ["tests/browser/page.ts"],
    bundle: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    // As in build.mjs: the engine reads the text of functions.
    minify: false,
    keepNames: false,
    charset: "utf8",
    write: false,
    logLevel: "silent",
  });
  return outputFiles[0]!.text;
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (address === null || typeof address === "string") reject(new Error("the server has no port"));
      else resolve(address.port);
    });
  });
}

/** Bundles the page and serves it, with its script, from a free port. */
export async function servePage(): Promise<PageServer> {
  const script = await bundledPage();
  const server = createServer(({ url }, response) => {
    const isScript = url === "/page.js";
    response.setHeader(
      "content-type",
      isScript ? "text/javascript; charset=utf-8" : "text/html; charset=utf-8",
    );
    response.end(
      isScript ? script : '<!doctype html><title>page</title><script type="module" src="/page.js"></script>',
    );
  });
  const port = await listening(server);
  return {
    address: `http://127.0.0.1:${port}/`,
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}
