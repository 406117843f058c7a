import { describe, expect, it } from "vitest";
import { multiply } from "../../../src/numerics/linearAlgebra.ts";
import { standardNormals } from "../../../src/numerics/normalVectors.ts";
import { randomStream } from "../../../src/numerics/random.ts";
import { symmetricEigen } from "../../../src/numerics/singularValues.ts";
import { transposed } from "../../../src/numerics/transposed.ts";
import {
  closedForm,
  excessEigenvalues,
  freshExcess,
  momentsOf,
  orderedExcess,
  rankOf,
} from "../../../src/theory/duality/progressive.ts";
import { spectralOptimum } from "../../../src/theory/duality/spectralGame.ts";

const samples = 40;
const [inputs, dimension] = [6, 5];
const stream = randomStream(3);
const x = standardNormals(samples, dimension, stream).map(
  (value, at) => value * [4, 2, 1, 0.5, 0.3][at % dimension]!,
);
const z = standardNormals(samples, inputs, stream);
const data = momentsOf(x, samples, dimension);
const input = momentsOf(z, samples, inputs);

/** MᵀM of a matrix [rows*columns]. */
function gram(matrix: Float64Array, columns: number): Float64Array {
  const rows = matrix.length / columns;
  return multiply(transposed(matrix, rows, columns), matrix, { rows: columns, inner: rows, columns });
}

const made = (weights: Float64Array) =>
  multiply(z, weights, { rows: samples, inner: inputs, columns: dimension });

/** ‖XᵀX − GᵀG‖₂. */
function norm(generated: Float64Array): number {
  const other = gram(generated, dimension);
  const { values } = symmetricEigen(
    gram(x, dimension).map((value, at) => value - other[at]!),
    dimension,
  );
  return Math.max(values[0]!, -values.at(-1)!);
}

const near = standardNormals(inputs, dimension, stream);

describe("the closed form of a stage", () => {
  for (const [name, more] of [
    ["in the order of singular values", {}],
    ["near to a map", { near }],
  ] as const) {
    it(`meets the constraint with equality and has the spectrum (s² − β)₊, ${name}`, () => {
      const form = closedForm(input, data, { components: 3, ...more });
      expect(form.components).toBe(3);
      expect(form.beta).toBeCloseTo(data.values[3]! ** 2, 12);
      const generated = made(form.weights);
      expect(norm(generated)).toBeCloseTo(form.beta, 10);
      const { values } = momentsOf(generated, samples, dimension);
      for (let j = 0; j < dimension; j++) {
        const left = j < 3 ? data.values[j]! ** 2 - form.beta : 0;
        expect(values[j]! ** 2).toBeCloseTo(left, 10);
      }
    });
  }

  it("is the nearest to the map of all that are as good: a turn of its components moves it away", () => {
    const form = closedForm(input, data, { components: 2, near });
    const wanted = made(near);
    const distance = (generated: Float64Array) =>
      generated.reduce((sum, value, at) => sum + (value - wanted[at]!) ** 2, 0);
    const best = distance(made(form.weights));
    const across = multiply(made(form.weights), form.right, { rows: samples, inner: dimension, columns: 2 });
    for (const angle of [-0.2, 0.05, 1]) {
      const [c, s] = [Math.cos(angle), Math.sin(angle)];
      const turned = Float64Array.from({ length: samples * dimension }, (_, at) => {
        const [row, a] = [Math.floor(at / dimension), at % dimension];
        const [u, v] = [0, 1].map((j) => across[row * 2 + j]! / form.spectrum[j]!);
        const [p, q] = [form.spectrum[0]! * (c * u! - s * v!), form.spectrum[1]! * (s * u! + c * v!)];
        return p * form.right[a * 2]! + q * form.right[a * 2 + 1]!;
      });
      expect(norm(turned)).toBeCloseTo(form.beta, 9);
      expect(distance(turned)).toBeGreaterThan(best + 1e-6);
    }
  });

  it("has the second moments of the game's optimum with the discriminator's weight decay β", () => {
    const { weights, beta } = closedForm(input, data, { components: 3, near });
    const game = { moment: gram(x, dimension), dimension, threshold: beta, ridge: 1 };
    const { moment } = spectralOptimum(game);
    gram(made(weights), dimension).forEach((value, at) => {
      expect(value).toBeCloseTo(moment[at]!, 10);
    });
  });

  it("keeps no more components than the inputs have", () => {
    const low = z.map((value, at) => (at % inputs < 2 ? value : 0));
    const narrow = momentsOf(low, samples, inputs);
    expect(rankOf(narrow)).toBe(2);
    expect(closedForm(narrow, data, { components: 4 }).components).toBe(2);
  });
});

describe("the constraint", () => {
  const form = closedForm(input, data, { components: 3, near });
  const reach = multiply(form.weights, form.right, { rows: inputs, inner: dimension, columns: 3 });

  it("is β on the span of the components for the latents of the fit", () => {
    for (const value of excessEigenvalues(data, 3, reach, gram(z, inputs)))
      expect(value).toBeCloseTo(form.beta, 10);
  });

  it("is as by hand on fresh ones", () => {
    const fresh = standardNormals(samples, inputs, stream);
    const generated = multiply(fresh, form.weights, { rows: samples, inner: inputs, columns: dimension });
    const values = excessEigenvalues(data, 3, reach, gram(fresh, inputs));
    expect(Math.max(values[0]!, -values.at(-1)!, form.beta)).toBeCloseTo(norm(generated), 9);
  });
});

describe("the excess on fresh latents", () => {
  it("of one component is that of the difference of two sample variances", () => {
    // E|N(0, 4/n)|/2 above, and the same below where β is 0: both together E|N| = √(8/(πn)).
    const both = freshExcess([1], 0, 100, 20_000, randomStream(1));
    expect(both).toBeCloseTo(Math.sqrt(8 / (Math.PI * 100)), 2);
    const above = freshExcess([1], 10, 100, 20_000, randomStream(1));
    expect(above).toBeCloseTo(Math.sqrt(8 / (Math.PI * 100)) / 2, 2);
  });

  it("in singular order is that of the largest sample variance of the latents", () => {
    const [latents, n, draws] = [20, 400, 30];
    let sum = 0;
    for (let k = 0; k < draws; k++) {
      const { values } = momentsOf(standardNormals(n, latents, randomStream(5, k)), n, latents);
      sum += 1 - n / values[0]! ** 2;
    }
    expect(sum / draws).toBeCloseTo(orderedExcess(latents, n), 2);
  });
});
