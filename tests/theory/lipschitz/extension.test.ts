import { describe, expect, it } from "vitest";
import { matern } from "../../../src/kernels/index.ts";
import { randomStream } from "../../../src/numerics/random.ts";
import { lipschitz } from "../../../src/theory/index.ts";
import { randomSamples, twoPoints } from "./samples.ts";

const { extension, lipschitzOptimum, objectiveOf } = lipschitz;

/** The gradient by central differences. */
function differences(field: lipschitz.Field, z: readonly number[], h = 1e-6): number[] {
  return z.map((_, a) => {
    const at = (step: number) => field.value(z.map((value, b) => (a === b ? value + step : value)));
    return (at(h) - at(-h)) / (2 * h);
  });
}

function place({ points, dimension }: lipschitz.Sites, site: number): number[] {
  return [...points.subarray(site * dimension, (site + 1) * dimension)];
}

const kinds = ["lower", "upper", "mean"] as const;
const samples = randomSamples(11, { shared: 2 });

describe.each(["linear", "logistic", "leastSquares"])("extensions of the %s optimum", (kind) => {
  const objective = objectiveOf(kind);
  const optimum = lipschitzOptimum(samples, objective, { strength: 0.05 });

  it("have its values at the samples", async () => {
    const { sites, values, constant } = await optimum;
    for (const which of kinds) {
      // The upper one goes through the true samples as far as these are bound: a solver's tolerance off.
      const field = extension(await optimum, objective, which);
      const flat = objective.breaks !== undefined;
      values.forEach((value, site) => {
        const bound = which === "lower" ? sites.trueMasses : sites.generatedMasses;
        if (flat && which !== "lower" && bound[site] === 0) return;
        expect(Math.abs(field.value(place(sites, site)) - value)).toBeLessThan(1e-7 * Math.max(1, constant));
      });
    }
  });

  it("change by no more than k a unit of length, and have the gradients that they tell", async () => {
    const { constant } = await optimum;
    const stream = randomStream(3);
    for (const which of kinds) {
      const field = extension(await optimum, objective, which);
      for (let k = 0; k < 40; k++) {
        const [one, other] = [0, 1].map(() => [2 * stream.normal(), 2 * stream.normal()]) as [
          number[],
          number[],
        ];
        const rise = Math.abs(field.value(one) - field.value(other));
        expect(rise).toBeLessThanOrEqual(constant * Math.hypot(...one.map((z, a) => z - other[a]!)) + 1e-9);
        const told = field.gradient(one);
        // A kink within the step of the difference is seen in its size.
        differences(field, one, 1e-7).forEach((slope, a) => {
          expect(told[a]).toBeCloseTo(slope, 5);
        });
      }
    }
  });

  it("lie in order", async () => {
    const [lower, upper] = [
      extension(await optimum, objective),
      extension(await optimum, objective, "upper"),
    ];
    const stream = randomStream(4);
    for (let k = 0; k < 40; k++) {
      const z = [2 * stream.normal(), 2 * stream.normal()];
      expect(lower.value(z)).toBeLessThanOrEqual(upper.value(z) + 1e-8);
    }
  });
});

describe("alignment", () => {
  it("is 1 between two points for the lower and the mean extension, and the upper one is a cone", async () => {
    const objective = objectiveOf("exponential");
    const optimum = await lipschitzOptimum(twoPoints, objective, { strength: 0.3 });
    const found = Object.fromEntries(
      kinds.map((which) => [
        which,
        lipschitz.alignments(extension(optimum, objective, which), optimum.sites, optimum.pairs, [1], {
          stream: randomStream(1),
        })[0]!,
      ]),
    );
    expect(found.lower).toEqual({ site: 1, partners: 1, nearest: 1, heaviest: 1 });
    expect(found.mean!.heaviest).toBeCloseTo(1, 12);
    expect(found.upper!.heaviest).toBe(0);
  });

  it("is 1 beside every generated sample for valid objectives, with an own partner each", async () => {
    const apart = randomSamples(12, { trues: 8, generated: 8 });
    for (const objective of lipschitz.validObjectives) {
      const optimum = await lipschitzOptimum(apart, objective, { strength: 0.1 });
      const at = [...optimum.sites.ofGenerated];
      const found = lipschitz.alignments(extension(optimum, objective), optimum.sites, optimum.pairs, at, {
        stream: randomStream(2),
      });
      expect(Math.min(...found.map(({ partners }) => partners))).toBeGreaterThan(0);
      expect(Math.min(...found.map(({ nearest }) => nearest))).toBeGreaterThan(1 - 1e-6);
    }
  });

  it("is none where f is flat: least squares, a far sample at its label", async () => {
    const objective = objectiveOf("leastSquares");
    const far = {
      dimension: 1,
      truePoints: [0],
      trueMasses: [1],
      generatedPoints: [0.5, 40],
      generatedMasses: [0.5, 0.5],
    };
    const optimum = await lipschitzOptimum(far, objective, { strength: 0.01 });
    expect(optimum.generatedValues[1]).toBeCloseTo(-1, 4);
    const found = lipschitz.alignments(extension(optimum, objective), optimum.sites, optimum.pairs, [1, 2], {
      stream: randomStream(3),
    });
    expect(found.map(({ partners }) => partners)).toEqual([1, 0]);
    expect(found[1]!.nearest).toBe(0);
    expect(found[0]!.heaviest).toBeCloseTo(1, 9);
  });

  it("of random directions is 0 in the mean", () => {
    const { matches, sites } = lipschitz.wasserstein1(samples);
    const stream = randomStream(5);
    const at = [...new Set(matches.map(({ generated }) => generated))];
    let sum = 0;
    for (let k = 0; k < 400; k++) {
      sum += lipschitz.chanceAlignments(sites, matches, at, stream)[0]!.heaviest;
    }
    // A cosine in the plane has variance 1/2: three standard errors of 400.
    expect(Math.abs(sum / 400)).toBeLessThan(3 * Math.sqrt(0.5 / 400));
  });
});

describe("without a bound", () => {
  it("values are those of every place by itself", () => {
    const free = lipschitz.freeOptimum(samples, objectiveOf("logistic"), 8);
    free.values.forEach((value, site) => {
      const [p, q] = [free.sites.trueMasses[site]!, free.sites.generatedMasses[site]!];
      // q s(f) = p s(−f): f = log p/q, within the box.
      expect(value).toBeCloseTo(Math.max(-8, Math.min(8, Math.log(p / q))), 9);
    });
    const squares = lipschitz.freeOptimum(samples, objectiveOf("leastSquares"), 8);
    squares.values.forEach((value, site) => {
      const [p, q] = [squares.sites.trueMasses[site]!, squares.sites.generatedMasses[site]!];
      expect(value).toBeCloseTo((p - q) / (p + q), 9);
    });
  });

  it("smooth functions go through the values, and bumps turn the gradient at no cost", () => {
    const { sites, values } = lipschitz.freeOptimum(samples, objectiveOf("logistic"), 2);
    const kernel = matern({ width: 0.4, smoothness: 2.5 });
    const plain = lipschitz.kernelInterpolant(sites, values, kernel);
    const bump = lipschitz.bump(sites, 3, [5, -2]);
    const fields = [
      plain,
      lipschitz.randomInterpolant(sites, values, kernel, randomStream(6)),
      lipschitz.added(plain, bump),
    ];
    for (const field of fields) {
      values.forEach((value, site) => {
        expect(field.value(place(sites, site))).toBeCloseTo(value, 10);
      });
      const told = field.gradient([0.3, -0.2]);
      differences(field, [0.3, -0.2]).forEach((slope, a) => {
        expect(told[a]).toBeCloseTo(slope, 6);
      });
    }
    const at = place(sites, 3);
    const turned = lipschitz.added(plain, bump).gradient(at);
    expect(turned[0]! - plain.gradient(at)[0]!).toBeCloseTo(5, 12);
    expect(turned[1]! - plain.gradient(at)[1]!).toBeCloseTo(-2, 12);
  });

  it("a random field has variance 1", () => {
    const values = Array.from({ length: 300 }, (_, k) =>
      lipschitz.randomField(2, 0.5, randomStream(7, k)).value([0, 0]),
    );
    const square = values.reduce((sum, value) => sum + value * value, 0) / 300;
    expect(square).toBeGreaterThan(0.75);
    expect(square).toBeLessThan(1.25);
  });
});

describe("samples", () => {
  it("that share a place share a value, and their masses add up", async () => {
    const sites = lipschitz.sitesOf({
      dimension: 1,
      truePoints: [0, 1, 0],
      trueMasses: [0.25, 0.5, 0.25],
      generatedPoints: [-0, 2],
      generatedMasses: [0.3, 0.7],
    });
    expect([...sites.points]).toEqual([0, 1, 2]);
    expect([...sites.trueMasses]).toEqual([0.5, 0.5, 0]);
    expect([...sites.generatedMasses]).toEqual([0.3, 0, 0.7]);
    expect([...sites.ofTrue, ...sites.ofGenerated]).toEqual([0, 1, 0, 0, 2]);
  });

  it("that match altogether leave f at the unrestricted optimum", async () => {
    const same = { ...samples, generatedPoints: samples.truePoints, generatedMasses: samples.trueMasses };
    const { values, constant, pairs } = await lipschitzOptimum(same, objectiveOf("squareRoot"), {
      strength: 0.1,
    });
    expect(Math.max(...values.map(Math.abs))).toBeLessThan(1e-4);
    expect(constant).toBeLessThan(1e-4);
    expect(pairs).toHaveLength(0);
  });
});
