import { describe, expect, it } from "vitest";
import { linear } from "../../src/discriminators/index.ts";
import { simultaneous } from "../../src/dynamics/index.ts";
import { type Generator, linearGenerator, networkGenerator } from "../../src/generators/index.ts";
import { ipm } from "../../src/losses/index.ts";
import { fitLine } from "../../src/numerics/statistics.ts";
import { buildObservable, rateOf, simulate } from "../../src/observables/index.ts";
import { weightDecay } from "../../src/penalties/index.ts";
import { buildSim, resolveSim } from "../../src/sim/index.ts";
import { points } from "../../src/targets/index.ts";

const mean = [0.3, -0.4];

function play(generator: Generator, settings = { steps: 40, every: 1 }) {
  const game = {
    target: points([mean]),
    generator,
    discriminator: linear({}),
    loss: ipm(),
    penalties: [weightDecay(1)],
  };
  const stepper = simultaneous({ stepDiscriminator: 0.5, stepGenerator: 0.2 });
  return simulate(game, stepper, { ...settings, seed: 3, follow: true });
}

const network = networkGenerator({
  count: 3,
  hidden: [16],
  latentDimension: 2,
  biasScale: 0,
  trained: "hidden",
});

describe("distances from the saddle", () => {
  it("are those of the means and of w", async () => {
    const run = await play(network);
    const distance = run.observable("meanDistance");
    const saddle = run.observable("saddleDistance");
    const w = run.observable("discriminatorNorm");
    run.trajectory.positions.forEach((y, k) => {
      const offset = mean.map((value, a) => (y[a]! + y[2 + a]! + y[4 + a]!) / 3 - value);
      expect(distance[k]).toBeCloseTo(Math.hypot(...offset), 12);
      expect(saddle[k]).toBeCloseTo(Math.hypot(...offset, w[k]!), 12);
    });
    expect(w.at(-1)).toBeGreaterThan(0);
  });
});

describe("the tangent kernel of the mean", () => {
  it("says how the mean moves in a small step, and follows the parameters", async () => {
    const run = await play(network);
    const kernel = (column: string) => run.observable("meanKernel", column);
    // Both axes are pushed alike where the kernel's eigenvalues are equal; in general the step is between them.
    const means = run.trajectory.positions.map((y) => [0, 1].map((a) => (y[a]! + y[2 + a]! + y[4 + a]!) / 3));
    const [least, greatest] = [kernel("kernelLeast"), kernel("kernelGreatest")];
    for (const k of [1, 2, 3]) {
      // ∇f is w before the step.
      const w = run.trajectory.gradients[k + 1]!.slice(0, 2);
      const step = means[k + 1]!.map((value, a) => value - means[k]![a]!);
      const along = (step[0]! * w[0]! + step[1]! * w[1]!) / (0.2 * (w[0]! ** 2 + w[1]! ** 2));
      expect(along).toBeGreaterThan(0.97 * least[k]!);
      expect(along).toBeLessThan(1.03 * greatest[k]!);
    }
    expect(kernel("kernelDrift")[0]).toBe(0);
    expect(kernel("kernelDrift").at(-1)).toBeGreaterThan(1e-3);
  });

  it("of a linear generator with bias is constant, of the mean latent and 1", async () => {
    const run = await play(linearGenerator({ count: 4, latentDimension: 3 }));
    const latents = run.game.motion.own.generatorLatents!;
    const middle = [0, 1, 2].map((a) => [0, 1, 2, 3].reduce((sum, j) => sum + latents[3 * j + a]! / 4, 0));
    const exact = 1 + middle.reduce((sum, value) => sum + value * value, 0);
    for (const column of ["kernelLeast", "kernelGreatest", "kernelMean"]) {
      expect(run.observable("meanKernel", column).at(-1)).toBeCloseTo(exact, 12);
    }
    expect(Math.max(...run.observable("meanKernel", "kernelDrift"))).toBe(0);
  });

  it("needs a generator with parameters", () => {
    const sim = {
      target: { kind: "points", points: [[0]] },
      generator: { kind: "particles", start: { kind: "points", points: [[1]] } },
      discriminator: { kind: "linear" },
      loss: { kind: "ipm" },
      dynamics: { kind: "simultaneous", stepDiscriminator: 0.1, stepGenerator: 0.1, steps: 10 },
      record: { every: 1, observables: ["meanKernel"] },
    };
    expect(() =>
      buildSim(
        resolveSim(sim, () => ""),
        0,
      ),
    ).toThrow(/generator with parameters/);
  });
});

describe("the convergence rate", () => {
  const steps = Array.from({ length: 101 }, (_, k) => 10 * k);

  it("is that of the last part before the floor", () => {
    const values = steps.map((t) => Math.exp(-0.05 * t) + 1e-3 * Math.exp(-0.02 * t) + 1e-10);
    // Below the floor after 580 steps; the last ones are rounding's.
    expect(rateOf(steps, values, { floor: 1e-8, from: 0.6 })).toBeCloseTo(0.02, 3);
    expect(rateOf(steps, values, { floor: 1e-15, from: 0.6 })).toBeLessThan(0.018);
  });

  it("is below 0 for what grows, NaN for too few values or a 0", () => {
    const growing = steps.map((t) => Math.exp(0.01 * t));
    expect(rateOf(steps, growing, { floor: 1e-8, from: 0 })).toBeCloseTo(-0.01, 10);
    expect(rateOf([0, 1, 2], [1, 0.5, 0.2], { floor: 1e-3, from: 0 })).toBeNaN();
  });

  it("is measured at the end of a course", async () => {
    const run = await play(network, { steps: 400, every: 4 });
    const distance = run.observable("saddleDistance");
    const spec = { kind: "convergenceRate", distance: "saddleDistance", floor: 1e-12, from: 0.5 };
    const last = distance.findIndex((value) => value < 1e-12 * distance[0]!);
    const end = last < 0 ? distance.length : last;
    const part = Array.from(distance).slice(Math.floor(end / 2), end);
    const line = fitLine(run.steps.slice(Math.floor(end / 2), end), part.map(Math.log));
    expect(run.observable(spec).at(-1)).toBeCloseTo(-line.slope, 12);
    expect(buildObservable(spec).atEnd).toBe(true);
  });

  it("has a column for each distance, so that a sim can have several", () => {
    const of = (distance: string) => ({ kind: "convergenceRate", distance });
    const distances = ["meanDistance", "saddleDistance", "wasserstein2"];
    const sim = {
      target: { kind: "points", points: [[0]] },
      generator: { kind: "particles", start: { kind: "points", points: [[1]] } },
      discriminator: { kind: "linear" },
      loss: { kind: "ipm" },
      dynamics: { kind: "simultaneous", stepDiscriminator: 0.1, stepGenerator: 0.1, steps: 10 },
      record: { every: 1, observables: distances.map(of) },
    };
    const { observables, setting } = buildSim(
      resolveSim(sim, () => ""),
      0,
    );
    expect(observables.flatMap((one) => one.columns(setting))).toEqual(distances.map((one) => `${one}Rate`));
  });
});
