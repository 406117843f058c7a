import { describe, expect, it } from "vitest";
import { networkGenerator } from "../../src/generators/index.ts";
import { eigenvalues, trace } from "../../src/numerics/linearAlgebra.ts";
import { standardNormals } from "../../src/numerics/normalVectors.ts";
import { randomStream } from "../../src/numerics/random.ts";
import { mean, variance } from "../../src/numerics/statistics.ts";
import { kernelOfSlopes, meanSlopes } from "../../src/observables/index.ts";
import { points } from "../../src/targets/index.ts";
import { effective, overParameterized } from "../../src/theory/index.ts";

const {
  drawMeanKernel,
  frozenCourse,
  greatestOfNormal,
  infiniteMeanKernel,
  leastKernel,
  reachableShare,
  saddleRate,
  slopeKurtosis,
  unitKernel,
} = overParameterized;

const latentDimension = 3;
const latents = standardNormals(5, latentDimension, randomStream(4));
const generator = { latents, latentDimension };

describe("the kernel of the mean at infinite width", () => {
  it("is the mean of the units' over normal weights", () => {
    const stream = randomStream(5);
    const draws = Array.from({ length: 40_000 }, () =>
      unitKernel(generator, [stream.normal(), stream.normal(), stream.normal()]),
    );
    const exact = infiniteMeanKernel(generator);
    for (const layer of ["hidden", "output"] as const) {
      const values = draws.map((one) => one[layer]);
      const error = Math.sqrt(variance(values) / values.length);
      expect(Math.abs(mean(values) - exact[layer])).toBeLessThan(3.5 * error);
      expect(error).toBeLessThan(0.02 * exact[layer]);
    }
  });

  it("of one latent is half its squared length in the first layer's scale, in both layers", () => {
    const { hidden, output } = infiniteMeanKernel({ latents: [3, 4], latentDimension: 2, weightScale: 1 });
    expect(hidden).toBeCloseTo(25 / 4, 12);
    expect(output).toBeCloseTo(25 / 4, 12);
  });

  it.each(["hidden", "all"] as const)(
    "is what the tangent kernel of real networks comes to: %s",
    (trained) => {
      const d = 2;
      const rows = Array.from({ length: 5 }, (_, j) => Array.from(latents.subarray(3 * j, 3 * j + 3)));
      const network = networkGenerator({
        ...{ count: 5, hidden: [400], latentDimension, biasScale: 0, latents: rows, trained },
      });
      const target = points([[0, 0]]).draw(randomStream(0));
      const traces = Array.from({ length: 24 }, (_, replica) => {
        const motion = network.draw(target, randomStream(6, replica));
        const setting = { motion, masses: network.masses, dimension: d };
        return trace(kernelOfSlopes(meanSlopes(motion.parameters, setting)!), d) / d;
      });
      const { hidden, output } = infiniteMeanKernel(generator);
      const exact = trained === "hidden" ? hidden : hidden + output;
      const error = Math.sqrt(variance(traces) / traces.length);
      expect(Math.abs(mean(traces) - exact)).toBeLessThan(3.5 * error);
      expect(error).toBeLessThan(0.03 * exact);
    },
  );
});

describe("the kernel of the mean at finite width", () => {
  it("has a least eigenvalue as the law says", () => {
    const [width, dimension] = [1500, 2];
    const kurtosis = slopeKurtosis(generator, randomStream(7), 20_000);
    const edge = greatestOfNormal(dimension, randomStream(8));
    const law = leastKernel({ kernel: infiniteMeanKernel(generator).hidden, kurtosis, edge }, width);
    const stream = randomStream(9);
    const least = Array.from({ length: 200 }, () => {
      const kernel = drawMeanKernel(generator, { width, dimension }, stream);
      return eigenvalues(kernel, dimension).at(-1)!.re;
    });
    expect(Math.abs(mean(least) - law.mean)).toBeLessThan(0.25 * law.deviation);
    expect(Math.sqrt(variance(least)) / law.deviation).toBeGreaterThan(0.85);
    expect(Math.sqrt(variance(least)) / law.deviation).toBeLessThan(1.15);
  });

  it("the greatest eigenvalue of normal matrices from draws is that of the closed form's neighbours", () => {
    const drawn = greatestOfNormal(3, randomStream(1));
    expect(drawn.mean).toBeGreaterThan(greatestOfNormal(2, randomStream(1)).mean);
    // Semicircle: below 2√d.
    expect(drawn.mean).toBeLessThan(2 * Math.sqrt(3));
    expect(greatestOfNormal(1, randomStream(1))).toEqual({ mean: 0, deviation: Math.SQRT2 });
  });
});

describe("which means a ReLU generator can have", () => {
  it("on a line: any if a weight points there", () => {
    expect(reachableShare(1, 1)).toBeCloseTo(0.5, 12);
    expect(reachableShare(3, 1)).toBeCloseTo(7 / 8, 12);
  });

  it("in the plane: the share of random cones that hold a direction, by counting", () => {
    const stream = randomStream(2);
    const trials = 20_000;
    let held = 0;
    for (let t = 0; t < trials; t++) {
      const angles = Array.from({ length: 3 }, () => 2 * Math.PI * stream.uniform()).sort((a, b) => a - b);
      // Direction 0 is in the cone unless a gap of more than half a turn lies about it.
      const gap = angles[0]! + 2 * Math.PI - angles.at(-1)!;
      if (gap < Math.PI) held += 1;
      else {
        const inner = Math.max(angles[1]! - angles[0]!, angles[2]! - angles[1]!);
        if (inner > Math.PI) held += 1;
      }
    }
    expect(held / trials).toBeCloseTo(reachableShare(3, 2), 1);
    expect(Math.abs(held / trials - reachableShare(3, 2))).toBeLessThan(4 * Math.sqrt(0.25 / trials));
    expect(reachableShare(2, 4)).toBe(0);
  });
});

describe("the linear system about the saddle", () => {
  const play = { stepDiscriminator: 0.5, stepGenerator: 0.2, weightDecay: 1 };

  it("with a diagonal kernel decays at the rate of its slowest pair", () => {
    const kernel = Float64Array.of(0.3, 0, 0, 0.1);
    const course = frozenCourse(play, kernel, { w: [0, 0], r: [1, 1] }, 1200);
    const seen = Math.log(course[1000]! / course[1200]!) / 200;
    expect(seen).toBeCloseTo(saddleRate(play, [0.3, 0.1]), 8);
    expect(course[0]).toBeCloseTo(Math.SQRT2, 14);
  });

  it("is fastest at critical damping, and stands still along a direction without a kernel", () => {
    const kernel = 0.3;
    const critical = effective.discreteCriticalStrength(kernel, play, "simultaneous")!;
    const at = (factor: number) => saddleRate({ ...play, weightDecay: factor * critical }, [kernel]);
    expect(at(1)).toBeGreaterThan(at(0.98));
    expect(at(1)).toBeGreaterThan(at(1.02));
    expect(saddleRate(play, [0.3, 0])).toBeCloseTo(0, 14);
  });
});
