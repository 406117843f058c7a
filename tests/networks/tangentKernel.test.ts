import { describe, expect, it } from "vitest";
import { erfTangent } from "../../src/kernels/erfTangent.ts";
import { pairValue } from "../../src/kernels/pair.ts";
import { reluTangent } from "../../src/kernels/reluTangent.ts";
import {
  activations,
  drawNetwork,
  evaluateNetwork,
  layoutOf,
  tangentFeatures,
  tangentKernel,
} from "../../src/networks/index.ts";
import { randomStream } from "../../src/numerics/random.ts";

/** Three points of R²: two near each other, one almost opposite. */
const inputs = Float64Array.of(0.8, -0.3, 0.6, 0.1, -1.1, 0.4);
const at = (k: number) => inputs.slice(2 * k, 2 * k + 2);

interface Case {
  readonly activation: "relu" | "erf";
  readonly depth: number;
  readonly weightScale: number;
  readonly biasScale: number;
}

function shapeOf({ activation, depth, ...scales }: Case, width: number) {
  const hidden = new Array<number>(depth).fill(width);
  return { inputs: 2, hidden, outputs: 1, activation: activations[activation], ...scales };
}

/** Means over seeds of the tangent kernel at all pairs of the points, with their standard errors. */
function sampled(one: Case, width: number, seeds: number) {
  const layout = layoutOf(shapeOf(one, width));
  const kernels = Array.from({ length: seeds }, (_, seed) =>
    tangentKernel(layout, drawNetwork(layout, randomStream(seed, width)), inputs),
  );
  return Array.from(kernels[0]!, (_, k) => {
    const mean = kernels.reduce((sum, kernel) => sum + kernel[k]!, 0) / seeds;
    const variance = kernels.reduce((sum, kernel) => sum + (kernel[k]! - mean) ** 2, 0) / (seeds - 1);
    return { mean, error: Math.sqrt(variance / seeds) };
  });
}

const cases: readonly (Case & { readonly width: number })[] = [
  // With one hidden layer the mean is the infinite network's at any width.
  { activation: "relu", depth: 1, weightScale: Math.SQRT2, biasScale: 1, width: 20 },
  { activation: "erf", depth: 1, weightScale: 1.3, biasScale: 0.5, width: 20 },
  // Deeper, it differs by O(1/width), here less than the error of the mean, O(1/√(width·seeds)).
  { activation: "relu", depth: 2, weightScale: 1.2, biasScale: 0.6, width: 150 },
  { activation: "erf", depth: 3, weightScale: 1.5, biasScale: 0.4, width: 150 },
];

describe("the tangent kernel of random networks", () => {
  for (const { width, ...one } of cases) {
    const { activation, depth, ...scales } = one;
    it(`${activation}, ${depth} hidden: is that of the infinite network within its error`, () => {
      const make = activation === "relu" ? reluTangent : erfTangent;
      const kernel = make({ depth, ...scales });
      sampled(one, width, depth === 1 ? 400 : 25).forEach(({ mean, error }, k) => {
        const wanted = pairValue(kernel, at(Math.floor(k / 3)), at(k % 3));
        expect(Math.abs(mean - wanted)).toBeLessThan(4 * error);
        // The error is small enough to tell.
        expect(error).toBeLessThan(0.05 * pairValue(kernel, at(2), at(2)));
      });
    });
  }

  it("fluctuates less the wider the network: by half at four times the width", () => {
    const one = { activation: "erf", depth: 2, weightScale: 1, biasScale: 1 } as const;
    const spread = (width: number) => sampled(one, width, 60)[1]!.error;
    const ratio = spread(16) / spread(64);
    expect(ratio).toBeGreaterThan(1.4);
    expect(ratio).toBeLessThan(2.8);
  });
});

describe("networks in the tangent parametrization", () => {
  const one = { activation: "erf", depth: 2, weightScale: 1.3, biasScale: 0.7 } as const;

  it("have features that are the derivatives of the outputs", () => {
    const layout = layoutOf({ ...shapeOf(one, 4), outputs: 2, outputBias: true, outputScale: 1.7 });
    const parameters = drawNetwork(layout, randomStream(3));
    const step = 1e-5;
    for (const output of [0, 1]) {
      const features = tangentFeatures(layout, parameters, at(0), output);
      parameters.forEach((_, p) => {
        const moved = (by: number) =>
          evaluateNetwork(
            layout,
            parameters.map((value, k) => (k === p ? value + by : value)),
            at(0),
          )[output]!;
        expect((moved(step) - moved(-step)) / (2 * step)).toBeCloseTo(features[p]!, 8);
      });
    }
  });

  it("start, antisymmetric, at 0 with the tangent kernel of one copy", () => {
    const single = layoutOf(shapeOf(one, 12));
    const double = layoutOf({ ...shapeOf(one, 12), antisymmetric: true });
    const parameters = drawNetwork(double, randomStream(5));
    const kernel = tangentKernel(double, parameters, inputs);
    for (const value of evaluateNetwork(double, parameters, inputs))
      expect(Math.abs(value)).toBeLessThan(1e-14);
    tangentKernel(single, drawNetwork(single, randomStream(5)), inputs).forEach((wanted, k) => {
      expect(kernel[k]!).toBeCloseTo(wanted, 12);
    });
    expect(double.parameters).toBe(2 * single.parameters);
  });

  it("have no biases where their scale is 0, and standard normal parameters", () => {
    const layout = layoutOf({ ...shapeOf(one, 50), biasScale: 0 });
    expect(layout.parameters).toBe(2 * 50 + 50 * 50 + 50);
    const parameters = drawNetwork(layout, randomStream(9));
    const second = parameters.reduce((sum, value) => sum + value * value, 0) / layout.parameters;
    expect(Math.abs(second - 1)).toBeLessThan(5 * Math.sqrt(2 / layout.parameters));
  });
});
