import { describe, expect, it } from "vitest";
import { lipschitz } from "../../../src/theory/index.ts";
import { randomSamples, smooth, twoPoints } from "./samples.ts";

const { lipschitzOptimum, objectiveOf, siteDistance, stationarity, validObjectives, wasserstein1 } =
  lipschitz;

/** A gap of 1e-12 in the objective leaves about its root in k and in f. */
const ROOT_OF_GAP = 1e-5;

describe("two points", () => {
  // Closed forms of k under λk² at distance 1: see twoPointConstant. W(1/(4λ)) e^W(…) = 1/(4λ).
  const lambert = (x: number) => {
    let w = Math.log1p(x);
    for (let k = 0; k < 50; k++) w -= (w * Math.exp(w) - x) / (Math.exp(w) * (w + 1));
    return w;
  };
  const closed: Record<string, (strength: number) => number> = {
    linear: (strength) => 1 / (2 * strength),
    exponential: (strength) => 2 * lambert(1 / (4 * strength)),
    leastSquares: (strength) => 1 / (2 * strength + 0.5),
    hinge: (strength) => Math.min(1 / (2 * strength), 2),
  };

  it.each(Object.keys(closed))("%s: k is the closed form", async (kind) => {
    for (const strength of [0.02, 0.3, 4]) {
      const theory = closed[kind]!(strength);
      expect(lipschitz.twoPointConstant(objectiveOf(kind), 1, strength) / theory).toBeCloseTo(1, 12);
      const { constant } = await lipschitzOptimum(twoPoints, objectiveOf(kind), { strength }, { gap: 1e-12 });
      expect(Math.abs(constant / theory - 1)).toBeLessThan(10 * ROOT_OF_GAP);
    }
  });

  it.each(validObjectives.map((one) => [one.kind, one] as const))(
    "%s: the bound is tight",
    async (_, objective) => {
      const strength = 0.3;
      const optimum = await lipschitzOptimum(twoPoints, objective, { strength }, { gap: 1e-12 });
      const { constant, trueValues, generatedValues } = optimum;
      expect(trueValues[0]! - generatedValues[0]!).toBeCloseTo(constant, 9);
      if (!objective.linear) expect(trueValues[0]! + generatedValues[0]!).toBeCloseTo(0, 4);
      const k = lipschitz.twoPointConstant(objective, 1, strength);
      const theory = objective.generated(-k / 2) + objective.true(k / 2) + strength * k * k;
      expect(optimum.objective).toBeCloseTo(theory, 10);
      expect(Math.abs(constant / k - 1)).toBeLessThan(10 * ROOT_OF_GAP);
    },
  );
});

describe("the linear objective", () => {
  it("is optimal transport: −W₁ at k = 1, and −W₁²/4λ at the best k = W₁/2λ", async () => {
    for (const seed of [1, 2, 3]) {
      const samples = randomSamples(seed, { dimension: seed, shared: seed - 1 });
      const { cost } = wasserstein1(samples);
      const linear = objectiveOf("linear");
      const held = await lipschitzOptimum(samples, linear, { constant: 1 });
      expect(Math.abs(held.objective + cost)).toBeLessThan(1e-9);
      const dual =
        held.trueValues.reduce((sum, value, i) => sum + value * samples.trueMasses[i]!, 0) -
        held.generatedValues.reduce((sum, value, j) => sum + value * samples.generatedMasses[j]!, 0);
      expect(Math.abs(dual - cost)).toBeLessThan(1e-8);
      const free = await lipschitzOptimum(samples, linear, { strength: 0.2 });
      expect(Math.abs(free.objective + cost ** 2 / 0.8)).toBeLessThan(1e-9);
      expect(free.constant).toBeCloseTo(cost / 0.4, 3);
    }
  });

  it("has values in the middle of its optima: no pair is tight between which nothing moves", async () => {
    const samples = randomSamples(4, { trues: 6, generated: 6 });
    const equal = {
      ...samples,
      trueMasses: new Array(6).fill(1 / 6),
      generatedMasses: new Array(6).fill(1 / 6),
    };
    const { sites, values, pairs } = await lipschitzOptimum(equal, objectiveOf("linear"), { constant: 1 });
    expect(pairs).toHaveLength(6);
    const moving = new Set(pairs.map((pair) => `${pair.true} ${pair.generated}`));
    for (const x of sites.ofTrue) {
      for (const y of sites.ofGenerated) {
        const slope = (values[x]! - values[y]!) / siteDistance(sites, x, y);
        if (moving.has(`${x} ${y}`)) expect(slope).toBeCloseTo(1, 8);
        else expect(slope).toBeLessThan(1 - 1e-6);
      }
    }
  });
});

describe("every objective", () => {
  const all = [...validObjectives, objectiveOf("leastSquares"), objectiveOf("hinge")];

  it.each(all.map((one) => [one.kind, one] as const))(
    "%s: values are k-Lipschitz over all pairs",
    async (_, objective) => {
      // Asked of true and generated pairs alone: the others follow.
      for (const bound of [{ strength: 0.05 }, { constant: 0.7 }]) {
        const samples = randomSamples(5, { shared: 2 });
        const {
          sites,
          values,
          constant,
          objective: least,
          cost,
        } = await lipschitzOptimum(samples, objective, bound);
        for (let a = 0; a < values.length; a++) {
          for (let b = 0; b < a; b++) {
            const steepest = constant * siteDistance(sites, a, b);
            expect(Math.abs(values[a]! - values[b]!)).toBeLessThan(steepest + 1e-8);
          }
        }
        // The values themselves have the cost that is told.
        const again = values.reduce((sum, value, site) => {
          const { value: at } = lipschitz.siteCost(
            objective,
            sites.trueMasses[site]!,
            sites.generatedMasses[site]!,
          );
          return sum + at(value);
        }, 0);
        expect(again).toBeCloseTo(cost, 7);
        expect(least).toBeCloseTo(cost + ("strength" in bound ? bound.strength * constant ** 2 : 0), 12);
      }
    },
  );

  it("asking the bound of all pairs changes nothing: no k-Lipschitz values cost less", async () => {
    // Any k-Lipschitz function costs at least as much; here some thousand of them near the optimum.
    const samples = randomSamples(6);
    const objective = objectiveOf("logistic");
    const optimum = await lipschitzOptimum(samples, objective, { constant: 0.7 });
    expect(optimum.objective - optimum.lowerBound).toBeLessThanOrEqual(1e-10 * optimum.objective);
    const { sites, values } = optimum;
    const cost = (at: ArrayLike<number>) =>
      values.reduce(
        (sum, _, site) =>
          sum +
          lipschitz
            .siteCost(objective, sites.trueMasses[site]!, sites.generatedMasses[site]!)
            .value(at[site]!),
        0,
      );
    for (let k = 0; k < 500; k++) {
      // A random tilt and shift of the optimum, pulled back to slope 0.7 by the largest slope over pairs.
      const moved = values.map(
        (value, site) => value + 0.1 * Math.sin((site + 1) * (k + 1)) + 0.05 * Math.cos(k),
      );
      let steepest = 0;
      for (let a = 0; a < moved.length; a++) {
        for (let b = 0; b < a; b++) {
          steepest = Math.max(steepest, Math.abs(moved[a]! - moved[b]!) / siteDistance(sites, a, b));
        }
      }
      const scale = Math.min(1, 0.7 / steepest);
      expect(cost(moved.map((value) => value * scale))).toBeGreaterThanOrEqual(optimum.lowerBound);
    }
  });

  it.each(smooth.map((one) => [one.kind, one] as const))(
    "%s: conditions of the optimum hold",
    async (_, objective) => {
      for (const shared of [0, 3]) {
        const samples = randomSamples(7, { shared });
        const optimum = await lipschitzOptimum(samples, objective, { strength: 0.1 });
        const { sites, constant } = stationarity(optimum, objective, 0.1);
        expect(sites).toBeLessThan(1e-3);
        expect(constant).toBeLessThan(1e-4);
      }
    },
  );

  it.each(smooth.map((one) => [one.kind, one] as const))(
    "%s: multipliers are optimal transport of the reweighted masses",
    async (_, objective) => {
      const samples = randomSamples(8);
      const { pairs, sites, trueValues, generatedValues } = await lipschitzOptimum(samples, objective, {
        strength: 0.1,
      });
      const weighted = (masses: ArrayLike<number>, slopes: Float64Array) =>
        Float64Array.from(masses, (mass, k) => mass * Math.abs(slopes[k]!));
      const given = weighted(samples.generatedMasses, generatedValues.map(objective.generatedSlope));
      const taken = weighted(samples.trueMasses, trueValues.map(objective.trueSlope));
      const total = given.reduce((sum, mass) => sum + mass, 0);
      const all = taken.reduce((sum, mass) => sum + mass, 0);
      const { cost } = wasserstein1({
        ...samples,
        generatedMasses: given.map((mass) => mass / total),
        trueMasses: taken.map((mass) => mass / all),
      });
      const moved = pairs.reduce(
        (sum, pair) => sum + pair.mass * siteDistance(sites, pair.generated, pair.true),
        0,
      );
      expect(moved / total).toBeCloseTo(cost, 3);
    },
  );
});

describe("limits", () => {
  it("costs with no level where they balance leave every box", async () => {
    const unbalanced = objectiveOf("unbalanced");
    for (const box of [5, 15]) {
      const optimum = await lipschitzOptimum(twoPoints, unbalanced, { strength: 1, box });
      expect(optimum.escapes).toBe(true);
      expect(Math.max(...optimum.values)).toBeCloseTo(box, 6);
    }
    const logistic = await lipschitzOptimum(twoPoints, objectiveOf("logistic"), { strength: 1 });
    expect(logistic.escapes).toBe(false);
  });

  it("refuses a bound that is none", async () => {
    const { linear } = { linear: objectiveOf("linear") };
    await expect(lipschitzOptimum(twoPoints, linear, { strength: 0 })).rejects.toThrow(RangeError);
    await expect(lipschitzOptimum(twoPoints, linear, { constant: -1 })).rejects.toThrow(RangeError);
  });

  it("a constant of 0 makes f constant", async () => {
    const { values } = await lipschitzOptimum(randomSamples(9), objectiveOf("logistic"), { constant: 0 });
    expect(Math.max(...values.map(Math.abs))).toBeLessThan(1e-4);
  });
});
