import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type * as Door from "../../src/index.ts";
import type { Kernel } from "../../src/kernels/index.ts";
import { blocksOf, rowsOf } from "./markdown.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const page = readFileSync(join(root, "CONTRIBUTING.md"), "utf8");
const blocks = blocksOf(page);

/** Central differences of values of order one with h = 1e-5: truncation about 1e-10, rounding 1e-11. */
const firstDifference = 1e-8;

/** A file with the changes of a diff: a removed line gives place to the added one, lone additions come first. */
function patched(text: string, diff: string): string {
  let result = text;
  const lines = diff.trimEnd().split("\n");
  lines.forEach((line, k) => {
    const rest = line.slice(1);
    if (line.startsWith("-")) {
      if (!result.includes(`${rest}\n`)) throw new Error(`there is no line ${rest}`);
      result = result.replace(rest, lines[k + 1]!.slice(1));
    } else if (!lines[k - 1]?.startsWith("-")) result = `${rest}\n${result}`;
  });
  return result;
}

/** Source that stands in the page takes the place of that on the disk. */
function overlay(files: ReadonlyMap<string, string>): Plugin {
  return {
    name: "overlay",
    setup(builder) {
      builder.onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
        const file = join(resolveDir, path);
        return files.has(file) ? { path: file } : undefined;
      });
      builder.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const contents = files.get(path);
        return contents === undefined ? undefined : { contents, loader: "ts" };
      });
    },
  };
}

describe("the kernel of the worked example", () => {
  let folder: string;
  let example: typeof Door & {
    wendland: (options: { width: number }) => Kernel;
    kernelSlope: (kernel: Kernel, r2: number) => number;
  };

  beforeAll(async () => {
    const kernel = blocks.find(({ language }) => language === "ts")!.text;
    const diff = blocks.find(({ language }) => language === "diff")!.text;
    const name = /^\/\/ (src\/kernels\/\w+\.ts)\n/.exec(kernel)![1]!;
    const register = join(root, "src/kernels/index.ts");
    const files = new Map([
      [join(root, name), kernel],
      [register, patched(readFileSync(register, "utf8"), diff)],
    ]);
    expect(existsSync(join(root, name))).toBe(false);
    const contents = `export * from "./index.ts"; export { kernelSlope } from "./kernels/index.ts";
      export * from "./${name.slice("src/".length)}";`;
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: join(root, "src"), loader: "ts" },
      plugins: [overlay(files)],
      bundle: true,
      format: "esm",
      platform: "node",
      packages: "external",
      write: false,
    });
    folder = await mkdtemp(join(tmpdir(), "ganphase-kernel-"));
    await symlink(join(root, "node_modules"), join(folder, "node_modules"), "dir");
    const file = join(folder, "example.mjs");
    await writeFile(file, outputFiles![0]!.text);
    example = await import(/* @vite-ignore */ pathToFileURL(file).href);
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("has the slope that finite differences of its value give", () => {
    const kernel = example.wendland({ width: 0.7 });
    const along = (x: number) => example.kernelValue(kernel, x * x);
    expect(along(0)).toBe(1);
    for (const x of [0.05, 0.3, 0.9, 1.7, 4]) {
      const h = 1e-5;
      const difference = (along(x + h) - along(x - h)) / (2 * h);
      expect(Math.abs(example.kernelSlope(kernel, x * x) * x - difference)).toBeLessThan(firstDifference);
    }
    expect(-example.kernelSlope(kernel, 0)).toBe(kernel.curvature);
  });

  /** A particle beside its true point, strongly damped, with a discriminator of this kernel. */
  const documentWith = (kernel: object, backend: string) => ({
    target: { kind: "points", points: [[0]] },
    generator: { kind: "particles", start: { kind: "points", points: [[0.1]] } },
    discriminator: { kind: "kernel", kernel },
    loss: { kind: "ipm" },
    penalties: [{ kind: "weightDecay", strength: 1 }],
    dynamics: { kind: "alternating", stepDiscriminator: 0.1, stepGenerator: 0.1, steps: 300 },
    backend,
  });

  it.each(["cpu", "webasm"] as const)("runs from a sim file on %s, alone and in a sum", async (backend) => {
    const simple = { kind: "wendland", width: 1 };
    const sum = { kind: "multiScale", kernels: [simple, { kind: "gaussian", width: 2 }] };
    for (const kernel of [simple, sum]) {
      const sim = example.resolveSim(documentWith(kernel, backend), () => "");
      expect((await example.runSim(sim)).outcome.kind).toBe("covered");
    }
  });

  it("is in the schema, and suggested for a misspelt name", () => {
    const misspelt = documentWith({ kind: "wendlant", width: 1 }, "cpu");
    expect(() => example.resolveSim(misspelt, () => "")).toThrow(/did you mean "wendland"/);
    expect(JSON.stringify(example.simSchema())).toContain('"wendland"');
  });
});

describe("CONTRIBUTING.md", () => {
  it("names files and folders that are there", () => {
    const named = [...page.matchAll(/`((?:assembly|src|tests|docs|sims)\/[\w/.-]+)`/g)].map(
      (found) => found[1]!,
    );
    expect(named.length).toBeGreaterThan(10);
    const placeholders = ["tests/NAME/", "src/NAME/", "assembly/NAME.ts"];
    expect(named.filter((path) => !placeholders.includes(path) && !existsSync(join(root, path)))).toEqual([]);
  });

  it("lists every folder of tests that does not mirror src/", () => {
    const listed = rowsOf(page).flatMap(([name]) => /^`tests\/(\w+)\/`$/.exec(name ?? "")?.[1] ?? []);
    const folders = readdirSync(join(root, "tests"), { withFileTypes: true }).filter((one) =>
      one.isDirectory(),
    );
    const own = folders.map(({ name }) => name).filter((name) => !existsSync(join(root, "src", name)));
    expect(listed.filter((name) => name !== "NAME").sort()).toEqual(own.sort());
  });
});
