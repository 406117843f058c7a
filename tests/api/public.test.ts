import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { parse } from "acorn";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const dist = join(root, "dist");

/** Names that a built module exports. */
async function exported(file: string): Promise<string[]> {
  return Object.keys((await import(join(dist, file))) as object).sort();
}

/** Modules that a built file imports, statically or with `import(…)`. */
function importsOf(code: string): string[] {
  const found: string[] = [];
  const visit = (value: unknown): void => {
    if (value === null || typeof value !== "object") return;
    const { source } = value as { source?: { type?: string; value?: unknown } };
    if (source?.type === "Literal" && typeof source.value === "string") found.push(source.value);
    for (const inside of Object.values(value)) visit(inside);
  };
  visit(parse(code, { ecmaVersion: "latest", sourceType: "module" }));
  return found;
}

/** Everything outside of dist/ that a built file reaches over its chunks. */
async function reached(file: string, seen = new Set<string>()): Promise<Set<string>> {
  const outside = new Set<string>();
  if (seen.has(file)) return outside;
  seen.add(file);
  for (const name of importsOf(await readFile(join(dist, file), "utf8"))) {
    if (name.startsWith("./")) for (const one of await reached(name.slice(2), seen)) outside.add(one);
    else outside.add(name);
  }
  return outside;
}

describe("the public door", () => {
  it("exports these names and no others", async () => {
    expect(await exported("index.js")).toMatchInlineSnapshot(`
      [
        "InputError",
        "Run",
        "StepMap",
        "adam",
        "alternating",
        "bestResponse",
        "binderEstimate",
        "bootstrapMean",
        "boundedUnits",
        "buildSim",
        "cellSpec",
        "cellsOf",
        "clip",
        "cones",
        "consensus",
        "defaultRules",
        "defineStudy",
        "drawGame",
        "erfTangent",
        "exponential",
        "extragradient",
        "fictitious",
        "fitCollapse",
        "fitPowerLaw",
        "flow",
        "gaussian",
        "gaussianTarget",
        "glyphs",
        "gradientPenalty",
        "grid",
        "hinge",
        "imageTarget",
        "imagesTarget",
        "inline",
        "inlineSums",
        "instanceNoise",
        "ipm",
        "isScan",
        "isStudy",
        "kernelDiscriminator",
        "kernelSums",
        "kernelValue",
        "laplacian",
        "leastSquares",
        "levelCrossing",
        "linearDiscriminator",
        "linearGenerator",
        "lipschitz",
        "lyapunovExponent",
        "matern",
        "memoryStore",
        "memoryStudyStore",
        "minimax",
        "momentum",
        "multiScale",
        "networkDiscriminator",
        "networkGenerator",
        "nonSaturating",
        "openBackend",
        "optimistic",
        "outputRidge",
        "parseDocument",
        "particles",
        "points",
        "quadraticDiscriminator",
        "r1",
        "r2",
        "randomStream",
        "rationalQuadratic",
        "relativistic",
        "reluTangent",
        "resolveScan",
        "resolveSim",
        "resolveStudy",
        "ring",
        "runScan",
        "runSim",
        "runStudy",
        "scanSchema",
        "simSchema",
        "simulate",
        "simulateEnsemble",
        "simultaneous",
        "spearman",
        "squareRoot",
        "stepEigenvalues",
        "storedDarkness",
        "storedImages",
        "studies",
        "studySchema",
        "susceptibilityEstimate",
        "theory",
        "twoModes",
        "weightDecay",
      ]
    `);
  });

  it("ganphase/node adds files and threads", async () => {
    expect(await exported("node.js")).toMatchInlineSnapshot(`
      [
        "claimRunFolder",
        "jsonText",
        "pairThreads",
        "readJson",
        "readTable",
        "runFolder",
        "tableBytes",
        "tableOf",
        "threads",
        "writeJson",
        "writeTable",
        "writeWhole",
      ]
    `);
  });

  it("theory is one name with these inside", async () => {
    const { theory } = (await import(join(dist, "index.js"))) as { theory: object };
    expect(Object.keys(theory).sort()).toMatchInlineSnapshot(`
      [
        "angularFrequency",
        "assignmentCount",
        "assignments",
        "balanced",
        "census",
        "circleRates",
        "cloudMoments",
        "continuousRates",
        "criticalExcess",
        "criticalWeightDecay",
        "decay",
        "dirac",
        "discreteCriticalWeightDecay",
        "discreteDecay",
        "duality",
        "effective",
        "excess",
        "fallOff",
        "fictitious",
        "finalOccupation",
        "flowRates",
        "forecast",
        "gameRadius",
        "gameVerdict",
        "gaussHermite",
        "gradientPenaltyCircle",
        "gradientPenaltyCycle",
        "growthRate",
        "inPlane",
        "integrate",
        "judge",
        "landscape",
        "largestStableStep",
        "learningRates",
        "limitCycleAmplitude",
        "linearModel",
        "lipschitz",
        "localEigenvalues",
        "localMatrix",
        "localSpectralRadius",
        "localSpectrum",
        "massesOf",
        "meanMatrix",
        "multipliers",
        "neighbourhoodOf",
        "neighbourhoodStability",
        "offDiagonal",
        "offDiagonalOnSphere",
        "oscillationMargin",
        "overParameterized",
        "pairGrowth",
        "pairGrowthFactor",
        "pairGrowthFactorAt",
        "quadraticModel",
        "rotation",
        "secondMomentModel",
        "settledCurvature",
        "settledWeight",
        "spreadPairDistance",
        "stabilityMargin",
        "stepMatrix",
        "timeAveragedModel",
        "weightDecayOnStabilityLine",
      ]
    `);
  });

  it("never reaches Node's own modules, nor packages that need them", async () => {
    const inBrowsers = [
      "acorn",
      "astring",
      "fast-png",
      "gpu.js",
      "highs",
      "hyparquet",
      "ml-matrix",
      "papaparse",
      "zod",
    ];
    const outside = [...(await reached("index.js"))].map((name) => name.split("/")[0]!);
    expect(outside.length).toBeGreaterThan(0);
    expect(outside.filter((name) => !inBrowsers.includes(name))).toEqual([]);
  });

  it("leaves no globals behind and nothing running", async () => {
    // The schema library's own registries are the only names that may appear.
    const program = `
      const before = new Set(Object.getOwnPropertyNames(globalThis));
      await import(${JSON.stringify(pathToFileURL(join(dist, "index.js")).href)});
      const after = Object.getOwnPropertyNames(globalThis).filter((name) => !before.has(name));
      console.log(after.filter((name) => !name.startsWith("__zod")).join());`;
    const child = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", program]);
    expect(child).toEqual({ stdout: "\n", stderr: "" });
  });

  it("an InputError of one door is an InputError of the other", async () => {
    const { InputError } = (await import(join(dist, "index.js"))) as { InputError: new () => Error };
    const { claimRunFolder } = (await import(join(dist, "node.js"))) as {
      claimRunFolder(path: string, conflict: () => undefined): Promise<unknown>;
    };
    const file = join(root, "package.json");
    await expect(claimRunFolder(file, () => undefined)).rejects.toBeInstanceOf(InputError);
  });
});

describe("the types", () => {
  let folder: string;
  const compiler = join(
    dirname(createRequire(import.meta.url).resolve("typescript/package.json")),
    "bin",
    "tsc",
  );
  const tsc = (...args: string[]) =>
    promisify(execFile)(process.execPath, [compiler, ...args], { cwd: root }).then(
      () => "",
      (error: { stdout: string }) => error.stdout,
    );

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "ganphase-types-"));
    await symlink(join(root, "node_modules"), join(folder, "node_modules"), "dir");
    expect(await tsc("-p", "tsconfig.build.json", "--outDir", join(folder, "types"))).toBe("");
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function errorsIn(program: string): Promise<string> {
    const compilerOptions = {
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      target: "es2022",
      module: "esnext",
      moduleResolution: "bundler",
      lib: ["es2023"],
      types: ["node"],
      paths: { ganphase: ["./types/index.d.ts"], "ganphase/node": ["./types/node.d.ts"] },
    };
    await writeFile(join(folder, "program.ts"), program);
    await writeFile(
      join(folder, "tsconfig.json"),
      JSON.stringify({ compilerOptions, files: ["program.ts"] }),
    );
    return tsc("-p", join(folder, "tsconfig.json"));
  }

  it("let a right program through and stop a wrong one", async () => {
    const errors = await errorsIn(`
      import { alternating, gaussian, ipm, InputError, kernelDiscriminator, particles, points, simulate,
        weightDecay, type Game, type Outcome, type Run } from "ganphase";
      import { runFolder, threads } from "ganphase/node";

      const game: Game = {
        target: points([[0, 0]]),
        generator: particles({ start: [[0.1, 0]] }),
        discriminator: kernelDiscriminator(gaussian({ width: 1 }), { form: "history" }),
        loss: ipm(),
        penalties: [weightDecay(0.1)],
      };
      const steps = alternating({ stepDiscriminator: 0.1, stepGenerator: 0.1 });
      const run: Run = await simulate(game, steps, { steps: 10, every: 1, backend: "cpu" });
      const outcome: Outcome = run.outcome;
      const series: Float64Array = run.observable("wasserstein2");
      export const all = [outcome.kind === "covered", series, InputError, runFolder("runs/x").path, threads(2)];

      // @ts-expect-error a misspelt option
      gaussian({ widht: 1 });
      // @ts-expect-error a missing option
      alternating({ stepDiscriminator: 0.1 });
      // @ts-expect-error no such form
      kernelDiscriminator(gaussian({ width: 1 }), { form: "fast" });
      // @ts-expect-error no such outcome
      export const wrong = outcome.kind === "coverd";
      // @ts-expect-error a game without a loss
      export const half: Game = { target: game.target, generator: game.generator };
    `);
    expect(errors).toBe("");
  });
});
