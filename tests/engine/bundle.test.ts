import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { type BuildOptions, build } from "esbuild";
import { afterAll, describe, expect, it } from "vitest";
import * as discriminators from "../../src/discriminators/index.ts";
import * as dynamics from "../../src/dynamics/index.ts";
import * as engine from "../../src/engine/index.ts";
import { particles } from "../../src/generators/index.ts";
import { radialKernels } from "../../src/kernels/index.ts";
import { ipm } from "../../src/losses/index.ts";
import type { Spec } from "../../src/options/index.ts";
import { weightDecay } from "../../src/penalties/index.ts";
import { points } from "../../src/targets/index.ts";

/** What a small simulation needs: taken from `src/` or from a bundle of it. */
const source = {
  ...discriminators,
  ...dynamics,
  ...engine,
  particles,
  radialKernels,
  ipm,
  weightDecay,
  points,
};
type Package = typeof source;

const entry = `
export * from "./src/discriminators/index.ts";
export * from "./src/dynamics/index.ts";
export * from "./src/engine/index.ts";
export { particles } from "./src/generators/index.ts";
export { radialKernels } from "./src/kernels/index.ts";
export { ipm } from "./src/losses/index.ts";
export { weightDecay } from "./src/penalties/index.ts";
export { points } from "./src/targets/index.ts";
`;

// Inside node_modules, so that the packages left outside of a bundle are found, and git does not see it.
const shelf = "node_modules/.cache/ganphase-bundle-test";
const folders: string[] = [];

/** Bundles as build.mjs does, but for `changes`, and loads the result. */
async function bundled(changes: BuildOptions = {}): Promise<Package> {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: process.cwd(), loader: "ts" },
    outdir: shelf,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    minify: false,
    keepNames: false,
    charset: "utf8",
    write: false,
    logLevel: "silent",
    ...changes,
  });
  mkdirSync(shelf, { recursive: true });
  const folder = mkdtempSync(join(shelf, "b-"));
  folders.push(folder);
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  for (const file of outputFiles ?? []) writeFileSync(join(folder, basename(file.path)), file.contents);
  return (await import(pathToFileURL(join(folder, "stdin.js")).href)) as Package;
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const gaussian = { kind: "gaussian", width: 1 };
const laplacian = { kind: "laplacian", width: 0.8 };
const rational = { kind: "rationalQuadratic", width: 0.7, mixture: 1.5 };
/** Every kernel in every form that can hold it: every body of the model. */
const cases: readonly [Spec, "history" | "taylor"][] = [
  [gaussian, "history"],
  [gaussian, "taylor"],
  [{ kind: "multiScale", kernels: [gaussian, { kind: "gaussian", width: 2 }] }, "taylor"],
  [{ kind: "multiScale", kernels: [gaussian, laplacian, rational] }, "history"],
];

async function simulateAll(from: Package, backend: engine.BackendKind) {
  const opened = await from.openBackend(backend);
  const simulations = cases.flatMap(([kernel, form]) =>
    [from.alternating, from.simultaneous].map((stepper) => {
      const game = {
        target: from.points([
          [0, 0],
          [1, 0.5],
        ]),
        generator: from.particles({
          start: [
            [0.2, 0.1],
            [0.7, 0.2],
          ],
        }),
        discriminator: from.kernelDiscriminator(from.radialKernels.build(kernel), { form, accuracy: 1e-6 }),
        loss: from.ipm(),
        penalties: [from.weightDecay(0.1)],
      };
      return {
        game: from.drawGame(game, 1),
        stepper: stepper({ stepDiscriminator: 0.1, stepGenerator: 0.1 }),
      };
    }),
  );
  return from.simulateEnsemble(simulations, { steps: 30, every: 10, backend: opened });
}

describe("in the bundled package", () => {
  it("every body of the model still parses, passes the linter and gives the bits of the source", async () => {
    const packed = await bundled();
    expect(packed.simulateEnsemble).not.toBe(source.simulateEnsemble);
    for (const backend of ["cpu", "webasm"] as const) {
      const trajectories = await simulateAll(packed, backend);
      expect(new Set(trajectories.map(({ form }) => form.form))).toEqual(new Set(["history", "taylor"]));
      expect(trajectories).toEqual(await simulateAll(source, backend));
    }
  });

  it("shortened names, no spaces and kept names change nothing either", async () => {
    const wanted = await simulateAll(source, "cpu");
    for (const changes of [{ minifyWhitespace: true, minifyIdentifiers: true }, { keepNames: true }]) {
      expect(await simulateAll(await bundled(changes), "cpu")).toEqual(wanted);
    }
  });

  it("a minifier that rewrites statements is found out by name, not run wrongly", async () => {
    const packed = await bundled({ minifySyntax: true });
    await expect(simulateAll(packed, "cpu")).rejects.toThrow(/^kernel body "\w+": SequenceExpression/);
  });
});
