import { describe, expect, it } from "vitest";
import { erfTangent } from "../../src/kernels/erfTangent.ts";
import { pairValue } from "../../src/kernels/pair.ts";
import { reluTangent } from "../../src/kernels/reluTangent.ts";
import { activations, drawNetwork, layoutOf, tangentFeatures } from "../../src/networks/index.ts";
import { standardNormals } from "../../src/numerics/normalVectors.ts";
import { fitPowerLaw } from "../../src/numerics/powerLaw.ts";
import { randomStream } from "../../src/numerics/random.ts";
import { studentQuantile } from "../../src/numerics/studentT.ts";

/*
 * Tangent kernels of random networks with two outputs on normal latents, as generators have, over seeds and widths. They
 * are Θ ⊗ 1 of the infinite network up to what falls as 1/√width.
 */

const latentDimension = 12;
const count = 4;
const outputs = 2;
const widths = [16, 48, 144];
const seeds = 20;
const latents = standardNormals(count, latentDimension, randomStream(17));
const latent = (j: number) => latents.slice(j * latentDimension, (j + 1) * latentDimension);
const pairs = Array.from({ length: count }, (_, i) =>
  Array.from({ length: i + 1 }, (__, j) => [i, j] as const),
).flat();

const makes = { relu: reluTangent, erf: erfTangent } as const;

interface Case {
  readonly activation: keyof typeof makes;
  readonly depth: number;
  readonly biasScale: number;
}

const cases: readonly Case[] = [
  { activation: "relu", depth: 1, biasScale: 0 },
  { activation: "relu", depth: 2, biasScale: 1 },
  { activation: "erf", depth: 1, biasScale: 1 },
  { activation: "erf", depth: 2, biasScale: 0.5 },
];

/** For every seed and pair: the kernel of each output with itself, and of one with the other. */
function kernelsOf({ activation, depth, biasScale }: Case, width: number) {
  const hidden = new Array<number>(depth).fill(width);
  const layout = layoutOf({
    inputs: latentDimension,
    hidden,
    outputs,
    activation: activations[activation],
    biasScale,
  });
  return Array.from({ length: seeds }, (_, seed) => {
    const parameters = drawNetwork(layout, randomStream(seed, width, depth));
    const features = Array.from({ length: count }, (__, j) =>
      [0, 1].map((output) => tangentFeatures(layout, parameters, latent(j), output)),
    );
    const product = (i: number, o: number, j: number, p: number) =>
      features[i]![o]!.reduce((sum, value, k) => sum + value * features[j]![p]![k]!, 0);
    return pairs.map(([i, j]) => ({
      own: [product(i, 0, j, 0), product(i, 1, j, 1)] as const,
      cross: product(i, 0, j, 1),
    }));
  });
}

const rms = (values: readonly number[]) =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);

describe("the tangent kernel of random networks with two outputs", () => {
  for (const one of cases) {
    const { activation, depth, biasScale } = one;
    const kernel = makes[activation]({ depth, biasScale });
    const wanted = pairs.map(([i, j]) => pairValue(kernel, latent(i), latent(j)));
    const unit = pairValue(kernel, latent(0), latent(0));
    const title = `${activation}, ${depth} hidden`;

    it(`${title}: is the analytic one within its error, and nothing between outputs`, () => {
      const largest = studentQuantile(1 - 0.01 / (2 * pairs.length), seeds - 1);
      const drawn = kernelsOf(one, 64);
      const score = (values: readonly number[], expected: number) => {
        const mean = values.reduce((sum, value) => sum + value, 0) / seeds;
        const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (seeds - 1);
        return Math.abs(mean - expected) / Math.sqrt(variance / seeds);
      };
      wanted.forEach((expected, k) => {
        const own = drawn.map((kernels) => (kernels[k]!.own[0] + kernels[k]!.own[1]) / 2);
        expect(score(own, expected)).toBeLessThan(largest);
        const cross = drawn.map((kernels) => kernels[k]!.cross);
        expect(score(cross, 0)).toBeLessThan(largest);
      });
    });

    it(`${title}: deviates as one over the root of the width`, () => {
      const drawn = widths.map((width) => kernelsOf(one, width));
      const own = drawn.map((kernels) =>
        rms(kernels.flatMap((each) => each.flatMap(({ own: both }, k) => both.map((v) => v - wanted[k]!)))),
      );
      const cross = drawn.map((kernels) => rms(kernels.flatMap((each) => each.map((value) => value.cross))));
      for (const sizes of [own, cross]) {
        // Twenty seeds at widths nine times apart leave about 0.08 to the exponent.
        expect(Math.abs(fitPowerLaw(widths, sizes).exponent + 0.5)).toBeLessThan(0.15);
        expect(sizes.at(-1)! / unit).toBeLessThan(0.15);
      }
    });
  }
});
