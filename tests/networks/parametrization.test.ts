import { describe, expect, it } from "vitest";
import { networkDiscriminator } from "../../src/discriminators/networkDiscriminator.ts";
import { networkGenerator } from "../../src/generators/network.ts";
import {
  activations,
  drawNetwork,
  evaluateNetwork,
  layoutOf,
  type NetworkShape,
  tangentFeatures,
} from "../../src/networks/index.ts";
import { randomStream } from "../../src/numerics/random.ts";
import { expectInputError } from "../targets/inputErrorAt.ts";

const shape: NetworkShape = {
  inputs: 3,
  hidden: [16],
  outputs: 1,
  activation: activations.tanh,
  outputBias: true,
};
const standard = layoutOf({ ...shape, parametrization: "standard" });
const tangent = layoutOf(shape);

describe("the standard parametrization", () => {
  it("draws weights and biases of a layer evenly in ±1/√inputs", () => {
    const layout = layoutOf({ ...shape, hidden: [400], parametrization: "standard" });
    const parameters = drawNetwork(layout, randomStream(1));
    for (const layer of layout.layers) {
      const own = parameters.slice(layer.weights, layer.weights + layer.size);
      const bound = 1 / Math.sqrt(layer.inputs);
      expect(Math.max(...own.map(Math.abs))).toBeLessThanOrEqual(bound);
      // The variance of a uniform number is a third of the squared bound; 1600 or 401 draws.
      const variance = own.reduce((sum, w) => sum + w * w, 0) / own.length;
      expect(variance / bound ** 2).toBeGreaterThan(0.29);
      expect(variance / bound ** 2).toBeLessThan(0.38);
    }
  });

  it("does not scale the sums", () => {
    const parameters = drawNetwork(standard, randomStream(2));
    const x = [0.3, -0.8, 0.5];
    const [first, last] = standard.layers as [(typeof standard.layers)[0], (typeof standard.layers)[0]];
    let wanted = parameters[last.biases!]!;
    for (let u = 0; u < 16; u++) {
      let sum = parameters[first.biases! + u]!;
      for (let k = 0; k < 3; k++) sum += parameters[first.weights + 3 * u + k]! * x[k]!;
      wanted += parameters[last.weights + u]! * Math.tanh(sum);
    }
    expect(evaluateNetwork(standard, parameters, Float64Array.from(x))[0]).toBeCloseTo(wanted, 14);
  });

  it("is the tangent one with other weights, and has gradients √inputs times as large", () => {
    const parameters = drawNetwork(standard, randomStream(3));
    const scaled = parameters.slice();
    for (const { weights, biases, inputs } of standard.layers) {
      for (let k = weights; k < biases!; k++) scaled[k]! *= Math.sqrt(inputs);
    }
    const x = Float64Array.of(0.2, 0.4, -0.6);
    expect(evaluateNetwork(tangent, scaled, x)[0]).toBeCloseTo(
      evaluateNetwork(standard, parameters, x)[0]!,
      14,
    );
    const [own, other] = [tangentFeatures(standard, parameters, x), tangentFeatures(tangent, scaled, x)];
    const last = standard.layers[1]!;
    expect(own[last.weights]! / other[last.weights]!).toBeCloseTo(4, 12);
    expect(own[last.biases!]! / other[last.biases!]!).toBeCloseTo(1, 12);
  });

  it("has another key, so that no program is shared with the tangent one", () => {
    expect(standard.key).not.toBe(tangent.key);
    expect(layoutOf({ ...shape, parametrization: "tangent" }).key).toBe(tangent.key);
  });

  it("has copies with the same start", () => {
    const twins = layoutOf({ ...shape, parametrization: "standard", antisymmetric: true });
    const parameters = drawNetwork(twins, randomStream(4));
    expect(evaluateNetwork(twins, parameters, Float64Array.of(1, 2, 3))[0]).toBeCloseTo(0, 14);
  });

  it("refuses scales of weights that it does not have, and takes biases or none", () => {
    const sizes = { hidden: [3], parametrization: "standard" as const };
    const generator = { ...sizes, count: 2, latentDimension: 1 };
    expectInputError(() => networkDiscriminator({ ...sizes, weightScale: 1 }), "weightScale", /tangent/);
    expectInputError(
      () => networkDiscriminator({ ...sizes, biasScale: 0.5 }),
      "biasScale",
      /must be 1, or 0/,
    );
    expectInputError(() => networkGenerator({ ...generator, weightScale: 2 }), "weightScale", /tangent/);
    expectInputError(() => networkGenerator({ ...generator, biasScale: 2 }), "biasScale", /not 2/);
    expect(() => networkGenerator({ ...generator, biasScale: 0 })).not.toThrow();
    expect(() => networkDiscriminator({ hidden: [3], weightScale: 1, biasScale: 0.5 })).not.toThrow();
  });
});
