import { describe, expect, it } from "vitest";
import { inducingModel, linear, networkDiscriminator } from "../../src/discriminators/index.ts";
import { openBackend } from "../../src/engine/index.ts";
import { gaussian, pairValue } from "../../src/kernels/index.ts";
import { activations, drawNetwork, layoutOf, tangentKernel } from "../../src/networks/index.ts";
import { randomStream } from "../../src/numerics/random.ts";
import { measuredRates, onCircle } from "../../src/studies/learningRates.ts";
import { points } from "../../src/targets/index.ts";
import { circleRates } from "../../src/theory/index.ts";

const radius = 1.3;
const circle = onCircle(radius, 24);
const frequencies = [0, 1, 2, 5];
const setting = (stream = randomStream(1)) => ({
  target: points([[0, 0]]).draw(stream),
  start: Float64Array.of(-2, -2, 2, 2),
  count: 2,
  stream,
});

describe("learning rates by frequency", () => {
  it("of f = w·x are ρ²/2 at k = 1 and 0 else", async () => {
    const model = linear({ start: [0.4, -0.2] }).ready(setting());
    const [rates] = await measuredRates([model], circle, frequencies, await openBackend("cpu"));
    [0, radius ** 2 / 2, 0, 0].forEach((rate, i) => {
      expect(rates![i]).toBeCloseTo(rate, 9);
    });
  });

  it("of a kernel are its eigenvalues on the circle, within the bound of its features", async () => {
    const kernel = gaussian({ width: 1 });
    const model = inducingModel({ kernel, accuracy: 1e-3, padding: 0 }, setting());
    const [rates] = await measuredRates([model], circle, frequencies, await openBackend("webasm"));
    const theory = circleRates((x, y) => pairValue(kernel, x, y), radius, 24);
    frequencies.forEach((k, i) => {
      expect(Math.abs(rates![i]! - theory[k]!)).toBeLessThan((4 / Math.PI) * model.report.bound ** 2);
    });
    expect(rates![1]!).toBeGreaterThan(0.1);
  });

  it("of a network are those of its empirical tangent kernel", async () => {
    const shape = { hidden: [6], biasScale: 0.5, antisymmetric: true };
    const discriminator = networkDiscriminator({ ...shape, activation: "tanh" });
    const model = discriminator.ready(setting(randomStream(4)));
    const [rates] = await measuredRates([model], circle, frequencies, await openBackend("cpu"));
    const layout = layoutOf({ ...shape, inputs: 2, outputs: 1, activation: activations.tanh });
    const kernel = tangentKernel(layout, drawNetwork(layout, randomStream(4)), circle.points);
    frequencies.forEach((k, i) => {
      const wave = circle.phases.map((phase) => Math.cos(k * phase));
      let sum = 0;
      wave.forEach((a, r) => {
        wave.forEach((b, s) => {
          sum += a * b * kernel[r * 24 + s]!;
        });
      });
      expect(rates![i]).toBeCloseTo(((k === 0 ? 1 : 2) * sum) / 24 ** 2, 6);
    });
  });

  it("are refused for frequencies that the places cannot tell", async () => {
    const model = linear({ start: [0, 0] }).ready(setting());
    const backend = await openBackend("cpu");
    await expect(measuredRates([model], circle, [12], backend)).rejects.toThrow(/frequency 12/);
  });
});
